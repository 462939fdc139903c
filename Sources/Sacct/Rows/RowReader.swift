/// Reads an input of rows chunk by chunk, and hands over each with the layout that it has.
package struct RowReader {
    private var lines = LineReader()
    private var headers: HeaderWatch
    private let chunk = LineChunk()

    /// - Parameter layout: What the columns are; nil when the input begins with a header. A header line is recognised
    ///   and obeyed in either case, also in the middle.
    package init(layout: RowLayout? = nil) {
        headers = HeaderWatch(layout: layout)
    }

    /// The layout of the rows; nil until a header was read.
    package var layout: RowLayout? { headers.layout }
    /// Rows read, headers not counted.
    package private(set) var rowCount = 0
    package var byteCount: Int { lines.byteCount }
    /// Lines that were passed over because they were too long.
    package var defects: DefectLog { lines.defects }
    /// Whether the input stopped in the middle of a line that had to be closed.
    package var endedInsideLine: Bool { lines.endedInsideLine }

    /// Reads to the end of the source.
    ///
    /// - Parameters:
    ///   - ending: What an open last line means.
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end.
    ///   - body: Called with each row and its layout; the row is valid until it returns.
    /// - Throws: ``LayoutError`` for a header that cannot be used, and what `read` and `body` throw.
    package mutating func readAll(
        ending: LineReader.Ending = .lastLineMayBeOpen,
        from read: (UnsafeMutableRawBufferPointer) throws -> Int,
        _ body: (Row, RowLayout) throws -> Void
    ) throws {
        while try readChunk(from: read, body) {}
        lines.finish(chunk, ending: ending)
        try handOver(body)
    }

    /// Reads once and hands over the rows that are complete by then.
    ///
    /// - Returns: False at the end of the source.
    package mutating func readChunk(
        from read: (UnsafeMutableRawBufferPointer) throws -> Int, _ body: (Row, RowLayout) throws -> Void
    ) throws -> Bool {
        guard try lines.fill(chunk, from: read) else { return false }
        try handOver(body)
        return true
    }

    private mutating func handOver(_ body: (Row, RowLayout) throws -> Void) throws {
        let (stretches, failure) = headers.stretches(of: chunk)
        for stretch in stretches {
            rowCount += stretch.lines.count
            try stretch.forEachRow(of: chunk) { try body($0, stretch.layout) }
        }
        if let failure { throw failure }
    }
}
