extension ScreenBuffer {
    /// What of a row has to be drawn again.
    package struct Change: Hashable, Sendable {
        /// The row.
        package var y: Int
        /// Columns; never begins or ends within a wide glyph.
        package var columns: Range<Int>
    }

    /// The part of each row that differs from an earlier picture of the same size; everything when there is none or
    /// its size is another.
    package func changes(since earlier: ScreenBuffer?) -> [Change] {
        guard let earlier, earlier.size == size else {
            return (0..<size.height).map { Change(y: $0, columns: 0..<size.width) }
        }
        return cells.withUnsafeBufferPointer { cells in
            earlier.cells.withUnsafeBufferPointer { earlier in
                (0..<size.height).compactMap { y in
                    let columns = ScreenBuffer.changes(cells, earlier, row: y * size.width..<(y + 1) * size.width)
                    return columns.map { Change(y: y, columns: $0) }
                }
            }
        }
    }

    /// Which columns of a row differ; nil where none does.
    private static func changes(
        _ cells: UnsafeBufferPointer<Cell>, _ earlier: UnsafeBufferPointer<Cell>, row: Range<Int>
    ) -> Range<Int>? {
        func isSplit(_ index: Int) -> Bool { cells[index].isContinuation || earlier[index].isContinuation }
        guard var first = row.first(where: { cells[$0] != earlier[$0] }) else { return nil }
        var end = row.upperBound
        while cells[end - 1] == earlier[end - 1] { end -= 1 }
        while first > row.lowerBound, isSplit(first) { first -= 1 }
        while end < row.upperBound, isSplit(end) { end += 1 }
        return first - row.lowerBound..<end - row.lowerBound
    }
}
