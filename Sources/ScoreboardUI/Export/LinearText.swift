import TerminalKit

/// A document as plain lines: for terminals that cannot move their cursor, for pipes and files, and for screen readers.
///
/// Everything of it is there, aligned, with words in place of signs, and without a control character.
enum LinearText {
    static func lines(of document: ExportDocument, asciiOnly: Bool) -> [StyledLine] {
        func line(_ text: String, _ role: Role = .text) -> StyledLine {
            StyledLine([StyledLine.Run(SafeText(text, asciiOnly: asciiOnly), role: role)])
        }
        var lines = [line(document.title, .title)]
        if !document.lines.isEmpty {
            lines += document.notes.map { line($0, .dim) } + [line("")] + document.lines.map { line($0) }
        } else {
            lines += document.notes.map { line($0, .dim) }
        }
        for table in document.tables {
            lines.append(line(""))
            if document.tables.count > 1 { lines.append(line(table.title, .tabActive)) }
            lines += rows(of: table, asciiOnly: asciiOnly)
        }
        return lines
    }

    private static func rows(of table: ExportTable, asciiOnly: Bool) -> [StyledLine] {
        let chosen = table.columns.indices.filter { table.columns[$0].title != nil }
        let head = chosen.map {
            StyledLine.Run(SafeText(table.columns[$0].title ?? "", asciiOnly: asciiOnly), role: .header)
        }
        let body = table.rows.map { row in
            chosen.map { StyledLine.Run(SafeText(row[$0].text, asciiOnly: asciiOnly), role: row[$0].role) }
        }
        let all = [head] + body
        let widths = chosen.indices.map { index in all.map { $0[index].text.width }.max() ?? 0 }
        return all.map { row in
            var runs: [StyledLine.Run] = []
            for (index, run) in row.enumerated() {
                let isLeft = table.columns[chosen[index]].alignment == .left
                let gap = spaces(widths[index] - run.text.width)
                if index > 0 { runs.append(spaces(2)) }
                runs += isLeft ? [run, gap] : [gap, run]
            }
            return StyledLine(runs)
        }
    }

    private static func spaces(_ count: Int) -> StyledLine.Run {
        StyledLine.Run(SafeText(String(repeating: " ", count: count)), role: .text)
    }

    /// Without colours, and without spaces at the ends of lines.
    static func plain(_ lines: [StyledLine]) -> String {
        lines.map { line in
            var text = line.runs.map { $0.text.pieces.map(\.glyph).joined() }.joined()
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }.joined()
    }
}
