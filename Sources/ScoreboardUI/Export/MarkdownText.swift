import TerminalKit

/// A document as Markdown: headings, and tables as GitHub reads them.
enum MarkdownText {
    static func encode(_ document: ExportDocument) -> String {
        var text = "# \(escaped(document.title))\n"
        if !document.notes.isEmpty {
            text += "\n" + document.notes.map { escaped($0) }.joined(separator: "  \n") + "\n"
        }
        for table in document.tables {
            if document.tables.count > 1 { text += "\n## \(escaped(table.title))\n" }
            let chosen = table.columns.indices.filter { table.columns[$0].title != nil }
            text += "\n" + line(chosen.map { escaped(table.columns[$0].title ?? "") })
            text += line(chosen.map { table.columns[$0].alignment == .right ? "---:" : "---" })
            for row in table.rows { text += line(chosen.map { escaped(row[$0].text) }) }
        }
        if !document.lines.isEmpty {
            // Indented lines are shown as they are, whatever stands in them.
            text += "\n" + document.lines.map { "    \(safe($0))\n" }.joined()
        }
        return text
    }

    private static func line(_ fields: [String]) -> String { "| " + fields.joined(separator: " | ") + " |\n" }

    private static func safe(_ text: String) -> String { SafeText(text).pieces.map(\.glyph).joined() }

    /// Names must not become markup, links or HTML.
    private static func escaped(_ text: String) -> String {
        safe(text).map { character in
            switch character {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "&", "~": "\\\(character)"
            default: String(character)
            }
        }.joined()
    }
}
