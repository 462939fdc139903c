/// By which column a board is sorted.
package struct BoardSort: Hashable, Sendable {
    /// The column that orders.
    package var column: BoardColumn
    /// Whether the largest, or Z, comes first.
    package var isDescending: Bool

    /// - Parameter isDescending: Nil is the order that is meant when nothing else is said.
    package init(_ column: BoardColumn, isDescending: Bool? = nil) {
        self.column = column
        self.isDescending = isDescending ?? column.sortsDescending
    }

    /// As ``init(_:)`` reads it, the direction always said.
    package var text: String { "\(column.key):\(isDescending ? "desc" : "asc")" }

    /// Reads `COLUMN`, `COLUMN:asc` or `COLUMN:desc`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, let column = BoardColumn(key: String(name)) else { return nil }
        switch parts.dropFirst() {
        case []: self.init(column)
        case ["asc"]: self.init(column, isDescending: false)
        case ["desc"]: self.init(column, isDescending: true)
        default: return nil
        }
    }
}
