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
}
