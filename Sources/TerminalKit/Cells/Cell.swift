/// What one column of one row shows.
///
/// Plain memory of two words: frames are filled, copied and compared without a look at any string.
package struct Cell: Hashable, Sendable {
    /// The scalars of the glyph, `scalarBits` each, the first one lowest; 0 is none.
    private var scalars: UInt64
    /// What the cell means.
    package var role: Role
    /// Whether the cell belongs to the selected row.
    package var isSelected: Bool
    /// Where in its role's gradient the cell lies, 1 to 255; 0 is the role's plain colour. Only shaded buffers have others.
    package var shade: UInt8

    private static let scalarBits: UInt64 = 21
    /// A character and its marks, as many as ``SafeText`` leaves it.
    private static let scalarLimit = UInt64(1 + SafeText.markLimit)

    package init(glyph: String = " ", role: Role = .text, isSelected: Bool = false, shade: UInt8 = 0) {
        self.init(scalars: Cell.packed(glyph), role: role, isSelected: isSelected, shade: shade)
    }

    /// A character of printable ASCII.
    init(byte: UInt8, role: Role, isSelected: Bool) {
        self.init(scalars: UInt64(byte), role: role, isSelected: isSelected, shade: 0)
    }

    private init(scalars: UInt64, role: Role, isSelected: Bool, shade: UInt8) {
        self.scalars = scalars
        self.role = role
        self.isSelected = isSelected
        self.shade = shade
    }

    /// One scalar with its combining marks, of which there are at most two: more are dropped. Empty in the second column of
    /// a wide glyph.
    package var glyph: String {
        get {
            var glyph = String.UnicodeScalarView()
            var left = scalars
            while left != 0 {
                Unicode.Scalar(UInt32(left & (1 << Cell.scalarBits - 1))).map { glyph.append($0) }
                left >>= Cell.scalarBits
            }
            return String(glyph)
        }
        set { scalars = Cell.packed(newValue) }
    }

    /// The glyph, where it is a character of ASCII.
    package var byte: UInt8? { scalars != 0 && scalars < 0x80 ? UInt8(scalars) : nil }

    /// Whether this is the second column of the wide glyph to its left.
    package var isContinuation: Bool { scalars == 0 }

    /// A space.
    package static let blank = Cell()

    private static func packed(_ glyph: String) -> UInt64 {
        var packed: UInt64 = 0
        var shift: UInt64 = 0
        for scalar in glyph.unicodeScalars where shift < scalarLimit * scalarBits {
            packed |= UInt64(scalar.value) << shift
            shift += scalarBits
        }
        return packed
    }
}
