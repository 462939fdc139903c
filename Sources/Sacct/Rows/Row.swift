/// One line of sacct's output, split in place. Valid only while the scanner's closure runs.
package struct Row {
    /// The line's first byte.
    let base: UnsafePointer<UInt8>
    /// Offset of the delimiter behind each column; the last one is the line's end.
    let ends: UnsafePointer<Int>
    /// Offset of the line's first byte in `base`.
    let start: Int
    package let columnCount: Int
    /// Whether any byte is 0x80 or above, so that the line must be checked to be UTF-8.
    let hasHighBytes: Bool
    /// From 1, counted over the whole input.
    package let number: Int

    /// The bytes of a column, without its delimiter.
    subscript(column: Int) -> Field {
        let from = column == 0 ? start : ends[column - 1] + 1
        return Field(base: base + from, count: ends[column] - from)
    }

    /// The whole line without its line feed.
    package var line: Field {
        Field(base: base + start, count: ends[columnCount - 1] - start)
    }
}
