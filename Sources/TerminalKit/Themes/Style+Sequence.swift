extension Style {
    /// The ECMA-48 sequence (SGR) that makes a terminal write in this style, whatever it wrote in before.
    package var sequence: String {
        var codes = ["0"]
        if attributes.contains(.bold) { codes.append("1") }
        if attributes.contains(.dim) { codes.append("2") }
        if attributes.contains(.underline) { codes.append("4") }
        if attributes.contains(.reverse) { codes.append("7") }
        if let ink {
            codes.append("38;2;\(ink.red);\(ink.green);\(ink.blue)")
        } else if let color = foreground {
            codes.append(Style.code(color, base: 30, bright: 90, extended: 38))
        }
        if let color = background { codes.append(Style.code(color, base: 40, bright: 100, extended: 48)) }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func code(_ color: UInt8, base: Int, bright: Int, extended: Int) -> String {
        switch color {
        case 0..<8: "\(base + Int(color))"
        case 8..<16: "\(bright + Int(color) - 8)"
        default: "\(extended);5;\(color)"
        }
    }
}
