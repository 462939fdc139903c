import Testing

@testable import CursesTerminal

@Suite struct TerminalPlacesTests {
    @Test func whatComesWithTheProgramComesLast() {
        let usual = "/etc/terminfo:/lib/terminfo:/usr/lib/terminfo:/usr/share/terminfo"
        #expect(TerminalDatabase.searchPath(given: nil, last: "/d/bin/terminfo") == "\(usual):/d/bin/terminfo")
        #expect(TerminalDatabase.searchPath(given: "", last: "/d") == "\(usual):/d")
        #expect(TerminalDatabase.searchPath(given: "/own::/two", last: "/d") == "/own:/two:\(usual):/d")
        #expect(
            TerminalDatabase.searchPath(given: "/usr/share/terminfo", last: "/d")
                == "/usr/share/terminfo:/etc/terminfo:/lib/terminfo:/usr/lib/terminfo:/d")
    }
}
