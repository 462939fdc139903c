import ArgumentParser

/// How the interface is drawn.
enum Backend: String, CaseIterable, ExpressibleByArgument {
    /// In the terminal's palette, on every terminal.
    case curses
    /// With gradients, Braille charts and motion, where the terminal can.
    case deluxe
    /// As plain lines.
    case ansi

    init?(argument: String) {
        self.init(rawValue: argument == "textual" ? "deluxe" : argument)
    }
}
