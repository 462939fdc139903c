/// What draws the interface.
enum Backend: String, CaseIterable {
    /// The full screen in the terminal's palette, on every terminal.
    case curses
    /// The full screen with gradients, Braille charts and motion, where the terminal can.
    case deluxe
    /// Plain lines with colours.
    case ansi
}
