import TerminalKit

/// A name in a row, with the part that a search found.
struct MatchedName {
    let name: String
    /// Empty when nothing is searched for.
    let search: String

    func render(into buffer: inout ScreenBuffer, x: Int, y: Int, width: Int, role: Role, isSelected: Bool) {
        buffer.write(name, x: x, y: y, width: width, role: role, isSelected: isSelected)
        guard !search.isEmpty else { return }
        // The part that the search found, as far as it is seen.
        let seen = SafeText(name, asciiOnly: buffer.glyphs.isASCII)
            .truncated(to: width, ellipsis: buffer.glyphs.ellipsis)
        let wanted = SafeText(search, asciiOnly: buffer.glyphs.isASCII).pieces.map { $0.glyph.lowercased() }
        let found = seen.pieces.map { $0.glyph.lowercased() }
        guard !wanted.isEmpty, found.count >= wanted.count,
            let start = (0...(found.count - wanted.count)).first(where: {
                Array(found[$0..<$0 + wanted.count]) == wanted
            })
        else { return }
        var x = x + seen.pieces[..<start].reduce(0) { $0 + $1.width }
        for piece in seen.pieces[start..<start + wanted.count] {
            x = buffer.write(piece.glyph, x: x, y: y, role: .match, isSelected: false)
        }
    }
}
