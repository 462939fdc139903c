import CNcurses
import Glibc

/// What decides whether a terminal can show the deluxe look, and in which colours.
struct DeluxeAbility: Equatable {
    /// The name of the terminfo entry.
    var type: String
    /// As terminfo says; 0 for none.
    var colours: Int
    /// Whether terminfo says that colours have 24 bits (`RGB`, `Tc`).
    var databaseSaysTruecolor: Bool
    /// What `COLORTERM` says; empty when it says nothing.
    var colourTerm: String
    /// Whether tmux shows us: it turns 24-bit colours into what the terminal around it has.
    var isInTmux: Bool
    /// Whether cursor addressing and the last column are as ECMA-48 terminals have them.
    var followsECMA48: Bool
    var isUTF8: Bool
    var wantsASCII: Bool
    var wantsColour: Bool

    /// Whether any colour of 24 bits can be written.
    var hasTruecolor: Bool {
        if databaseSaysTruecolor { return true }
        guard colourTerm == "truecolor" || colourTerm == "24bit" else { return false }
        // The variable reaches into GNU screen from the terminal around it, which says nothing about screen.
        return !type.hasPrefix("screen") || isInTmux
    }

    /// Nil when the terminal can show it.
    var problem: DeluxeProblem? {
        if !wantsColour { return .noColourWanted }
        if wantsASCII { return .asciiWanted }
        // What the person can change comes first; then what the terminal lacks, the least of it first.
        let isOld = type == "linux" || type.hasPrefix("linux-") || type.hasPrefix("vt")
        if colours < 256, isOld || !hasTruecolor { return .fewColours(type: type, count: colours) }
        if isOld { return .smallFont(type: type) }
        if !followsECMA48 { return .otherSequences(type: type) }
        if !isUTF8 { return .noUTF8 }
        return nil
    }
}

extension DeluxeAbility {
    /// Of the terminal that ncurses has taken.
    init(type: String, colours: Int, variables: TerminalVariables, wantsASCII: Bool, wantsColour: Bool) {
        func text(_ name: String) -> String? {
            guard let text = tigetstr(name), Int(bitPattern: text) > 0 else { return nil }
            return String(cString: text)
        }
        self.init(
            type: type, colours: colours,
            databaseSaysTruecolor: tigetflag("RGB") > 0 || tigetflag("Tc") > 0 || tigetnum("RGB") > 0
                || text("RGB") != nil,
            colourTerm: variables.colourTerm, isInTmux: variables.isInTmux,
            // `xenl`: the cursor waits in the last column until more is written.
            followsECMA48: text("cup")?.hasPrefix("\u{1B}[%i%p1%d;%p2%dH") == true && tigetflag("xenl") > 0,
            isUTF8: TerminalLocale.isUTF8, wantsASCII: wantsASCII, wantsColour: wantsColour)
    }
}
