import TerminalKit

/// Where everything of the queue stands. Drawing and the mouse both ask it, so they cannot disagree.
struct LiveLayout {
    let frame: Rect
    let contextY = 1
    let dividerY: Int?
    /// The line that says what runs and what waits; nil on a low screen.
    let groupY: Int?
    let headerY: Int
    /// The rows of users.
    let rows: Rect
    /// The line of those who are not shown.
    let othersY: Int?
    let totalY: Int
    /// The columns that are shown, from the left.
    let columns: [(column: LiveColumn, place: TableLayout.Place)]

    private static let leastReason = 18
    /// `12d 13h`.
    private static let waitWidth = 7

    init(size: Size, rows queue: LiveRows, hasOthers: Bool) {
        frame = Rect(x: 0, y: 0, width: size.width, height: size.height - 1)
        let isLow = size.height < 12
        dividerY = isLow ? nil : 2
        groupY = isLow ? nil : 3
        headerY = isLow ? 2 : 4
        totalY = frame.maxY - 2
        let room = totalY - (headerY + 1)
        othersY = hasOthers && room >= 3 ? totalY - 1 : nil
        rows = Rect(
            x: 1, y: headerY + 1, width: size.width - 2, height: max(0, room - (othersY == nil ? 0 : 1)))
        let columns = LiveColumn.allCases.map { column -> TableLayout.Column in
            // Two more than the title: the arrow of the order.
            let title = column.title(isGrouped: !isLow)
            let wide = max(queue.width(column), title.displayWidth + 2)
            let width =
                switch column {
                case .user: max(10, min(wide, 24, (size.width - 5) / 3))
                case .share: 14
                // It takes what the others leave.
                case .reason: min(wide, LiveLayout.leastReason)
                case .wait: max(wide, LiveLayout.waitWidth)
                default: wide
                }
            return TableLayout.Column(title, width: width, alignment: column.alignment, priority: column.priority)
        }
        // A column for the pointer at the left, and one of air at the right.
        let table = TableLayout(columns, x: 3, width: size.width - 5)
        let longest = max(queue.width(.reason), LiveLayout.leastReason)
        self.columns = table.places.compactMap { place in
            guard let column = LiveColumn(rawValue: place.index) else { return nil }
            var place = place
            if column == .reason { place.width = min(longest, size.width - 2 - place.x) }
            return (column, place)
        }
    }

    /// The first column of the screen right of the table.
    var maxX: Int { columns.last.map { $0.place.x + $0.place.width } ?? 0 }

    /// The column whose field holds this x.
    func column(at x: Int) -> LiveColumn? {
        columns.first { ($0.place.x - 1..<$0.place.x + $0.place.width + 1).contains(x) }?.column
    }
}
