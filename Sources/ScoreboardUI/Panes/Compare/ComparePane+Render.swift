import Scoreboard
package import TerminalKit

extension ComparePane {
    func layout(_ scene: Scene) -> CompareLayout {
        CompareLayout(size: scene.size, players: players(scene).count, focus: focus)
    }

    func context(_ scene: Scene) -> ContextLine {
        var line = ContextLine(x: 2, limit: scene.size.width - 2)
        line.add(.cluster, label: "Cluster", scene.title(ofCluster: scene.cluster), role: .strong)
        line.add(.window, label: "Window", scene.window.title, role: .strong)
        let count = players(scene).count
        if let imported = ImportedNote(scene) { line.add(.players, imported.brief, short: "imported", role: .warning) }
        line.add(.players, "\(count) of \(Scene.markLimit) players", role: .dim)
        return line
    }

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let frame = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        let layout = layout(scene)
        context(scene).render(into: &buffer, y: 1)
        if layout.headY == 3 { buffer.drawDivider(frame, y: 2) }
        if let notice = Notice(withoutStandings: scene) ?? hint(scene) {
            let top = layout.headY
            notice.render(
                into: &buffer, Rect(x: 2, y: top, width: frame.width - 4, height: frame.maxY - 1 - top))
            return
        }
        let players = players(scene)
        head(into: &buffer, players, layout, scene)
        for row in 0..<layout.lines.height {
            let index = scrollOffset + row
            guard Leaderboard.Subject.tabs.indices.contains(index) else { break }
            line(into: &buffer, index, y: layout.lines.y + row, players, layout, scene)
        }
        if let y = layout.monthsY { renderMonths(into: &buffer, y: y, players, layout, scene) }
        buffer.drawScrollbar(
            x: frame.maxX - 1, y: layout.lines.y, height: layout.lines.height, visible: layout.lines.height,
            total: Leaderboard.Subject.tabs.count, offset: scrollOffset)
    }

    func hint(_ scene: Scene) -> Notice? {
        guard players(scene).count < 2 else { return nil }
        let lines = [
            "Space marks a player on the board; c comes back here.", "",
            "Two to four can stand side by side. With one mark, the",
            "player that is selected on the board stands beside it.",
        ]
        return Notice(
            title: scene.marks.isEmpty ? "No player is marked" : "\(scene.marks[0]) has nobody to be compared with",
            lines: lines)
    }

    private func head(
        into buffer: inout ScreenBuffer, _ players: [String], _ layout: CompareLayout, _ scene: Scene
    ) {
        let y = layout.headY
        guard let first = layout.players.first, let last = layout.players.last else { return }
        buffer.fill(Rect(x: 3, y: y, width: last.upperBound - 4, height: 1), role: .header)
        buffer.write(scale.metricWord, x: 3, y: y, width: first.lowerBound - 4, role: .header)
        // Tab goes on to those who are out of sight.
        if layout.seen.lowerBound > 0 {
            buffer.write(buffer.glyphs.less, x: first.lowerBound - 1, y: y, role: .dim)
        }
        if layout.seen.upperBound < players.count {
            buffer.write(buffer.glyphs.more, x: scene.size.width - 2, y: y, role: .dim)
        }
        for (index, columns) in zip(layout.seen, layout.players) {
            let player = players[index]
            let isMarked = scene.marks.contains(player)
            let sign = isMarked ? "\(buffer.glyphs.mark) " : "  "
            buffer.write(
                sign + player, x: columns.lowerBound + 1, y: y, width: columns.count - 2,
                role: index == focus ? .headerFocus : .header)
        }
    }

    /// What a line compares of a player; nil for who has none.
    private func value(_ subject: Leaderboard.Subject, _ player: String, _ window: Window) -> Double? {
        standing(player).map { subject.value($0.values(in: window), scale) }
    }

    private func line(
        into buffer: inout ScreenBuffer, _ index: Int, y: Int, _ players: [String], _ layout: CompareLayout,
        _ scene: Scene
    ) {
        let subject = Leaderboard.Subject.tabs[index]
        let isSelected = index == selectedLine
        if isSelected {
            buffer.fill(Rect(x: 1, y: y, width: layout.lines.width, height: 1), isSelected: true)
            buffer.write(buffer.glyphs.pointer, x: 1, y: y, role: .pointer, isSelected: true)
        }
        let nameRole: Role = subject == .overall ? .strong : subject.isLoss ? .loss : .text
        buffer.write(
            subject.title(scale), x: 3, y: y, width: CompareLayout.labelWidth, role: nameRole, isSelected: isSelected)
        let values = players.map { value(subject, $0, scene.window) }
        let best = values.compactMap(\.self).max() ?? 0
        for (index, columns) in zip(layout.seen, layout.players) {
            field(
                into: &buffer, subject, players[index], values[index], best: best, x: columns.lowerBound, y: y,
                width: columns.count, isSelected: isSelected)
        }
    }

    /// A crown for the first, the value, and where there is room the level and a bar beside the best.
    private func field(
        into buffer: inout ScreenBuffer, _ subject: Leaderboard.Subject, _ player: String, _ value: Double?,
        best: Double, x: Int, y: Int, width: Int, isSelected: Bool
    ) {
        let valueWidth = min(CompareLayout.valueWidth, width - 3)
        guard let value, value > 0 else {
            buffer.write(
                buffer.glyphs.none, x: x + 2, y: y, width: valueWidth, alignment: .right, role: .dim,
                isSelected: isSelected)
            return
        }
        let isBest = value == best
        let role: Role = subject.isLoss ? .loss : isBest ? .crownGold : .text
        if isBest, !subject.isLoss, scale.hasLevels {
            buffer.write(buffer.glyphs.crown, x: x + 1, y: y, role: role, isSelected: isSelected)
        }
        buffer.write(
            subject.text(value, width: valueWidth), x: x + 2, y: y, width: valueWidth, alignment: .right, role: role,
            isSelected: isSelected)
        var next = x + 2 + valueWidth
        if width >= 21, scale.hasLevels, let standing = standing(player) {
            let level = subject.level(standing.allTime, scale)
            buffer.write(
                level.map { "L\($0)" } ?? "", x: next + 1, y: y, width: 5, alignment: .right, role: .level,
                isSelected: isSelected)
            next += 6
        }
        let bar = x + width - next - 2
        guard bar >= 6 else { return }
        buffer.drawMeter(
            value / best, x: next + 1, y: y, width: min(CompareLayout.barLimit, bar),
            role: subject.isLoss ? .loss : .meter, isSelected: isSelected)
    }
}
