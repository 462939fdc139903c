/// Where the columns of a table stand: those that fit, the important ones first.
package struct TableLayout: Sendable {
    /// A column as it is wished.
    package struct Column: Sendable {
        /// At its head.
        package var title: String
        /// In columns of the screen.
        package var width: Int
        /// Of its head and its fields.
        package var alignment: ScreenBuffer.Alignment
        /// The lower, the longer it stays on a narrow screen; 0 always stays.
        package var priority: Int

        package init(_ title: String, width: Int, alignment: ScreenBuffer.Alignment = .right, priority: Int = 0) {
            self.title = title
            self.width = max(width, title.displayWidth)
            self.alignment = alignment
            self.priority = priority
        }
    }

    /// A column that is shown.
    package struct Place: Sendable {
        /// Its index among all columns.
        package var index: Int
        /// On the screen.
        package var x: Int
        package var width: Int
        package var alignment: ScreenBuffer.Alignment
    }

    /// From the left.
    package private(set) var places: [Place] = []
    /// All columns, shown or not.
    package let columns: [Column]

    /// - Parameters:
    ///   - columns: From left to right; who has no room is left out by priority.
    ///   - x: Where the first one begins.
    ///   - width: What all of them may take.
    ///   - gap: Between two.
    package init(_ columns: [Column], x: Int, width: Int, gap: Int = 2) {
        self.columns = columns
        var chosen: Set<Int> = []
        var used = -gap
        let ranked = columns.indices.sorted { (columns[$0].priority, $0) < (columns[$1].priority, $1) }
        for index in ranked where used + gap + columns[index].width <= width || columns[index].priority == 0 {
            chosen.insert(index)
            used += gap + columns[index].width
        }
        var next = x
        for index in columns.indices where chosen.contains(index) {
            let held = max(0, min(columns[index].width, x + width - next))
            places.append(Place(index: index, x: next, width: held, alignment: columns[index].alignment))
            next += columns[index].width + gap
        }
    }

    /// The first column right of the table.
    package var maxX: Int { places.last.map { $0.x + $0.width } ?? 0 }

    /// Where a column is; nil when it does not fit.
    package func place(of index: Int) -> Place? { places.first { $0.index == index } }
}
