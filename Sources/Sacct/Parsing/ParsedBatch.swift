/// Some rows of an input, parsed, in their order.
package struct ParsedBatch: Sendable {
    /// The columns that all of the rows have.
    package internal(set) var layout: RowLayout
    /// Which of the parsers these rows went through, below ``RowParsing/parserCount``: each numbers users in its own way.
    package internal(set) var parser: Int
    /// What each row turned out to be. Its user is a number of ``parser``.
    package internal(set) var rows: ContiguousArray<ParsedRow> = []
    /// The users that these rows are the first to have of those of ``parser``, in the order of their numbers.
    package internal(set) var newUsers: [String] = []
    /// What was wrong in these rows.
    package internal(set) var defects = DefectLog()

    /// Enough that handing one over costs nothing a row, few enough that a batch stays in the cache.
    static let capacity = 512

    init(layout: RowLayout, parser: Int) {
        self.layout = layout
        self.parser = parser
        rows.reserveCapacity(ParsedBatch.capacity)
    }

    /// Empties it for other rows; the memory serves again.
    mutating func restart(_ layout: RowLayout, parser: Int) {
        self.layout = layout
        self.parser = parser
        rows.removeAll(keepingCapacity: true)
        newUsers = []
        defects = DefectLog()
    }
}
