/// Lines of a chunk that follow each other and are rows with the same columns.
package struct RowStretch: Sendable {
    package let layout: RowLayout
    /// Their places in the chunk.
    package let lines: Range<Int>
    /// What the first of them is counted as in the whole input.
    let firstNumber: Int

    /// Gets each row, split in place; valid as long as the chunk's bytes are.
    @inline(__always)
    func forEachRow(of chunk: LineChunk, _ body: (Row) throws -> Void) rethrows {
        for line in lines { try body(chunk.row(line, number: firstNumber &+ line &- lines.lowerBound)) }
    }
}
