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
        return (0..<size.height).compactMap { y in
            let base = y * size.width
            var first = 0
            while first < size.width, cells[base + first] == earlier.cells[base + first] { first += 1 }
            guard first < size.width else { return nil }
            var end = size.width
            while cells[base + end - 1] == earlier.cells[base + end - 1] { end -= 1 }
            while first > 0, isSplit(base + first, in: earlier) { first -= 1 }
            while end < size.width, isSplit(base + end, in: earlier) { end += 1 }
            return Change(y: y, columns: first..<end)
        }
    }

    private func isSplit(_ index: Int, in earlier: ScreenBuffer) -> Bool {
        cells[index].isContinuation || earlier.cells[index].isContinuation
    }
}
