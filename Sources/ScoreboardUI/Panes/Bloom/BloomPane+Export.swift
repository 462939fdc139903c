import Scoreboard
import TerminalKit

extension BloomPane {
    package func export(_ scene: Scene) -> ExportDocument {
        var document = ExportDocument([Self.name], title: "Filters of seen jobs")
        if let notice = notice(scene) {
            document.say(notice)
            return document
        }
        document.notes = ["\(rows.count) filters, one a cluster and month"]
        document.facts = [.init("read_at", scene.now.description)]
        document.tables = [
            ExportTable(
                "filters",
                columns: [
                    .init("cluster", "Cluster", .left), .init("month", "Month", .left), .init("jobs", "n jobs"),
                    .init("planned_jobs", "planned"), .init("load", "Of its plan"), .init("fill", "Bits set"),
                    .init("rate_now", "p now"), .init("rate_planned", "p target"),
                    .init("false_positives", "false +"), .init("bits", "m bits"), .init("hashes", "k"),
                    .init("filter_bytes", "filter"), .init("exact_bytes", "exact set"),
                    .init("problem", "Problem", .left),
                ],
                rows: rows.map { cells($0, scene) })
        ]
        return document
    }

    private func cells(_ filter: SeenFilter, _ scene: Scene) -> [ExportCell] {
        let names = [
            ExportCell(.text(filter.cluster), scene.title(ofCluster: filter.cluster)),
            ExportCell(filter.month.description, role: .dim),
        ]
        if let problem = filter.problem {
            return names + Array(repeating: .unknown, count: 11) + [ExportCell(problem, role: .loss)]
        }
        let isNear = filter.load >= BloomPane.nearCapacity
        return names + [
            ExportCell(count: filter.count), ExportCell(count: filter.plannedCount, role: .dim),
            ExportCell(filter.load, ValueText.share(filter.load), role: isNear ? .warning : .text),
            ExportCell(filter.fill, ValueText.share(filter.fill), role: .dim),
            ExportCell(
                filter.rate, ValueText.rate(filter.rate), role: filter.rate > filter.plannedRate ? .warning : .level),
            ExportCell(filter.plannedRate, ValueText.rate(filter.plannedRate), role: .dim),
            ExportCell(count: filter.falsePositives), ExportCell(count: filter.bitCount, role: .dim),
            ExportCell(count: filter.hashCount, role: .dim),
            ExportCell(Double(filter.filterBytes), ValueText.bytes(filter.filterBytes)),
            ExportCell(Double(filter.exactBytes), ValueText.bytes(filter.exactBytes), role: .dim),
            .unknown,
        ]
    }

    package func copiedFields(_ scene: Scene) -> [String]? {
        guard notice(scene) == nil, rows.indices.contains(selectedRow) else { return nil }
        let fields = cells(rows[selectedRow], scene).map(\.text)
        return fields.last == "" ? fields.dropLast() : fields
    }
}
