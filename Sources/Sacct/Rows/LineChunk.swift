/// Complete lines of an input, with the places of their delimiters: what a ``LineReader`` reads at a time.
///
/// It is made on one thread and may be looked at on another, but only by one at a time.
package final class LineChunk {
    /// Rows are far shorter; a line that does not fit is no row.
    static let capacity = 1 << 18

    private let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: LineChunk.capacity + Field.readableBehind, alignment: 64)
    private let index = RowIndex(capacity: LineChunk.capacity)
    /// Where the lines begin.
    private var start = 0

    package init() { memory.initializeMemory(as: UInt8.self, repeating: 0) }

    deinit { memory.deallocate() }

    /// Room for bytes, all of it.
    var room: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: memory[..<LineChunk.capacity]) }

    /// Complete lines that are here.
    package var lineCount: Int { index.lineCount }

    /// Looks for the lines in some of the bytes.
    ///
    /// - Returns: How many of these bytes belong to complete lines.
    func findLines(in range: Range<Int>) -> Int {
        start = range.lowerBound
        index.fill(UnsafeRawBufferPointer(rebasing: memory[range]))
        return index.end + 1
    }

    /// A line, split in place; valid as long as the chunk's bytes are.
    ///
    /// - Parameters:
    ///   - line: From 0, below ``lineCount``.
    ///   - number: What it is counted as in the whole input.
    @inline(__always)
    package func row(_ line: Int, number: Int) -> Row {
        let (ends, columnCount) = index[line]
        let base = memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self) + start
        return Row(base: base, ends: ends, columnCount: columnCount, hasHighBytes: index.hasHighBytes, number: number)
    }
}
