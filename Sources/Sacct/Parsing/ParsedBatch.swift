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
    static let capacity = 512

    init(layout: RowLayout) {
        self.layout = layout
        rows.reserveCapacity(ParsedBatch.capacity)
    }

    /// Empties it for rows of a layout; the memory serves again.
    mutating func restart(_ layout: RowLayout) {
        self.layout = layout
        rows.removeAll(keepingCapacity: true)
        newUsers = []
        defects = DefectLog()
    }
}
