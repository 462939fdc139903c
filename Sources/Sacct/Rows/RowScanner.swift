/// Splits bytes into rows and columns, in place and without a copy.
package struct RowScanner {
    /// The rows met so far.
    package private(set) var rowCount = 0

    private let index = RowIndex(capacity: RowScanner.pieceLength)

    /// So many bytes are looked through before their rows are read: with what is noted about them they fit into the part
    /// of the cache that is nearest but one.
    private static let pieceLength = 1 << 15

    package init() {}

    /// Hands every complete line of `buffer` to `body`, in order.
    ///
    /// - Parameters:
    ///   - buffer: Bytes that begin at the start of a line. Eight more behind them can be read, whatever they are.
    ///   - body: Called with each row; the row is valid until it returns.
    /// - Returns: How many bytes were used up: all up to the last line feed.
    package mutating func scan(_ buffer: UnsafeRawBufferPointer, _ body: (Row) throws -> Void) rethrows -> Int {
        guard let start = buffer.baseAddress else { return 0 }
        var from = 0
        var length = RowScanner.pieceLength
        while from < buffer.count {
            let piece = UnsafeRawBufferPointer(start: start + from, count: min(length, buffer.count - from))
            index.fill(piece)
            guard index.lineCount > 0 else {
                if from + piece.count == buffer.count { break }
                // A line longer than a piece: the piece is made longer.
                length *= 2
                continue
            }
            let base = (start + from).assumingMemoryBound(to: UInt8.self)
            for line in 0..<index.lineCount {
                let (ends, columnCount) = index[line]
                rowCount &+= 1
                try body(
                    Row(
                        base: base, ends: ends, columnCount: columnCount, hasHighBytes: index.hasHighBytes,
                        number: rowCount))
            }
            from += index.end + 1
        }
        return from
    }
}
