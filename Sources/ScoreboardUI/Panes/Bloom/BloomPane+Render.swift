import Scoreboard
package import TerminalKit

extension BloomPane {
    private enum Column: Int, CaseIterable {
        case cluster, month, count, planned, fill, rate, plannedRate, falsePositives, bits, hashes, size, exactSize
    }

    /// The rows of the filters.
    func lines(_ scene: Scene) -> Rect {
        let top = scene.size.height < 12 ? 3 : 4
        return Rect(x: 1, y: top, width: scene.size.width - 2, height: scene.size.height - 3 - top)
    }

    private func table(_ scene: Scene) -> TableLayout {
        let name = rows.map { scene.title(ofCluster: $0.cluster).displayWidth }.max() ?? 0
        let columns = Column.allCases.map { column -> TableLayout.Column in
            switch column {
            case .cluster: TableLayout.Column("Cluster", width: min(16, name), alignment: .left)
            case .month: TableLayout.Column("Month", width: 7, alignment: .left)
            case .count: TableLayout.Column("n jobs", width: 11, priority: 1)
            case .planned: TableLayout.Column("planned", width: 11, priority: 5)
            case .fill:
                TableLayout.Column(
                    "Of its plan", width: scene.size.width < 100 ? 14 : 22, alignment: .left, priority: 2)
            case .rate: TableLayout.Column("p now", width: 7, priority: 3)
            case .plannedRate: TableLayout.Column("p target", width: 8, priority: 4)
            case .falsePositives: TableLayout.Column("false +", width: 7, priority: 6)
            case .bits: TableLayout.Column("m bits", width: 12, priority: 9)
            case .hashes: TableLayout.Column("k", width: 2, priority: 8)
            case .size: TableLayout.Column("filter", width: 9, priority: 7)
            case .exactSize: TableLayout.Column("exact set", width: 9, priority: 10)
            }
        }
        return TableLayout(columns, x: 3, width: scene.size.width - 5)
    }

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let frame = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        if let notice = notice(scene) {
            notice.render(into: &buffer, Rect(x: 2, y: 1, width: frame.width - 4, height: frame.height - 2))
            return
        }
        let area = lines(scene)
        summary(into: &buffer, scene)
        if area.y == 4 { buffer.drawDivider(frame, y: 2) }
        let table = table(scene)
        buffer.drawHeader(table, y: area.y - 1)
        for row in 0..<area.height where rows.indices.contains(scrollOffset + row) {
            line(
                into: &buffer, rows[scrollOffset + row], table, scene, y: area.y + row,
                isSelected: scrollOffset + row == selectedRow)
        }
        total(into: &buffer, table, y: area.maxY)
        buffer.drawScrollbar(
            x: frame.maxX - 1, y: area.y, height: area.height, visible: area.height, total: rows.count,
            offset: scrollOffset)
    }

    func notice(_ scene: Scene) -> Notice? {
        if let notice = Notice(unread: scene) { return notice }
        guard let filters else {
            return Notice(title: "Reading the filters\(scene.glyphs.ellipsis)", lines: [scene.options.root])
        }
        guard filters.isEmpty else { return nil }
        return scene.standings.isEmpty
            ? Notice(emptyRoot: scene.options.root)
            : Notice(
                title: "There are no filters",
                lines: ["No cluster has a month of seen jobs.", "", "4 shows how polling goes."])
    }

    /// What is to be known of all of them.
    private func summary(into buffer: inout ScreenBuffer, _ scene: Scene) {
        var line = ContextLine(x: 2, limit: scene.size.width - 2)
        let near = rows.count { $0.problem == nil && $0.load >= BloomPane.nearCapacity }
        let damaged = rows.count { $0.problem != nil }
        line.add(
            .players, rows.count == 1 ? "1 filter of seen jobs" : "\(rows.count) filters of seen jobs", role: .text)
        if damaged > 0 { line.add(.players, "\(damaged) damaged", role: .loss) }
        line.add(
            .players,
            near == 0 ? "none near its capacity" : "\(near) near capacity: the next poll doubles what is outgrown",
            short: near == 0 ? nil : "\(near) near capacity", role: near == 0 ? .level : .warning)
        line.add(.players, "a false positive is settled by the exact set and never loses a job", role: .dim)
        line.render(into: &buffer, y: 1)
    }

    private func line(
        into buffer: inout ScreenBuffer, _ filter: SeenFilter, _ table: TableLayout, _ scene: Scene, y: Int,
        isSelected: Bool
    ) {
        if isSelected {
            buffer.fill(Rect(x: 1, y: y, width: buffer.size.width - 2, height: 1), isSelected: true)
            buffer.write(buffer.glyphs.pointer, x: 1, y: y, role: .pointer, isSelected: true)
        }
        for place in table.places {
            guard let column = Column(rawValue: place.index) else { continue }
            if let problem = filter.problem, column != .cluster, column != .month {
                buffer.write(
                    problem, x: place.x, y: y, width: buffer.size.width - 2 - place.x, role: .loss,
                    isSelected: isSelected)
                break
            }
            if column == .fill {
                fill(into: &buffer, filter, place, y: y, isSelected: isSelected)
                continue
            }
            buffer.write(
                text(column, filter, scene), x: place.x, y: y, width: place.width, alignment: place.alignment,
                role: role(column, filter), isSelected: isSelected)
        }
    }

    private func fill(
        into buffer: inout ScreenBuffer, _ filter: SeenFilter, _ place: TableLayout.Place, y: Int, isSelected: Bool
    ) {
        let bar = place.width - 5
        let isNear = filter.load >= BloomPane.nearCapacity
        buffer.drawMeter(
            filter.load, x: place.x, y: y, width: bar, role: isNear ? .warning : .meter, isSelected: isSelected)
        buffer.write(
            "\(Int((filter.load * 100).rounded(.down)))%", x: place.x + bar, y: y, width: 5, alignment: .right,
            role: isNear ? .warning : .dim, isSelected: isSelected)
    }

    private func text(_ column: Column, _ filter: SeenFilter, _ scene: Scene) -> String {
        switch column {
        case .cluster: scene.title(ofCluster: filter.cluster)
        case .month: filter.month.description
        case .count: ValueText.grouped(Double(filter.count), decimals: 0)
        case .planned: ValueText.grouped(Double(filter.plannedCount), decimals: 0)
        case .fill: ""
        case .rate: ValueText.rate(filter.rate)
        case .plannedRate: ValueText.rate(filter.plannedRate)
        case .falsePositives: ValueText.grouped(Double(filter.falsePositives), decimals: 0)
        case .bits: ValueText.text(Double(filter.bitCount), unit: .count, width: 12)
        case .hashes: String(filter.hashCount)
        case .size: ValueText.bytes(filter.filterBytes)
        case .exactSize: ValueText.bytes(filter.exactBytes)
        }
    }

    private func role(_ column: Column, _ filter: SeenFilter) -> Role {
        switch column {
        case .cluster: .text
        case .month, .planned, .plannedRate, .bits, .hashes, .exactSize: .dim
        case .rate: filter.rate > filter.plannedRate ? .warning : .level
        case .count, .fill, .falsePositives, .size: .text
        }
    }

    /// The sums, below the last line.
    private func total(into buffer: inout ScreenBuffer, _ table: TableLayout, y: Int) {
        for place in table.places {
            guard let column = Column(rawValue: place.index) else { continue }
            let sum: String? =
                switch column {
                case .cluster: "Total"
                case .count: ValueText.grouped(rows.reduce(0) { $0 + Double($1.count) }, decimals: 0)
                case .planned: ValueText.grouped(rows.reduce(0) { $0 + Double($1.plannedCount) }, decimals: 0)
                case .falsePositives: ValueText.grouped(rows.reduce(0) { $0 + Double($1.falsePositives) }, decimals: 0)
                case .size: ValueText.bytes(rows.reduce(0) { $0 + $1.filterBytes })
                case .exactSize: ValueText.bytes(rows.reduce(0) { $0 + $1.exactBytes })
                case .bits: ValueText.text(rows.reduce(0) { $0 + Double($1.bitCount) }, unit: .count, width: 12)
                case .month, .fill, .rate, .plannedRate, .hashes: nil
                }
            guard let sum else { continue }
            buffer.write(sum, x: place.x, y: y, width: place.width, alignment: place.alignment, role: .strong)
        }
    }
}
