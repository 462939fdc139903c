import Scoreboard
import TerminalKit

/// Where the lines and the players of a comparison stand.
struct CompareLayout {
    /// The names of the metrics.
    static let labelWidth = 16
    /// What a field needs for its value, its level, and its bar.
    static let valueWidth = 11
    private static let playerLimit = 88
    /// Of a bar beside the best.
    static let barLimit = 40
    /// Of the months' bars.
    private static let barHeightLimit = 16
    /// With less a value says nothing.
    private static let leastWidth = 9

    /// Names, and below them the lines.
    let headY: Int
    let lines: Rect
    /// The months of the selected metric; nil on a low screen.
    let monthsY: Int?
    /// The rows of their bars; 1 where there is only room for a small chart.
    let barHeight: Int
    /// Whether there is room beneath for what months they are.
    let hasMonthAxis: Bool
    /// Those whose columns are seen, by their numbers: on a narrow screen not all, but the focused one.
    let seen: Range<Int>
    /// The columns of those that are seen.
    let players: [Range<Int>]

    init(size: Size, players count: Int, focus: Int) {
        let isLow = size.height < 16
        headY = isLow ? 2 : 3
        let bottom = size.height - 2
        let top = headY + 1
        // Below the last line and a free one, where there is so much room.
        monthsY = isLow ? nil : min(bottom - 1, top + Leaderboard.Subject.tabs.count + 1)
        let room = bottom - (monthsY ?? bottom)
        hasMonthAxis = room > MonthAxis.height
        // A free row stays below.
        let barRoom = room - MonthAxis.height - 1
        barHeight = barRoom < 3 ? 1 : min(CompareLayout.barHeightLimit, barRoom)
        let last = isLow ? bottom : bottom - 2
        lines = Rect(x: 1, y: top, width: size.width - 2, height: max(1, last - top))
        let left = 3 + CompareLayout.labelWidth
        let across = max(0, size.width - left - 2)
        let seenCount = min(count, max(1, across / CompareLayout.leastWidth))
        let width = seenCount > 0 ? min(CompareLayout.playerLimit, across / seenCount) : 0
        let first = max(0, min(count - seenCount, focus - seenCount + 1))
        seen = first..<first + seenCount
        players = (0..<seenCount).map { left + $0 * width..<left + ($0 + 1) * width }
    }

    func player(at x: Int) -> Int? { players.firstIndex { $0.contains(x) }.map { seen.lowerBound + $0 } }
}
