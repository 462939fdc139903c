/// What draws the interface.
enum Backend: String, CaseIterable {
    case curses
    /// The full screen with all that the terminal can do.
    case deluxe
    /// Plain lines with colours.
    case ansi
}
