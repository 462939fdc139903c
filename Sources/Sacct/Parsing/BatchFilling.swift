import Scoreboard

/// Parses rows into the batch at hand.
struct BatchFilling {
    private let names = NameTable()
    private var parser: JobRowParser
    private var batch: ParsedBatch
    /// How many users were named by the batches before.
    private var namedBefore = 0

    init(layout: RowLayout, rules: ParsingRules, cluster: String?) {
        parser = JobRowParser(layout: layout, names: names, rules: rules, cluster: cluster)
        batch = ParsedBatch(layout: layout)
    }

    var unknownStates: Set<String> { parser.unknownStates }

    var isFull: Bool { batch.rows.count >= ParsedBatch.capacity }

    /// Whether the rows at hand have this layout, which those that follow have.
    func has(_ layout: RowLayout) -> Bool { batch.layout == layout }

    /// Parses a row of the batch's layout.
    @inline(__always)
    mutating func take(_ row: Row) {
        let parsed = parser.parse(row)
        if case .defect(let kind) = parsed { batch.defects.note(kind, in: row, anonymousBy: batch.layout) }
        batch.rows.append(parsed)
    }

    /// Takes the batch out and begins another.
    ///
    /// - Parameters:
    ///   - layout: That of the rows to come; nil when it stays.
    ///   - spare: A batch that is done with, whose memory serves again.
    /// - Returns: What was begun; nil when nothing was.
    mutating func end(before layout: RowLayout? = nil, reusing spare: () -> ParsedBatch? = { nil }) -> ParsedBatch? {
        let layout = layout ?? batch.layout
        parser.use(layout)
        guard !batch.rows.isEmpty else {
            batch.layout = layout
            return nil
        }
        batch.newUsers = Array(names.names[namedBefore...])
        namedBefore = names.count
        var next = spare() ?? ParsedBatch(layout: layout)
        next.restart(layout)
        swap(&next, &batch)
        return next
    }
}
