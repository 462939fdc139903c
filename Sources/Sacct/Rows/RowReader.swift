/// Reads an input of rows chunk by chunk: finds its header, keeps the broken line at a chunk's end for the next one,
/// and passes over lines that are too long. Memory does not grow with the input.
package struct RowReader {
    /// What a source says about its end.
    package enum Ending {
        /// A file may lack its last line feed: what stands there is a row.
        case lastLineMayBeOpen
        /// A program that was cut off leaves half a row: it is not taken.
        case lastLineMustBeClosed
    }

    /// The layout of the rows; nil until a header was read.
    package private(set) var layout: RowLayout?
    /// Rows read, headers not counted.
    package private(set) var rowCount = 0
    package private(set) var byteCount = 0
    /// Lines that were passed over because they were too long.
    package private(set) var defects = DefectLog()
    /// Whether the input stopped in the middle of a line that had to be closed.
    package private(set) var endedInsideLine = false

    private var scanner = RowScanner()
    private let buffer: UnsafeMutableRawBufferPointer
    private let owner: Owner
    private var filled = 0
    private var isSkippingLongLine = false

    /// Rows are far shorter; a line that does not fit is no row.
    private static let bufferSize = 1 << 18

    private final class Owner {
        private let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: RowReader.bufferSize + Field.readableBehind, alignment: 64)
        var buffer: UnsafeMutableRawBufferPointer {
            UnsafeMutableRawBufferPointer(rebasing: memory[..<RowReader.bufferSize])
        }

        init() { memory.initializeMemory(as: UInt8.self, repeating: 0) }

        deinit {
            memory.deallocate()
        }
    }

    /// - Parameter layout: What the columns are; nil when the input begins with a header. A header line is recognised
    ///   and obeyed in either case, also in the middle: dumps may be concatenated.
    package init(layout: RowLayout? = nil) {
        self.layout = layout
        owner = Owner()
        buffer = owner.buffer
    }

    /// Reads to the end of the source.
    ///
    /// - Parameters:
    ///   - ending: What an open last line means.
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end.
    ///   - body: Called with each row and its layout; the row is valid until it returns.
    /// - Throws: ``LayoutError`` for a header that cannot be used, and what `read` and `body` throw.
    package mutating func readAll(
        ending: Ending = .lastLineMayBeOpen,
        from read: (UnsafeMutableRawBufferPointer) throws -> Int,
        _ body: (Row, RowLayout) throws -> Void
    ) throws {
        while try readChunk(from: read, body) {}
        try finish(ending: ending, body)
    }

    /// Reads once and hands over the rows that are complete by then.
    ///
    /// - Returns: False at the end of the source.
    package mutating func readChunk(
        from read: (UnsafeMutableRawBufferPointer) throws -> Int, _ body: (Row, RowLayout) throws -> Void
    ) throws -> Bool {
        let count = try read(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        guard count > 0 else { return false }
        byteCount += count
        filled += count
        try consume(body)
        return true
    }

    private mutating func finish(ending: Ending, _ body: (Row, RowLayout) throws -> Void) throws {
        guard filled > 0, !isSkippingLongLine else { return }
        guard ending == .lastLineMayBeOpen else {
            endedInsideLine = true
            return
        }
        if filled == buffer.count { return skipLongLine() }
        buffer[filled] = UInt8(ascii: "\n")
        filled += 1
        try consume(body)
    }

    private mutating func consume(_ body: (Row, RowLayout) throws -> Void) throws {
        var from = 0
        if isSkippingLongLine {
            guard let feed = buffer[..<filled].firstIndex(of: UInt8(ascii: "\n")) else {
                filled = 0
                return
            }
            from = feed + 1
            isSkippingLongLine = false
        }
        var layout = self.layout
        var rows = 0
        let used = try scanner.scan(UnsafeRawBufferPointer(rebasing: buffer[from..<filled])) { row in
            if let known = layout, !RowReader.mayBeHeader(row, known) {
                rows += 1
                try body(row, known)
            } else if let next = try RowReader.layout(fromHeader: row, known: layout) {
                layout = next
            } else if let known = layout {
                rows += 1
                try body(row, known)
            }
        }
        self.layout = layout
        rowCount += rows
        let rest = filled - from - used
        if rest > 0 { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[(from + used)..<filled])) }
        filled = rest
        if filled == buffer.count { skipLongLine() }
    }

    private mutating func skipLongLine() {
        defects.noteLongLine(row: scanner.rowCount + 1, count: filled - 1)
        filled = 0
        isSkippingLongLine = true
    }

    /// A job's raw id begins with a digit, a header has a name there: one byte tells them apart in nearly all rows.
    @inline(__always)
    private static func mayBeHeader(_ row: Row, _ layout: RowLayout) -> Bool {
        guard let column = layout.column(.jobIDRaw), row.columnCount == layout.columnCount else { return true }
        let field = row[column]
        return field.isEmpty || field[0] &- UInt8(ascii: "0") > 9
    }

    /// The layout that a header line declares; nil when the line is no header and the layout is known already.
    private static func layout(fromHeader row: Row, known: RowLayout?) throws -> RowLayout? {
        var text = row.line.text
        if text.hasSuffix("\r") { text.removeLast() }
        if RowLayout.isHeader(text) || (known == nil && text.contains("|") && text.lowercased().contains("job")) {
            return try RowLayout(header: text)
        }
        guard known == nil else { return nil }
        if text.lowercased().contains("jobid") { throw LayoutError.fixedWidth }
        throw LayoutError.noHeader(firstLine: String(text.prefix(80)).escapedForTerminal)
    }
}
