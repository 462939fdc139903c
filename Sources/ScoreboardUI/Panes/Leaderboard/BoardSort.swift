/// By which column a board is sorted.
package struct BoardSort: Hashable, Sendable {
    package var column: BoardColumn
    package var isDescending: Bool

    package init(_ column: BoardColumn, isDescending: Bool? = nil) {
        self.column = column
        self.isDescending = isDescending ?? column.sortsDescending
    }

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
