import Scoreboard

/// Reads an input and parses its rows, batch by batch: the part of the work that needs nothing but the bytes.
package struct RowParsing {
    /// Rows, bytes and overlong lines, when all is read.
    package private(set) var reader: RowReader
    /// State words that were met and are not known.
    package private(set) var unknownStates: Set<String> = []

    private let rules: ParsingRules
    private let cluster: String?

    /// - Parameters:
    ///   - layout: What the columns are; nil when the input begins with a header.
    ///   - rules: What the Slurm release and the site decide.
    ///   - cluster: Rows of another cluster are left out; nil takes them all.
    package init(layout: RowLayout?, rules: ParsingRules, cluster: String?) {
        reader = RowReader(layout: layout)
        self.rules = rules
        self.cluster = cluster
    }

    /// Reads to the end.
    ///
    /// - Parameters:
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end.
    ///   - spare: The rows of a batch that is done with, if there is one: their memory serves again.
    ///   - body: Gets each batch.
    /// - Throws: ``LayoutError``, and what `read` and `body` throw; the rows before have been handed over then.
    package mutating func run(
        from read: (UnsafeMutableRawBufferPointer) throws -> Int,
        reusing spare: () -> ContiguousArray<ParsedRow>? = { nil },
        _ body: (consuming ParsedBatch) throws -> Void
    ) throws {
        var reader = reader
        var filling = BatchFilling(rules: rules, cluster: cluster)
        defer {
            self.reader = reader
            unknownStates = filling.unknownStates
        }
        do {
            try reader.readAll(from: read) { row, layout in
                if filling.mustEndBefore(layout) {
                    if let full = filling.end() { try body(full) }
                    filling.begin(layout, reusing: spare())
                }
                filling.take(row)
            }
        } catch {
            if let rest = filling.end() { try body(rest) }
            throw error
        }
        if let rest = filling.end() { try body(rest) }
    }
}
