import Scoreboard
import TerminalKit

/// Where everything of the leaderboard stands. Drawing and the mouse both ask it, so they cannot disagree.
struct BoardLayout {
    /// From here on a screen is wide: titles are full and the bars long.
    static let wideWidth = 100
    /// Columns of the bar with its percentage on a screen that is not wide.
    private static let narrowProgress = 14

    struct Column {
        var column: BoardColumn
        var x: Int
        var width: Int
    }

    /// The frame, title line to bottom line.
    let frame: Rect
    /// The skills; nil on a low screen.
    let tabsY: Int?
    let contextY: Int
    let dividerY: Int?
    let headerY: Int
    /// The row of sums, below a line; nil where there is none.
    let totalsY: Int?
    /// The rows of users.
    let rows: Rect
    let columns: [Column]
    /// Whether columns are hidden at the left or at the right.
    let hidesLeft: Bool
    let hidesRight: Bool

    /// - Parameters:
    ///   - isOrdered: Whether the person has put the columns in order: what stands further left stays longer on a narrow
    ///     screen then.
    ///   - showsTotals: Whether the last row is the sum of all.
    init(
        size: Size, columns all: [BoardColumn], isOrdered: Bool = false, offset: Int, titles: [BoardColumn: Int],
        widths: [BoardColumn: Int], showsTotals: Bool = false
    ) {
        frame = Rect(x: 0, y: 0, width: size.width, height: size.height - 1)
        let isLow = size.height < 12
        tabsY = isLow ? nil : 1
        contextY = isLow ? 1 : 2
        dividerY = isLow ? nil : 3
        headerY = isLow ? 2 : 4
        totalsY = showsTotals && !isLow ? frame.maxY - 2 : nil
        let end = totalsY.map { $0 - 1 } ?? frame.maxY - 1
        rows = Rect(x: 1, y: headerY + 1, width: size.width - 2, height: end - (headerY + 1))

        // A column for the pointer at the left, and one of air at the right.
        let left = 3
        let room = size.width - left - 2
        func width(_ column: BoardColumn) -> Int {
            let title = titles[column] ?? 0
            // Two more than the title: the arrow of the order.
            let needed = column == .rank || column == .change ? title : title + 2
            let wide = max(needed, widths[column] ?? 0)
            switch column {
            case .name: return min(wide, max(8, room / 4))
            // The bar may be shorter than its title.
            case .progress where size.width < BoardLayout.wideWidth: return BoardLayout.narrowProgress
            default: return wide
            }
        }
        func gap(_ column: BoardColumn) -> Int {
            switch column {
            case .rank: 0
            case .change, .name: 1
            default: 2
            }
        }
        let fixed = ColumnChoice.pinned.filter(all.contains)
        let scrolled = all.filter { !fixed.contains($0) }
        let skipped = max(0, min(offset, scrolled.count - 1))
        var chosen = Set(fixed)
        var used = fixed.reduce(0) { $0 + width($1) + gap($1) }
        let candidates = Array(scrolled.dropFirst(skipped))
        // Unscrolled, the important ones stay; scrolled, they come in their order.
        let ranked = skipped == 0 && !isOrdered ? candidates.sorted { $0.priority < $1.priority } : candidates
        for (place, column) in ranked.enumerated() {
            let more = width(column) + gap(column)
            if used + more <= room {
                chosen.insert(column)
                used += more
            } else if chosen.contains(.change), place == 0 {
                chosen.remove(.change)
                used -= width(.change) + gap(.change)
                if used + more <= room {
                    chosen.insert(column)
                    used += more
                }
            } else if skipped > 0 || isOrdered {
                break
            }
        }
        var x = left
        columns = (fixed + candidates).filter(chosen.contains).map { column in
            x += gap(column)
            defer { x += width(column) }
            return Column(column: column, x: x, width: width(column))
        }
        hidesLeft = skipped > 0
        hidesRight = candidates.contains { !chosen.contains($0) }
    }

    func contains(_ column: BoardColumn) -> Bool { columns.contains { $0.column == column } }

    /// The column whose field holds this x.
    func column(at x: Int) -> BoardColumn? {
        columns.first { ($0.x - 1..<$0.x + $0.width + 1).contains(x) }?.column
    }
}
