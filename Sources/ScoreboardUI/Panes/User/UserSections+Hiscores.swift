import Scoreboard
import TerminalKit

/// What a player won: of late, at best, and on the way to goals.
extension UserSections {
    /// What every skill gained in the spans that end today.
    func gained(width: Int) -> Section {
        let spans: [(title: String, values: MetricValues)] =
            pane.standing.map {
                [("7d", $0.last7Days), ("30d", $0.last30Days), ("365d", $0.last365Days)]
            } ?? []
        let subjects = Leaderboard.Subject.tabs.filter { subject in
            if case .metric(let metric) = subject { pane.scale.skills.contains(metric) || metric.isLoss } else { true }
        }
        let nameWidth = 18
        let column = max(6, min(14, (width - nameWidth) / max(1, spans.count) - 2))
        return Section("Gained", note: "days that end today", height: subjects.count + 1) { buffer, area in
            let end = area.x + nameWidth + spans.count * (column + 2)
            buffer.fill(Rect(x: area.x, y: area.y, width: min(end, area.maxX) - area.x, height: 1), role: .header)
            buffer.write(pane.scale.metricWord, x: area.x, y: area.y, role: .header)
            for (index, span) in spans.enumerated() {
                buffer.write(
                    span.title, x: area.x + nameWidth + index * (column + 2) + 2, y: area.y, width: column,
                    alignment: .right, role: .header)
            }
            for (row, subject) in subjects.enumerated() {
                let y = area.y + 1 + row
                buffer.write(
                    subject.title(pane.scale), x: area.x, y: y, width: nameWidth,
                    role: subject == pane.subject ? .tabActive : subject.isLoss ? .loss : .text)
                for (index, span) in spans.enumerated() {
                    let value = subject.value(span.values, pane.scale)
                    let text = value > 0 ? "+" + subject.text(value, width: column - 1) : buffer.glyphs.none
                    buffer.write(
                        text, x: area.x + nameWidth + index * (column + 2) + 2, y: y, width: column,
                        alignment: .right, role: value > 0 ? subject.isLoss ? .loss : .level : .dim)
                }
            }
        }
    }

    /// The best day, week and month by the metric of the charts, and the streaks.
    var records: Section {
        let title = "\(subject.title(pane.scale)): records"
        guard let timeline = pane.timeline else {
            return Section(title, lines: [Section.Line(("reading\(scene.glyphs.ellipsis)", .dim))])
        }
        var lines = timeline.records(value).map { record in
            let (label, when) = UserSections.words(record.span)
            let text = subject.text(record.value)
            let gap = String(repeating: " ", count: max(2, 16 - text.displayWidth))
            return Section.Line(
                (UserSections.padded(label), .dim), (text, subject.isLoss ? .loss : .strong), (gap + when, .level))
        }
        if lines.isEmpty { lines.append(Section.Line(("Nothing so far.", .dim))) }
        lines.append(streak("Months in a row", timeline.monthStreak))
        let longest = timeline.longestDayStreak
        var days = streak("Days in a row", timeline.dayStreak)
        if longest.length > timeline.dayStreak.length {
            days.parts.append((text: "   longest \(longest.length)\(longest.mayBeLonger ? "+" : "")", role: .dim))
        }
        lines.append(days)
        return Section(title, note: "\(UserHistory.monthCount) months", lines: lines)
    }

    private func streak(_ label: String, _ streak: Streak) -> Section.Line {
        Section.Line(
            (UserSections.padded(label), .dim),
            ("\(streak.length)\(streak.mayBeLonger ? "+" : "")", streak.length > 0 ? .level : .dim))
    }

    private static func padded(_ label: String) -> String {
        label + String(repeating: " ", count: max(1, 18 - label.displayWidth))
    }

    private static func words(_ span: Record.Span) -> (label: String, when: String) {
        switch span {
        case .day(let day): ("Best day", day.description)
        case .week(let monday): ("Best week", "from \(monday)")
        case .month(let month): ("Best month", month.description)
        }
    }

    /// The goals: those reached, with their dates, then the nearest ones.
    var achievements: Section {
        let all = pane.achievements
        let title = pane.scale.hasLevels ? "Achievements" : "Milestones"
        guard !all.isEmpty else {
            return Section(title, lines: [Section.Line(("reading\(scene.glyphs.ellipsis)", .dim))])
        }
        let reached = all.filter { $0.reached != nil }
        let note = "\(reached.count) of \(all.count)"
        return Section(title, note: note, height: all.count) { buffer, area in
            let titleWidth = all.map { $0.goal.title(pane.scale).displayWidth }.max() ?? 0
            for (row, achievement) in all.enumerated() {
                let y = area.y + row
                let isReached = achievement.reached != nil
                let isCrowned = isReached && achievement.goal.needsLevels
                buffer.write(
                    isCrowned ? buffer.glyphs.crown : isReached ? buffer.glyphs.star : buffer.glyphs.heat[0],
                    x: area.x, y: y, role: isReached ? .crownGold : .dim)
                buffer.write(
                    achievement.goal.title(pane.scale), x: area.x + 2, y: y,
                    width: min(titleWidth, max(0, area.width - 2)),
                    role: isReached ? .text : .dim)
                let x = area.x + 2 + titleWidth + 2
                let bar = min(10, area.maxX - x - 24)
                if !isReached, bar >= 4 {
                    buffer.drawMeter(achievement.progress, x: x, y: y, width: bar)
                    buffer.write(
                        achievement.state, x: x + bar + 1, y: y, width: max(0, area.maxX - x - bar - 1), role: .dim)
                } else {
                    buffer.write(
                        achievement.state, x: x, y: y, width: max(0, area.maxX - x), role: isReached ? .level : .dim)
                }
            }
        }
    }
}
