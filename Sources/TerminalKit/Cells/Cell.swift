/// What one column of one row shows.
package struct Cell: Hashable, Sendable {
    /// One scalar with its combining marks. Empty in the second column of a wide glyph.
    package var glyph: String
    /// What the cell means.
    package var role: Role
    /// Whether the cell belongs to the selected row.
    package var isSelected: Bool

    package init(glyph: String = " ", role: Role = .text, isSelected: Bool = false) {
        self.glyph = glyph
        self.role = role
        self.isSelected = isSelected
    }

    /// Whether this is the second column of the wide glyph to its left.
    package var isContinuation: Bool { glyph.isEmpty }

    /// A space.
    package static let blank = Cell()
}
