/// A frame as a text file that a person can review: the glyphs, and beneath them the role of each column.
///
/// ```
/// frame leaderboard 12x1 caret none
/// glyphs
/// |Rank  李    |
/// roles
/// |hhhhtts>tttt|
/// t text
/// ```
/// The second column of a wide glyph has no glyph of its own and the role `>`. The letters of the selected row are
/// capitals. A frame with gradients has a third grid: `0` to `f` is a cell's place in the gradient of its role, `.` is none.
package enum FrameText {
    /// - Parameters:
    ///   - frame: What is written down.
    ///   - name: What the frame shows; one word.
    package static func encode(_ frame: ScreenBuffer, name: String) -> String {
        let caret = frame.caret.map { "\($0.x),\($0.y)" } ?? "none"
        var lines = ["frame \(name) \(frame.size.width)x\(frame.size.height) caret \(caret)", "glyphs"]
        for y in 0..<frame.size.height {
            lines.append("|" + frame.row(y).map(\.glyph).joined() + "|")
        }
        lines.append("roles")
        var seen: Set<Role> = []
        for y in 0..<frame.size.height {
            var line = "|"
            for cell in frame.row(y) {
                seen.insert(cell.role)
                line +=
                    cell.isContinuation
                    ? ">" : cell.isSelected ? cell.role.letter.uppercased() : String(cell.role.letter)
            }
            lines.append(line + "|")
        }
        if frame.cells.contains(where: { $0.shade > 0 }) {
            lines.append("shades")
            for y in 0..<frame.size.height {
                lines.append(
                    "|" + frame.row(y).map { $0.shade == 0 ? "." : String($0.shade / 16, radix: 16) }.joined() + "|")
            }
        }
        lines += Role.allCases.filter(seen.contains).map { "\($0.letter) \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
