import Scoreboard

/// Parses the rows of chunks, whichever these are, and numbers the users that it meets.
struct ChunkParser {
    private let names = NameTable()
    /// How many users the batches have told so far.
    private var told = 0
    private let number: Int
    private let rules: ParsingRules
    private let cluster: String?
    /// Nil until there was a row.
    private var parser: JobRowParser?

    /// - Parameters:
    ///   - number: What the batches call this parser.
    ///   - rules: What the Slurm release and the site decide.
    ///   - cluster: Rows of another cluster are left out; nil takes them all.
    init(number: Int, rules: ParsingRules, cluster: String?) {
        self.number = number
        self.rules = rules
        self.cluster = cluster
    }

    /// State words that were met and are not known.
    var unknownStates: Set<String> { parser?.unknownStates ?? [] }

    /// - Parameters:
    ///   - stretches: The rows of the chunk, which stays as it is meanwhile.
    ///   - spares: Batches that are done with: their memory serves again.
    ///   - body: Gets them, in batches.
    mutating func parse(
        _ stretches: [RowStretch], of chunk: LineChunk, reusing spares: inout [ParsedBatch],
        _ body: (consuming ParsedBatch) throws -> Void
    ) rethrows {
        for stretch in stretches {
            // Out of here while it works: what is looked at through two names is copied.
            var parser =
                self.parser.take()
                ?? JobRowParser(layout: stretch.layout, names: names, rules: rules, cluster: cluster)
            defer { self.parser = parser }
            parser.use(stretch.layout)
            var batch = newBatch(stretch.layout, &spares)
            try stretch.forEachRow(of: chunk) { row in
                if batch.rows.count >= ParsedBatch.capacity {
                    var full = newBatch(stretch.layout, &spares)
                    swap(&full, &batch)
                    tellUsers(in: &full)
                    try body(full)
                }
                let parsed = parser.parse(row)
                if case .defect(let kind) = parsed { batch.defects.note(kind, in: row, anonymousBy: stretch.layout) }
                batch.rows.append(parsed)
            }
            tellUsers(in: &batch)
            try body(batch)
        }
    }

    private func newBatch(_ layout: RowLayout, _ spares: inout [ParsedBatch]) -> ParsedBatch {
        guard var batch = spares.popLast() else { return ParsedBatch(layout: layout, parser: number) }
        batch.restart(layout, parser: number)
        return batch
    }

    private mutating func tellUsers(in batch: inout ParsedBatch) {
        batch.newUsers = Array(names.names[told...])
        told = names.count
    }
}
