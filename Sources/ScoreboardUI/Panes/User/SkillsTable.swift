import Scoreboard
import TerminalKit

/// Every metric of a player: its level, and value, rank and share in the windows. A narrow screen shows one window.
struct SkillsTable {
    let pane: UserPane
    let scene: Scene

    /// Columns of the table with all windows.
    static let fullWidth = 112
    private static let nameWidth = 16
    private static let levelWidth = 5
    private static let progressWidth = 12
    /// One window's three columns, with the air between them and before them.
    private static let groupWidth = 3 + valueWidth + 1 + 5 + 1 + 6
    private static let valueWidth = 11

    /// The columns that the table takes of so many.
    static func width(of width: Int) -> Int { min(width, fullWidth) }

    private struct Group {
        var window: Window
        var x: Int
        /// Where the table ends.
        var limit: Int

        var valueWidth: Int { max(0, min(SkillsTable.valueWidth, limit - x)) }
        /// Columns that a narrow screen has no room for are left out whole.
        var rankX: Int? { x + 17 <= limit ? x + 12 : nil }
        var shareX: Int? { x + 24 <= limit ? x + 18 : nil }
        var width: Int { shareX != nil ? 24 : rankX != nil ? 17 : valueWidth }
    }

    var section: Section {
        let subjects = Leaderboard.Subject.tabs
        let counts = pane.ranks?.playerCounts[scene.window] ?? 0
        let players = counts == 1 ? "1 player" : "\(ValueText.grouped(Double(counts), decimals: 0)) players"
        let note = "of \(players) in \(scene.window.title)"
        return Section("\(pane.scale.metricWord)s", note: note, height: subjects.count + 2) { buffer, area in
            render(into: &buffer, area, subjects)
        }
    }

    private func render(into buffer: inout ScreenBuffer, _ area: Rect, _ subjects: [Leaderboard.Subject]) {
        let levelX = area.x + SkillsTable.nameWidth + 3
        // The value is more than the level.
        let hasLevels =
            pane.scale.hasLevels
            && levelX + SkillsTable.levelWidth + 3 + SkillsTable.valueWidth <= area.maxX
        var x = levelX + (hasLevels ? SkillsTable.levelWidth : 0)
        var windows = Window.allCases
        var progressX: Int?
        let room = area.maxX - x
        if room < windows.count * SkillsTable.groupWidth {
            windows = [scene.window]
            if hasLevels, room >= SkillsTable.groupWidth + SkillsTable.progressWidth + 7 {
                progressX = x + 2
                x += SkillsTable.progressWidth + 7
            }
        }
        let groups = windows.enumerated().map {
            Group(window: $0.element, x: x + $0.offset * SkillsTable.groupWidth + 3, limit: area.maxX)
        }
        head(into: &buffer, area, groups, levelX: hasLevels ? levelX : nil, progressX: progressX)
        for (row, subject) in subjects.enumerated() {
            line(
                into: &buffer, subject, y: area.y + 2 + row, x: area.x, groups, levelX: hasLevels ? levelX : nil,
                progressX: progressX)
        }
    }

    private func head(
        into buffer: inout ScreenBuffer, _ area: Rect, _ groups: [Group], levelX: Int?, progressX: Int?
    ) {
        let y = area.y + 1
        let end = groups.last.map { $0.x + $0.width } ?? area.maxX
        buffer.fill(Rect(x: area.x, y: y, width: min(end, area.maxX) - area.x, height: 1), role: .header)
        buffer.write(pane.scale.metricWord, x: area.x + 2, y: y, role: .header)
        if let levelX {
            buffer.write("Level", x: levelX, y: y, width: 5, alignment: .right, role: .header)
        }
        if let progressX { buffer.write("Progress to next", x: progressX, y: y, role: .header) }
        for group in groups {
            let isChosen = group.window == scene.window
            buffer.write(
                isChosen ? "[\(group.window.title)]" : group.window.title, x: group.x, y: area.y, width: group.width,
                alignment: .right, role: isChosen ? .tabActive : .dim)
            buffer.write("Value", x: group.x, y: y, width: group.valueWidth, alignment: .right, role: .header)
            if let x = group.rankX { buffer.write("Rank", x: x, y: y, width: 5, alignment: .right, role: .header) }
            if let x = group.shareX { buffer.write("Share", x: x, y: y, width: 6, alignment: .right, role: .header) }
        }
    }

    private func line(
        into buffer: inout ScreenBuffer, _ subject: Leaderboard.Subject, y: Int, x: Int, _ groups: [Group],
        levelX: Int?, progressX: Int?
    ) {
        guard let ranks = pane.ranks, let standing = pane.standing else { return }
        let isChosen = subject == pane.subject
        let none = buffer.glyphs.none
        if isChosen { buffer.write(buffer.glyphs.pointer, x: x, y: y, role: .pointer) }
        let nameRole: Role = isChosen ? .tabActive : subject == .overall ? .strong : subject.isLoss ? .loss : .text
        buffer.write(subject.title(pane.scale), x: x + 2, y: y, width: SkillsTable.nameWidth, role: nameRole)
        if let progressX, case .metric(let metric) = subject,
            let experience = pane.scale.experience(metric, standing.allTime)
        {
            let progress = ExperienceTable.progress(of: experience)
            buffer.drawMeter(progress, x: progressX, y: y, width: SkillsTable.progressWidth)
            buffer.write(
                "\(Int(progress * 100))%", x: progressX + SkillsTable.progressWidth, y: y, width: 5,
                alignment: .right, role: .dim)
        }
        if let levelX {
            let level = subject.level(standing.allTime, pane.scale).map(String.init)
            buffer.write(
                level ?? none, x: levelX, y: y, width: 5, alignment: .right, role: level == nil ? .dim : .level)
        }
        for group in groups {
            let place = ranks[subject, group.window]
            let isNothing = place.value <= 0
            let value = isNothing ? none : subject.text(place.value, width: group.valueWidth)
            let valueRole: Role = isNothing ? .dim : isChosen ? .strong : .text
            buffer.write(value, x: group.x, y: y, width: group.valueWidth, alignment: .right, role: valueRole)
            let rank = isNothing ? nil : place.rank
            let rankRole: Role = rank == nil ? .dim : subject.isLoss ? .text : pane.rankRole(rank)
            if let x = group.rankX {
                buffer.write(rank.map { "#\($0)" } ?? none, x: x, y: y, width: 5, alignment: .right, role: rankRole)
            }
            if let x = group.shareX {
                buffer.write(
                    isNothing ? none : ValueText.share(place.share), x: x, y: y, width: 6, alignment: .right,
                    role: .dim)
            }
        }
    }
}
