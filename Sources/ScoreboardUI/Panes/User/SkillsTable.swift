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
    private static let groupWidth = 3 + 11 + 1 + 5 + 1 + 6

    /// The columns that the table takes of so many.
    static func width(of width: Int) -> Int { min(width, fullWidth) }

    private struct Group {
        var window: Window
        var x: Int
    }

    var section: Section {
        let subjects = Leaderboard.Subject.tabs
        let counts = pane.ranks?.playerCounts[scene.window] ?? 0
        let note = "of \(ValueText.grouped(Double(counts), decimals: 0)) players in \(scene.window.title)"
        return Section("\(pane.scale.metricWord)s", note: note, height: subjects.count + 2) { buffer, area in
            render(into: &buffer, area, subjects)
        }
    }

    private func render(into buffer: inout ScreenBuffer, _ area: Rect, _ subjects: [Leaderboard.Subject]) {
        let levelX = area.x + SkillsTable.nameWidth + 3
        let hasLevels = pane.scale.hasLevels
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
            Group(window: $0.element, x: x + $0.offset * SkillsTable.groupWidth + 3)
        }
        head(into: &buffer, area, groups, levelX: levelX, progressX: progressX)
        for (row, subject) in subjects.enumerated() {
            line(
                into: &buffer, subject, y: area.y + 2 + row, x: area.x, groups, levelX: levelX, progressX: progressX)
        }
    }

    private func head(
        into buffer: inout ScreenBuffer, _ area: Rect, _ groups: [Group], levelX: Int, progressX: Int?
    ) {
        let y = area.y + 1
        let end = groups.last.map { $0.x + SkillsTable.groupWidth - 3 } ?? area.maxX
        buffer.fill(Rect(x: area.x, y: y, width: min(end, area.maxX) - area.x, height: 1), role: .header)
        buffer.write(pane.scale.metricWord, x: area.x + 2, y: y, role: .header)
        if pane.scale.hasLevels {
            buffer.write("Level", x: levelX, y: y, width: 5, alignment: .right, role: .header)
        }
        if let progressX { buffer.write("Progress to next", x: progressX, y: y, role: .header) }
        for group in groups {
            let isChosen = group.window == scene.window
            let width = SkillsTable.groupWidth - 3
            buffer.write(
                isChosen ? "[\(group.window.title)]" : group.window.title, x: group.x, y: area.y, width: width,
                alignment: .right, role: isChosen ? .tabActive : .dim)
            buffer.write("Value", x: group.x, y: y, width: 11, alignment: .right, role: .header)
            buffer.write("Rank", x: group.x + 12, y: y, width: 5, alignment: .right, role: .header)
            buffer.write("Share", x: group.x + 18, y: y, width: 6, alignment: .right, role: .header)
        }
    }

    private func line(
        into buffer: inout ScreenBuffer, _ subject: Leaderboard.Subject, y: Int, x: Int, _ groups: [Group],
        levelX: Int, progressX: Int?
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
        if pane.scale.hasLevels {
            let level = subject.level(standing.allTime, pane.scale).map(String.init)
            buffer.write(
                level ?? none, x: levelX, y: y, width: 5, alignment: .right, role: level == nil ? .dim : .level)
        }
        for group in groups {
            let place = ranks[subject, group.window]
            let isNothing = place.value <= 0
            let value = isNothing ? none : subject.text(place.value, width: 11)
            let valueRole: Role = isNothing ? .dim : isChosen ? .strong : .text
            buffer.write(value, x: group.x, y: y, width: 11, alignment: .right, role: valueRole)
            let rank = isNothing ? nil : place.rank
            let rankRole: Role = rank == nil ? .dim : subject.isLoss ? .text : pane.rankRole(rank)
            buffer.write(
                rank.map { "#\($0)" } ?? none, x: group.x + 12, y: y, width: 5, alignment: .right, role: rankRole)
            buffer.write(
                isNothing ? none : ValueText.share(place.share), x: group.x + 18, y: y, width: 6, alignment: .right,
                role: .dim)
        }
    }
}
