/// Some rows of an input, parsed, in their order.
package struct ParsedBatch: Sendable {
    /// The columns that all of the rows have.
    package internal(set) var layout: RowLayout
    /// What each row turned out to be. Users are numbered as ``RowParsing`` numbers them, not as any other table does.
    package internal(set) var rows: ContiguousArray<ParsedRow> = []
    /// The users that these rows are the first to have, in the order of their numbers.
    package internal(set) var newUsers: [String] = []
    /// What was wrong in these rows.
    package internal(set) var defects = DefectLog()

    /// Enough that handing one over costs nothing a row, few enough that a batch stays in the cache.
    static let capacity = 1024

    init(layout: RowLayout, reusing rows: ContiguousArray<ParsedRow> = []) {
        self.layout = layout
        self.rows = rows
        self.rows.removeAll(keepingCapacity: true)
        self.rows.reserveCapacity(ParsedBatch.capacity)
    }
}
