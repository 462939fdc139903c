/// Text from outside, made safe for a screen: each piece has a known width and holds nothing that a terminal obeys.
///
/// Control characters are shown as their pictures (`␛`), and what is invisible or turns the direction of the text
/// (bidirectional controls, joiners, variation selectors, private and unassigned scalars) as `�`, so that two names that
/// differ also look different. Flags are shown as their letters, since terminals disagree about their width.
package struct SafeText: Hashable, Sendable {
    /// What one or two cells show.
    package struct Piece: Hashable, Sendable {
        /// One scalar, with at most two combining marks.
        package var glyph: String
        /// 1 or 2 columns.
        package var width: Int
    }

    /// From left to right.
    package private(set) var pieces: [Piece] = []

    /// The columns of all pieces together.
    package var width: Int { pieces.reduce(0) { $0 + $1.width } }

    /// Marks on one character beyond this number are dropped: they would leave the row.
    static let markLimit = 2

    /// - Parameters:
    ///   - text: Anything.
    ///   - asciiOnly: Replace what is not ASCII by `?`, a column each, for terminals that cannot show it.
    package init(_ text: String, asciiOnly: Bool = false) {
        if text.isPlain {
            pieces = text.utf8.map { Piece(plain: $0) }
            return
        }
        var marks = 0
        for scalar in text.unicodeScalars {
            if asciiOnly {
                pieces.append(Piece(glyph: SafeText.asciiTwin(of: scalar), width: 1))
                continue
            }
            switch SafeText.kind(of: scalar) {
            case .plain(let width):
                pieces.append(Piece(glyph: String(Character(scalar)), width: width))
                marks = 0
            case .mark:
                if pieces.isEmpty {
                    pieces.append(Piece(glyph: "◌" + String(Character(scalar)), width: 1))
                    marks = 1
                } else if marks < SafeText.markLimit {
                    pieces[pieces.count - 1].glyph.unicodeScalars.append(scalar)
                    marks += 1
                }
            case .replaced(let glyph):
                pieces.append(Piece(glyph: glyph, width: 1))
                marks = 0
            }
        }
    }

    private init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// The text cut to at most `columns`, with `ellipsis` (one column) as its end when something was cut off.
    package func truncated(to columns: Int, ellipsis: String) -> SafeText {
        guard width > columns else { return self }
        guard columns > 0 else { return SafeText(pieces: []) }
        var kept: [Piece] = []
        var used = 0
        for piece in pieces {
            guard used + piece.width <= columns - 1 else { break }
            kept.append(piece)
            used += piece.width
        }
        kept.append(Piece(glyph: ellipsis, width: 1))
        return SafeText(pieces: kept)
    }

    private enum Kind {
        case plain(Int)
        case mark
        case replaced(String)
    }

    fileprivate static let asciiGlyphs = (0..<128).map { String(Character(Unicode.Scalar(UInt8($0)))) }

    private static func asciiTwin(of scalar: Unicode.Scalar) -> String {
        (0x20...0x7E).contains(scalar.value) ? asciiGlyphs[Int(scalar.value)] : "?"
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x20...0x7E: return .plain(1)
        case 0x00...0x1F: return .replaced(picture(0x2400 + scalar.value))
        case 0x7F: return .replaced(picture(0x2421))
        // Regional indicators, A to Z.
        case 0x1F1E6...0x1F1FF: return .replaced(picture(0x41 + scalar.value - 0x1F1E6))
        // Skin tones: some terminals join them to the character before, others give them two columns.
        case 0x1F3FB...0x1F3FF: return .replaced("�")
        // Hangul vowels and final consonants join the syllable before.
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return .mark
        // The soft hyphen takes a column in some terminals and none in others.
        case 0xAD: return .replaced("�")
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return .replaced("�")
        case .nonspacingMark, .enclosingMark:
            return scalar.properties.isDefaultIgnorableCodePoint ? .replaced("�") : .mark
        default:
            if scalar.properties.isDefaultIgnorableCodePoint { return .replaced("�") }
            return .plain(WideScalars.contains(scalar) ? 2 : 1)
        }
    }

    private static func picture(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String(Character($0)) } ?? "�"
    }
}

extension SafeText.Piece {
    /// A byte of printable ASCII.
    init(plain byte: UInt8) {
        self.init(glyph: SafeText.asciiGlyphs[Int(byte)], width: 1)
    }
}

extension String {
    /// The columns that this text takes on a screen, once it is made safe.
    package var displayWidth: Int { isPlain ? utf8.count : SafeText(self).width }

    /// Whether each byte is one column: printable ASCII alone.
    var isPlain: Bool { utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
