/// One line of sacct's output, split in place. Valid only while the scanner's closure runs.
package struct Row {
    /// The byte from which the ends count.
    let base: UnsafePointer<UInt8>
    /// Offset of the delimiter behind each column; the last one is the line's end. What stands before the first of them is
    /// the offset of the delimiter before the line.
    let ends: UnsafePointer<Int32>
    package let columnCount: Int
    /// Whether any byte may be 0x80 or above, so that the line must be checked to be UTF-8.
    let hasHighBytes: Bool
    /// From 1, counted over the whole input.
    package let number: Int

    /// The bytes of a column, without its delimiter.
    @inline(__always)
    subscript(column: Int) -> Field {
        let from = Int(ends[column &- 1]) &+ 1
        return Field(base: base + from, count: Int(ends[column]) &- from)
    }

    /// The whole line without its line feed.
    package var line: Field {
        let from = Int(ends[-1]) + 1
        return Field(base: base + from, count: Int(ends[columnCount - 1]) - from)
    }
}
