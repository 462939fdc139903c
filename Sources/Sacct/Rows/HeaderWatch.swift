/// Tells headers from rows, and so knows which column is which.
///
/// A header line is recognised and obeyed wherever it stands: dumps may be concatenated.
package struct HeaderWatch {
    /// The layout of the rows; nil until a header was read.
    package private(set) var layout: RowLayout?
    private var lineCount = 0

    /// - Parameter layout: What the columns are; nil when the input begins with a header.
    package init(layout: RowLayout? = nil) {
        self.layout = layout
    }

    /// Goes through the lines of the next chunk.
    ///
    /// - Parameter chunk: Stays as it is meanwhile.
    /// - Returns: The rows, and a ``LayoutError`` when a header cannot be used, behind these rows: the lines after it are
    ///   not looked at.
    mutating func stretches(of chunk: LineChunk) -> (rows: [RowStretch], failure: (any Error)?) {
        var rows: [RowStretch] = []
        var first = 0
        func end(before line: Int, _ layout: RowLayout?) {
            guard let layout, line > first else { return }
            rows.append(RowStretch(layout: layout, lines: first..<line, firstNumber: lineCount + first + 1))
        }
        var known = Known(layout)
        for line in 0..<chunk.lineCount where known.mayBeHeader(chunk.row(line, number: 0)) {
            do {
                guard let next = try HeaderWatch.layout(fromHeader: chunk.row(line, number: 0), known: layout) else {
                    continue
                }
                end(before: line, layout)
                layout = next
                known = Known(next)
                first = line + 1
            } catch {
                end(before: line, layout)
                return (rows, error)
            }
        }
        end(before: chunk.lineCount, layout)
        lineCount += chunk.lineCount
        return (rows, nil)
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
