import Foundation
import Testing

/// The built binary in a real terminal, on a root with a month of made-up jobs.
@Suite(.serialized, .enabled(if: Terminal.canRun, "needs tmux and the built slurm-sb-tui"))
final class FilledBoardTests {
    private let root = FileManager.default.temporaryDirectory
        .appendingPathComponent("slurm-sb-filled-\(UUID().uuidString)").path
    private let now = "2026-11-20T12:00:00Z"

    init() throws {
        let rows = "\(root).rows"
        defer { try? FileManager.default.removeItem(atPath: rows) }
        let program = "'\(Terminal.binary)'"
        let script = """
            \(program) generate --jobs 3000 --users 60 --month 2026-11 > \(rows) &&
            \(program) ingest --cluster negishi --root \(root) --now \(now) \(rows) > \(rows).log 2>&1; rm -f \(rows).log
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func start(_ terminal: Terminal, _ options: String = "") throws {
        try terminal.enter("HOME=\(root).home \(Terminal.binary) --root \(root) --now \(now) \(options)")
        try terminal.waitFor("the board") { $0.contains("[CPU hours]") && $0.contains("1/") }
    }

    /// The colours that the cells of the screen have, as the numbers of their SGR sequences (ECMA-48, 8.3.117).
    private func colours(_ terminal: Terminal) throws -> Set<String> {
        let text = try terminal.run(["capture-pane", "-ep"])
        var found: Set<String> = []
        for sequence in text.components(separatedBy: "\u{1B}[").dropFirst() {
            guard let end = sequence.firstIndex(of: "m") else { continue }
            var codes = sequence[..<end].split(separator: ";").map(String.init)[...]
            while let code = codes.popFirst() {
                switch Int(code) ?? 0 {
                case 38, 48:
                    found.insert(([code] + codes.prefix(2)).joined(separator: ";"))
                    codes = codes.dropFirst(2)
                case 30...37, 40...47, 90...97, 100...107: found.insert(code)
                default: break
                }
            }
        }
        return found
    }

    @Test func colours256() throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: ["TERM": "xterm-256color"])
        try start(terminal)
        let colours = try colours(terminal)
        // Border, title, level, and the ground of the selection.
        for wanted in ["38;5;94", "38;5;178", "38;5;70", "48;5;58"] { #expect(colours.contains(wanted), "\(wanted)") }
    }

    @Test func coloursOfASmallPalette() throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: ["TERM": "xterm"])
        try start(terminal)
        let colours = try colours(terminal)
        #expect(!colours.contains { $0.hasPrefix("38;") || $0.hasPrefix("48;") })
        // Yellow borders, green levels, a blue selection.
        for wanted in ["33", "32", "44"] { #expect(colours.contains(wanted), "\(wanted)") }
    }

    @Test(arguments: [["TERM": "vt100"], ["TERM": "xterm-256color", "NO_COLOR": "1"]])
    func withoutColours(environment: [String: String]) throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: environment.filter { $0.key != "NO_COLOR" })
        if environment["NO_COLOR"] != nil { try terminal.enter("export NO_COLOR=1; clear") }
        try start(terminal)
        #expect(try colours(terminal) == [])
        // The selected row is told by reverse video and by its mark.
        #expect(terminal.screen.contains("▶"))
        #expect(try terminal.run(["capture-pane", "-ep"]).contains("7m"))
    }

    @Test func everySizeShowsTheBoardOrSaysWhyNot() throws {
        let terminal = try Terminal(columns: 80, rows: 24)
        try start(terminal)
        for (columns, rows) in [(300, 100), (34, 7), (50, 12), (160, 9), (80, 60)] {
            try terminal.resize(columns, rows)
            try terminal.waitFor("\(columns)x\(rows)") { screen in
                let lines = screen.split(separator: "\n")
                return lines.count == rows && lines.first?.count == columns && lines.first?.last == "┓"
                    && screen.contains("▶")
            }
        }
        try terminal.resize(20, 5)
        try terminal.waitFor("20x5") { $0.contains("Too small") && $0.contains("needs 34x7") }
        try terminal.resize(80, 24)
        try terminal.waitFor("80x24") { $0.contains("▶") }
    }

    /// In a terminal of UTF-8, by the flag alone.
    @Test func asciiWhereItIsAskedFor() throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: ["TERM": "xterm-256color"])
        try start(terminal, "--ascii")
        let board = terminal.screen.split(separator: "\n").dropFirst()
        #expect(board.contains { $0.hasPrefix("|> *") })
        #expect(board.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } })
    }

    /// Meters grow in frames of their own, each a synchronized update (mode 2026); without motion the board is there at once.
    @Test func nothingMovesWhereThatIsNotWanted() throws {
        let places = ["still", "moving"].map { "\(root).\($0).bytes" }
        defer { for place in places { try? FileManager.default.removeItem(atPath: place) } }
        func begin(_ options: String, recordingAt place: String) throws -> Terminal {
            let terminal = try Terminal(
                columns: 120, rows: 36, environment: ["TERM": "tmux-256color", "COLORTERM": "truecolor"])
            try terminal.run(["pipe-pane", "cat >> \(place)"])
            try start(terminal, "--backend deluxe \(options)")
            return terminal
        }
        func frames(_ place: String) throws -> Int {
            let bytes = try String(decoding: Data(contentsOf: URL(fileURLWithPath: place)), as: UTF8.self)
            return bytes.components(separatedBy: "\u{1B}[?2026h").count - 1
        }
        let still = try begin("--no-motion", recordingAt: places[0])
        let moving = try begin("", recordingAt: places[1])
        // It began later, and has come to its end when it looks as the other one does.
        try moving.waitFor("the grown meters") { $0 == still.screen }
        let shown = try frames(places[0])
        #expect((1...2).contains(shown), "while it reads, and the board")
        #expect(try frames(places[1]) > shown)
    }

    /// Who comes from htop presses F-keys and reads the bottom line.
    @Test func whoKnowsHtopFindsTheWay() throws {
        let terminal = try Terminal(columns: 80, rows: 24)
        try start(terminal)
        let bottom = try #require(terminal.screen.split(separator: "\n").last)
        for word in ["Help", "Sort", "Filter", "Search", "Quit"] { #expect(bottom.contains(word), "\(word)") }
        try terminal.press("F4")
        try terminal.type("a")
        try terminal.waitFor("the filter") { $0.contains("Filter  a") && $0.contains(" of ") }
        try terminal.press("Enter")
        try terminal.waitFor("what is shown") { $0.contains(" shown") }
        try terminal.press("Escape")
        try terminal.waitFor("everybody") { !$0.contains(" shown") }
        try terminal.press("F3")
        try terminal.type("e")
        try terminal.press("Enter")
        try terminal.waitFor("the search") { $0.contains("'e': ") && $0.contains("n and N go on") }
        try terminal.press("F1")
        try terminal.waitFor("the help") { $0.contains("Jump to a name") }
        try terminal.press("F10")
        try terminal.press("F10")
        try terminal.waitFor("the shell") { $0.contains("READY>") && !$0.contains("[CPU hours]") }
    }

    /// SGR mouse reports (xterm's ctlseqs, mode 1006), as a terminal sends them.
    @Test func theMouseClicksTabsTitlesAndRows() throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: ["TERM": "xterm-256color"])
        try start(terminal)
        func click(_ text: String, line: Int) throws {
            let row = terminal.screen.split(separator: "\n", omittingEmptySubsequences: false)[line]
            let place = try #require(row.range(of: text)).lowerBound
            let x = row.distance(from: row.startIndex, to: place) + 1
            try terminal.type("\u{1B}[<0;\(x);\(line + 1)M\u{1B}[<0;\(x);\(line + 1)m")
        }
        try click("Gained 7d", line: 4)
        try terminal.waitFor("the order") { $0.contains("Gained 7d ▼") }
        try click("Gained 7d", line: 4)
        try terminal.waitFor("the other order") { $0.contains("Gained 7d ▲") }
        try click("GPU hours", line: 1)
        try terminal.waitFor("the other board") { $0.contains("[GPU hours]") }
        try click("Health", line: 0)
        try terminal.waitFor("the pane") { $0.contains("[3 Health]") }
    }
}
