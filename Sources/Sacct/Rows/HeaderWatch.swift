/// Tells headers from rows, and so knows which column is which.
///
/// A header line is recognised and obeyed wherever it stands: dumps may be concatenated.
package struct HeaderWatch {
    /// The layout of the rows; nil until a header was read.
    package private(set) var layout: RowLayout?
    /// Rows met, headers not counted.
    package private(set) var rowCount = 0
    private var lineCount = 0

    /// - Parameter layout: What the columns are; nil when the input begins with a header.
    package init(layout: RowLayout? = nil) {
        self.layout = layout
    }

    /// Goes through the lines of the next chunk.
    ///
    /// - Parameters:
    ///   - chunk: Stays as it is meanwhile.
    ///   - begin: Gets the layout of the rows that follow, before the first of them and whenever there was a header.
    ///   - body: Gets each row.
    /// - Throws: ``LayoutError`` for a header that cannot be used, and what `begin` and `body` throw.
    package mutating func forEachRow(
        of chunk: LineChunk, beginning begin: (RowLayout) throws -> Void, _ body: (Row) throws -> Void
    ) throws {
        if chunk.lineCount > 0, let layout { try begin(layout) }
        var known = Known(layout)
        for line in 0..<chunk.lineCount {
            lineCount &+= 1
            let row = chunk.row(line, number: lineCount)
            if !known.mayBeHeader(row) {
                rowCount &+= 1
                try body(row)
            } else if let next = try HeaderWatch.layout(fromHeader: row, known: layout) {
                layout = next
                known = Known(next)
                try begin(next)
            } else {
                rowCount &+= 1
                try body(row)
            }
        }
    }

    /// What of a layout is looked at for each row.
    private struct Known {
        private let jobIDRaw: Int
        private let columnCount: Int

        init(_ layout: RowLayout?) {
            jobIDRaw = layout?.column(.jobIDRaw) ?? 0
            columnCount = layout?.columnCount ?? 0
        }

        /// A job's raw id begins with a digit, a header has a name there: one byte tells them apart in nearly all rows.
        @inline(__always)
        func mayBeHeader(_ row: Row) -> Bool {
            guard row.columnCount == columnCount else { return true }
            let field = row[jobIDRaw]
            return field.isEmpty || field[0] &- UInt8(ascii: "0") > 9
        }
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
