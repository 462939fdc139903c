/// A frame as lines with colours (ECMA-48 SGR sequences), for `cat` and for logs.
package enum ANSIText {
    /// One line a row, each ended by a newline in the terminal's own colours.
    package static func encode(_ frame: ScreenBuffer, theme: Theme, depth: ColorDepth) -> String {
        var text = ""
        for y in 0..<frame.size.height {
            var current = Style()
            for cell in frame.row(y) where !cell.isContinuation {
                let style = theme.style(of: cell, depth: depth)
                if style != current {
                    text += sequence(for: style)
                    current = style
                }
                text += cell.glyph
            }
            text += current == Style() ? "\n" : "\u{1B}[0m\n"
        }
        return text
    }

    /// Lines that are no frame: nothing is filled up, and what has no style of its own gets no sequence.
    package static func encode(_ lines: [StyledLine], theme: Theme, depth: ColorDepth) -> String {
        lines.map { line in
            var text = ""
            var current = Style()
            for run in line.runs {
                let glyphs = run.text.pieces.map(\.glyph).joined()
                let isBlank = glyphs.allSatisfy { $0 == " " }
                let style = isBlank ? Style() : theme.style(of: run.role, isSelected: false, depth: depth)
                if style != current {
                    text += style == Style() ? "\u{1B}[0m" : sequence(for: style)
                    current = style
                }
                text += glyphs
            }
            return text + (current == Style() ? "\n" : "\u{1B}[0m\n")
        }.joined()
    }

    private static func sequence(for style: Style) -> String {
        var codes = ["0"]
        if style.attributes.contains(.bold) { codes.append("1") }
        if style.attributes.contains(.dim) { codes.append("2") }
        if style.attributes.contains(.underline) { codes.append("4") }
        if style.attributes.contains(.reverse) { codes.append("7") }
        if let color = style.foreground { codes.append(code(color, base: 30, bright: 90, extended: 38)) }
        if let color = style.background { codes.append(code(color, base: 40, bright: 100, extended: 48)) }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func code(_ color: UInt8, base: Int, bright: Int, extended: Int) -> String {
        switch color {
        case 0..<8: "\(base + Int(color))"
        case 8..<16: "\(bright + Int(color) - 8)"
        default: "\(extended);5;\(color)"
        }
    }
}
