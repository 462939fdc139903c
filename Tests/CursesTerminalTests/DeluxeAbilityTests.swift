import Testing

@testable import CursesTerminal

@Suite struct DeluxeAbilityTests {
    private func ability(
        _ type: String = "xterm-256color", colours: Int = 256, rgb: Bool = false, colourTerm: String = "",
        tmux: Bool = false, ecma: Bool = true, utf8: Bool = true, ascii: Bool = false, colour: Bool = true
    ) -> DeluxeAbility {
        DeluxeAbility(
            type: type, colours: colours, databaseSaysTruecolor: rgb, colourTerm: colourTerm, isInTmux: tmux,
            followsECMA48: ecma, isUTF8: utf8, wantsASCII: ascii, wantsColour: colour)
    }

    @Test func truecolorIsKnownByVariableOrDatabase() {
        #expect(!ability().hasTruecolor)
        #expect(ability(colourTerm: "truecolor").hasTruecolor && ability(colourTerm: "24bit").hasTruecolor)
        #expect(!ability(colourTerm: "yes").hasTruecolor)
        #expect(ability("xterm-direct", colours: 1 << 24, rgb: true).hasTruecolor)
        // The variable of the terminal around GNU screen says nothing about screen; tmux translates.
        #expect(!ability("screen-256color", colourTerm: "truecolor").hasTruecolor)
        #expect(ability("screen-256color", colourTerm: "truecolor", tmux: true).hasTruecolor)
    }

    @Test func whatCanAndWhatCannot() {
        #expect(ability().problem == nil)
        #expect(ability("xterm", colours: 8, colourTerm: "truecolor").problem == nil)
        #expect(ability("xterm", colours: 8).problem == .fewColours(type: "xterm", count: 8))
        #expect(ability("vt100", colours: 0, colourTerm: "truecolor").problem == .fewColours(type: "vt100", count: 0))
        #expect(ability("linux", colours: 8, colourTerm: "24bit").problem == .fewColours(type: "linux", count: 8))
        #expect(ability("linux-16color", colours: 256).problem == .smallFont(type: "linux-16color"))
        #expect(ability(ecma: false).problem == .otherSequences(type: "xterm-256color"))
        #expect(ability(utf8: false).problem == .noUTF8)
        #expect(ability(ascii: true).problem == .asciiWanted)
        #expect(ability(colour: false).problem == .noColourWanted)
    }

    @Test func theProblemIsOneLineThatNamesTheTerminal() {
        #expect(
            DeluxeProblem.fewColours(type: "vt100", count: 0).description
                == "deluxe needs 256 colours: TERM=vt100 has none; showing curses")
        #expect(
            DeluxeProblem.fewColours(type: "xt\u{1B}[31m", count: 8).description
                == "deluxe needs 256 colours: TERM=xt?[31m has 8; showing curses")
        let all: [DeluxeProblem] = [
            .noUTF8, .asciiWanted, .noColourWanted, .smallFont(type: "linux"), .otherSequences(type: "x"),
        ]
        for problem in all {
            // It fits into the bottom line of 80 columns.
            #expect(problem.description.count <= 74 && problem.description.contains("showing curses"))
        }
    }
}
