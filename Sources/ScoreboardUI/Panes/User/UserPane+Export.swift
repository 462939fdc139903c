import Scoreboard
import TerminalKit

extension UserPane {
    /// The skills in every window, then the months and the days with every metric.
    package func export(_ scene: Scene) -> ExportDocument {
        // The player's name is data: it is in the file, and in no file's name.
        var document = ExportDocument([Self.name, scene.cluster ?? "ALL"], title: user ?? UserPane.title)
        if let notice = notice(scene) {
            document.say(notice)
            return document
        }
        guard let user, let standing, let ranks else { return document }
        let place = ranks[.overall, scene.window]
        document.notes = [
            scene.placeNote(withWindow: false),
            (scale.hasLevels ? "Total level \(scale.totalLevel(standing.allTime)), total XP " : "Score ")
                + ValueText.grouped(scale.totalExperience(standing.allTime), decimals: 0)
                + (place.rank.map { ", rank \($0) in \(scene.window.title)" } ?? ""),
        ]
        document.notes += ownHistory?.problems ?? []
        if ownHistory == nil { document.notes.append("Months and days are still being read.") }
        document.facts = [.asOf(scene), .init("user", user), .cluster(scene)]
        if let imported = ownHistory?.importedMonths(of: scene.cluster), !imported.isEmpty {
            document.notes.append("Imported from another program: \(imported.spans). \(ImportedNote.doubt)")
        }
        document.mark(ImportedNote(scene))
        document.tables = [skills(standing, ranks), months(scene), days(scene)]
        if let totals = ownHistory?.totals(of: scene.cluster) { document.tables.append(states(totals)) }
        return document
    }

    private func skills(_ standing: UserStanding, _ ranks: PlayerRanks) -> ExportTable {
        var columns: [ExportTable.Column] = [
            .init("metric", nil), .init(nil, scale.metricWord, .left), .init("level", scale.hasLevels ? "Level" : nil),
        ]
        for window in Window.allCases {
            columns += [
                .init("value_\(window.rawValue)", window.title), .init("rank_\(window.rawValue)", "Rank"),
                .init("share_\(window.rawValue)", "Share"),
            ]
        }
        let rows = Leaderboard.Subject.tabs.map { subject -> [ExportCell] in
            var level: Int?
            switch subject {
            case .overall: level = scale.hasLevels ? scale.totalLevel(standing.allTime) : nil
            case .metric(let metric): level = scale.level(metric, standing.allTime)
            }
            var cells = [
                ExportCell(subject.key), ExportCell(subject.title(scale), role: subject.isLoss ? .loss : .text),
                level.map { ExportCell(count: Int64($0), role: .level) } ?? .unknown,
            ]
            for window in Window.allCases {
                let place = ranks[subject, window]
                cells += [
                    ExportCell(place.value, subject.text(place.value), role: .strong),
                    place.rank.map { ExportCell(count: Int64($0), role: rankRole($0)) } ?? .unknown,
                    ExportCell(place.share, ValueText.share(place.share), role: .dim),
                ]
            }
            return cells
        }
        return ExportTable("skills", title: "Skills", columns: columns, rows: rows)
    }

    private func months(_ scene: Scene) -> ExportTable {
        let last = (scene.standings.map(\.today).max() ?? scene.now.day).month
        let months = ownHistory?.months(endingWith: last, of: scene.cluster) ?? []
        let imported = Set(ownHistory?.importedMonths(of: scene.cluster) ?? [])
        let source: [ExportTable.Column] = imported.isEmpty ? [] : [.init("source", "Source", .left)]
        return ExportTable(
            "months", title: "Months",
            columns: [.init("month", "Month", .left)] + source + ExportTable.metricColumns,
            rows: months.map { entry in
                let isImported = imported.contains(entry.month)
                let word = ExportCell(isImported ? "imported" : "accounting", role: isImported ? .warning : .dim)
                return [ExportCell(entry.month.description, role: .dim)] + source.map { _ in word }
                    + ExportTable.metricCells(MetricValues(entry.totals))
            })
    }

    private func days(_ scene: Scene) -> ExportTable {
        let days = ownHistory?.days(of: scene.cluster) ?? [:]
        return ExportTable(
            "days", title: "Days with jobs", columns: [.init("day", "Day", .left)] + ExportTable.metricColumns,
            rows: days.sorted { $0.key < $1.key }.map { day, totals in
                [ExportCell(day.description, role: .dim)] + ExportTable.metricCells(MetricValues(totals))
            })
    }

    private func states(_ totals: UserTotals) -> ExportTable {
        let counted = totals.states.counted.sorted { ($1.count, $0.state.rawValue) < ($0.count, $1.state.rawValue) }
        return ExportTable(
            "states", title: "How jobs ended", columns: [.init("state", "State", .left), .init("ended", "Jobs")],
            rows: counted.map { entry in
                let isFailure = JobStateSet.failures.contains(entry.state)
                return [
                    ExportCell(entry.state.name, role: isFailure ? .loss : .text),
                    ExportCell(count: Int64(clamping: entry.count)),
                ]
            })
    }

    /// The player, and where they stand by the metric of the charts.
    package func copiedFields(_ scene: Scene) -> [String]? {
        guard notice(scene) == nil, let user, let standing, let ranks else { return nil }
        let place = ranks[subject, scene.window]
        return [
            user, place.rank.map(String.init) ?? "", subject.text(place.value), subject.title(scale),
            scene.window.title,
        ] + (scale.hasLevels ? ["total level \(scale.totalLevel(standing.allTime))"] : [])
    }
}
