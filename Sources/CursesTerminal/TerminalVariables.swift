import Glibc

/// What the environment says about the terminal, beside its type.
struct TerminalVariables: Equatable {
    /// `NO_COLOR` with any text in it (https://no-color.org).
    var forbidsColour = false
    /// `COLORTERM`; empty when it is not set.
    var colourTerm = ""
    /// `TMUX` has text: tmux shows us.
    var isInTmux = false
    /// `STY` is set: GNU screen shows us.
    var isInGNUScreen = false
}

extension TerminalVariables {
    /// As the process was given them.
    static var ofProcess: TerminalVariables {
        func text(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return TerminalVariables(
            forbidsColour: !text("NO_COLOR").isEmpty, colourTerm: text("COLORTERM"), isInTmux: !text("TMUX").isEmpty,
            isInGNUScreen: getenv("STY") != nil)
    }
}
