/// Why a terminal that ncurses can drive cannot show the deluxe look. No failure: the ordinary look is shown instead.
package enum DeluxeProblem: Equatable, Sendable, CustomStringConvertible {
    /// The locale's characters are not UTF-8.
    case noUTF8
    /// The person wants ASCII.
    case asciiWanted
    /// The person wants no colours, by `--no-color`, `NO_COLOR` or the theme.
    case noColourWanted
    /// A console or an old terminal, with a small font.
    case smallFont(type: String)
    /// Fewer than 256 colours.
    case fewColours(type: String, count: Int)
    /// The cursor is moved by other sequences than ECMA-48's, or the last column scrolls.
    case otherSequences(type: String)

    package var description: String {
        switch self {
        case .noUTF8: "deluxe needs a UTF-8 locale: set LC_ALL=C.UTF-8; showing curses"
        case .asciiWanted: "deluxe needs more signs than ASCII has, and --ascii is set: showing curses"
        case .noColourWanted: "deluxe needs colours, and --no-color or NO_COLOR is set: showing curses"
        case .smallFont(let type): "deluxe needs Braille signs: TERM=\(printable(type)) has none; showing curses"
        case .fewColours(let type, let count):
            "deluxe needs 256 colours: TERM=\(printable(type)) has \(count == 0 ? "none" : "\(count)"); showing curses"
        case .otherSequences(let type):
            "deluxe needs an ECMA-48 terminal: TERM=\(printable(type)) is none; showing curses"
        }
    }

    /// `TERM` comes from outside and goes into a message.
    private func printable(_ name: String) -> String {
        String(name.unicodeScalars.map { (0x20...0x7E).contains($0.value) ? Character($0) : "?" }.prefix(24))
    }
}
