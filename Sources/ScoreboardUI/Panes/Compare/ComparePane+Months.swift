import Scoreboard
import TerminalKit

extension ComparePane {
    /// The last twelve months of the selected line, each player's in their column.
    func renderMonths(
        into buffer: inout ScreenBuffer, y: Int, _ players: [String], _ layout: CompareLayout, _ scene: Scene
    ) {
        let subject = Leaderboard.Subject.tabs[selectedLine]
        let all = players.map { player in (standing(player)?.months ?? []).map { subject.value($0, scale) } }
        // One scale for all, or the bars could not be compared.
        let largest = all.joined().max() ?? 0
        let axis = MonthAxis(last: UserStanding.monthCount, scene)
        func label(_ text: String, _ row: Int, _ role: Role) {
            buffer.write(text, x: 3, y: y + row, width: CompareLayout.labelWidth, role: role)
        }
        label("12 months", 0, .dim)
        if layout.barHeight > 1 {
            label(subject.title(scale), 1, .text)
            label("most \(subject.text(largest, width: CompareLayout.labelWidth - 5))", 2, .dim)
        }
        if layout.hasMonthAxis, axis.hasImported { label(MonthAxis.shortKey, layout.barHeight, .warning) }
        for (index, columns) in zip(layout.seen, layout.players) {
            let room = columns.count - 3
            let values = Array(all[index].suffix(max(0, room)))
            guard !values.isEmpty else { continue }
            let step = layout.barHeight == 1 ? 1 : min(ComparePane.monthStepLimit, max(1, room / values.count))
            let chart = Rect(
                x: columns.lowerBound + 2, y: y, width: values.count * step, height: layout.barHeight)
            if layout.barHeight == 1 {
                buffer.drawSparkline(values, x: chart.x, y: y, largest: largest)
            } else {
                buffer.drawColumns(values, in: chart, step: step, largest: largest)
            }
            guard layout.hasMonthAxis else { continue }
            MonthAxis(last: values.count, scene).render(
                into: &buffer, x: chart.x, y: chart.maxY, step: step, width: room)
        }
    }

    /// Columns from one month to the next, at most.
    private static let monthStepLimit = 5
}
