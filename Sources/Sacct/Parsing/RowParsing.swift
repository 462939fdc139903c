import Scoreboard

/// Reads an input and parses its rows, batch by batch: the part of the work that needs nothing but the bytes.
package struct RowParsing {
    var lines = LineReader()
    private var headers: HeaderWatch
    /// Nil until the layout is known.
    private var filling: BatchFilling?
    private let rules: ParsingRules
    private let cluster: String?

    /// - Parameters:
    ///   - layout: What the columns are; nil when the input begins with a header.
    ///   - rules: What the Slurm release and the site decide.
    ///   - cluster: Rows of another cluster are left out; nil takes them all.
    package init(layout: RowLayout?, rules: ParsingRules, cluster: String?) {
        headers = HeaderWatch(layout: layout)
        self.rules = rules
        self.cluster = cluster
    }

    /// Bytes read so far.
    package var byteCount: Int { lines.byteCount }
    /// Lines that were passed over because they were too long; what else was wrong, the batches tell.
    package var defects: DefectLog { lines.defects }
    /// State words that were met and are not known.
    package var unknownStates: Set<String> { filling?.unknownStates ?? [] }

    /// Reads to the end.
    ///
    /// - Parameters:
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end.
    ///   - body: Gets each batch.
    /// - Throws: ``LayoutError``, and what `read` and `body` throw; the rows before have been handed over then.
    package mutating func run(
        from read: (UnsafeMutableRawBufferPointer) throws -> Int, _ body: (borrowing ParsedBatch) throws -> Void
    ) throws {
        let chunk = LineChunk()
        var spare: ParsedBatch?
        func handOver(_ batch: consuming ParsedBatch) throws {
            try body(batch)
            spare = batch
        }
        do {
            while try lines.fill(chunk, from: read) { try parse(chunk, reusing: { spare.take() }, handOver) }
        } catch {
            try end(handOver)
            throw error
        }
        lines.finish(chunk, ending: .lastLineMayBeOpen)
        try parse(chunk, reusing: { spare.take() }, handOver)
        try end(handOver)
    }

    /// Parses the rows of the next chunk.
    ///
    /// - Parameters:
    ///   - chunk: Stays as it is meanwhile.
    ///   - spare: A batch that is done with, if there is one: its memory serves again.
    ///   - body: Gets each batch that is full.
    /// - Throws: ``LayoutError``, and what `body` throws.
    mutating func parse(
        _ chunk: LineChunk, reusing spare: () -> ParsedBatch?, _ body: (consuming ParsedBatch) throws -> Void
    ) throws {
        // Out of here while it is filled: what is looked at through two names is copied.
        var filling = self.filling.take()
        defer { self.filling = filling }
        try headers.forEachRow(of: chunk) { layout in
            guard let present = filling else {
                filling = BatchFilling(layout: layout, rules: rules, cluster: cluster)
                return
            }
            if !present.has(layout), let full = filling?.end(before: layout, reusing: spare) { try body(full) }
        } _: { row in
            if filling?.isFull ?? false, let full = filling?.end(reusing: spare) { try body(full) }
            filling?.take(row)
        }
    }

    /// Hands over what is left.
    mutating func end(_ body: (consuming ParsedBatch) throws -> Void) throws {
        if let rest = filling?.end() { try body(rest) }
    }
}
