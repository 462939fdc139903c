extension Style {
    /// The colours that have names, in the order of their numbers.
    package static let colorNames: [String] = {
        let plain = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        return plain + plain.map { "bright-\($0)" }
    }()

    private static let attributeNames: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
    ]

    /// Reads `INK on GROUND ATTRIBUTE …`, each part of which may be left out: `178 bold`, `black on yellow`, `bold reverse`.
    ///
    /// A colour is a name (``colorNames``), `default` (the terminal's own), or a number: 0–255 with 256 colours, 0–15 with
    /// 16. Without colours, for ``ColorDepth/mono``, there are attributes alone.
    package init(words text: String, depth: ColorDepth) throws(StyleError) {
        self.init()
        var hasInk = false
        var isGround = false
        for part in text.split(whereSeparator: \.isWhitespace) {
            let word = part.lowercased()
            if let known = Style.attributeNames.first(where: { $0.name == word }), !isGround {
                attributes.insert(known.attribute)
            } else if word == "on", !isGround, background == nil {
                isGround = true
            } else if isGround {
                background = try Style.color(word, depth)
                isGround = false
            } else if !hasInk {
                foreground = try Style.color(word, depth)
                hasInk = true
            } else {
                throw StyleError("holds \(Style.quoted(word)) where one colour and attributes are enough")
            }
        }
        if isGround { throw StyleError("ends with \"on\": a colour belongs behind it") }
    }

    private static func color(_ word: String, _ depth: ColorDepth) throws(StyleError) -> UInt8? {
        if word == "default" { return nil }
        let attributes = attributeNames.map(\.name).joined(separator: ", ")
        guard depth != .mono else {
            throw StyleError("holds \(quoted(word)): without colours there are \(attributes) alone")
        }
        if let index = colorNames.firstIndex(of: word) { return UInt8(index) }
        let last: UInt8 = depth == .sixteen ? 15 : 255
        if let number = UInt8(word), number <= last { return number }
        let names = colorNames.prefix(8).joined(separator: ", ")
        throw StyleError(
            "holds \(quoted(word)), which is no colour from 0 to \(last), none of \(names), bright-… of these, or default, "
                + "and none of \(attributes)")
    }

    private static func quoted(_ word: String) -> String { String(word.prefix(40)).debugDescription }

    /// As ``init(words:depth:)`` reads it. Colours are written as numbers.
    package var words: String {
        var words = foreground.map { ["\($0)"] } ?? []
        if let background { words += ["on", "\(background)"] }
        words += Style.attributeNames.filter { attributes.contains($0.attribute) }.map(\.name)
        return words.isEmpty ? "default" : words.joined(separator: " ")
    }
}
