/// A frame as plain lines, without a single control character but the newline.
package enum PlainText {
    /// One line a row, without the spaces at its end.
    package static func encode(_ frame: ScreenBuffer) -> String {
        (0..<frame.size.height).map { y in
            var line = frame.row(y).map(\.glyph).joined()
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
