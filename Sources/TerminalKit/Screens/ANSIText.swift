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
                    text += style.sequence
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
                    text += style == Style() ? "\u{1B}[0m" : style.sequence
                    current = style
                }
                text += glyphs
            }
            return text + (current == Style() ? "\n" : "\u{1B}[0m\n")
        }.joined()
    }
}
