/// Why a terminal cannot show the full-screen interface. No failure: the plain board is shown instead.
package enum TerminalProblem: Error, Equatable, CustomStringConvertible {
    /// Standard input or output is a file or a pipe.
    case notATerminal
    /// `TERM` is unset or empty.
    case terminalTypeUnset
    /// terminfo has no entry of this name.
    case unknownTerminalType(String)
    /// The terminal cannot move its cursor.
    case cursorCannotMove(String)
    /// ncurses refused the terminal.
    case refused(String)

    package var description: String {
        switch self {
        case .notATerminal: "standard input or output is not a terminal"
        case .terminalTypeUnset: "TERM is not set"
        case .unknownTerminalType(let name): "no terminfo entry for TERM=\(printable(name))"
        case .cursorCannotMove(let name): "the terminal TERM=\(printable(name)) cannot move its cursor"
        case .refused(let name): "ncurses cannot drive the terminal TERM=\(printable(name))"
        }
    }

    /// `TERM` comes from outside and goes into a message.
    private func printable(_ name: String) -> String {
        String(name.unicodeScalars.map { (0x20...0x7E).contains($0.value) ? Character($0) : "?" }.prefix(40))
    }
}
