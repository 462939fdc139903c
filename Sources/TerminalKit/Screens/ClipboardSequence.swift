/// The control sequence that asks a terminal to put a text on its clipboard: OSC 52 (XTerm Control Sequences).
package enum ClipboardSequence {
    /// What xterm and those like it take: 99,992 bytes of base64, with the frame around them less than 100,000.
    package static let byteLimit = 74_994
    /// What GNU screen passes on in one piece.
    private static let screenPiece = 76

    /// - Parameters:
    ///   - text: What is beyond ``byteLimit`` is left out, at a character's end.
    ///   - isInGNUScreen: Whether GNU screen stands between, which passes on only what is wrapped for it. tmux takes the
    ///     sequence itself.
    package static func bytes(_ text: String, isInGNUScreen: Bool = false) -> [UInt8] {
        var kept: [UInt8] = []
        for character in text {
            guard kept.count + character.utf8.count <= byteLimit else { break }
            kept += character.utf8
        }
        let sequence = Array("\u{1B}]52;c;".utf8) + base64(kept) + [0x07]
        guard isInGNUScreen else { return sequence }
        return stride(from: 0, to: sequence.count, by: screenPiece).flatMap { start -> [UInt8] in
            Array("\u{1B}P".utf8) + sequence[start..<min(start + screenPiece, sequence.count)] + Array("\u{1B}\\".utf8)
        }
    }

    /// Consoles and hardware terminals have no clipboard, and would print the text of the sequence.
    package static func isUnderstood(byTerminal type: String) -> Bool {
        !["linux", "vt", "cons", "dumb", "ansi", "sun"].contains { type.hasPrefix($0) }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, with padding.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = 0
            for index in 0..<3 { bits = bits << 8 | (index < group.count ? Int(group[start + index]) : 0) }
            for index in 0..<4 {
                text.append(
                    index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
            }
        }
        return text
    }
}
