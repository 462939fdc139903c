/// What one column of one row shows.
package struct Cell: Hashable, Sendable {
    /// One scalar with its combining marks. Empty in the second column of a wide glyph.
    package var glyph: String
    /// What the cell means.
    package var role: Role
    /// Whether the cell belongs to the selected row.
    package var isSelected: Bool
    /// Where in its role's gradient the cell lies, 1 to 255; 0 is the role's plain colour. Only shaded buffers have others.
    package var shade: UInt8

    package init(glyph: String = " ", role: Role = .text, isSelected: Bool = false, shade: UInt8 = 0) {
        self.glyph = glyph
        self.role = role
        self.isSelected = isSelected
        self.shade = shade
    }

    /// Whether this is the second column of the wide glyph to its left.
    package var isContinuation: Bool { glyph.isEmpty }

    /// A space.
    package static let blank = Cell()
}
