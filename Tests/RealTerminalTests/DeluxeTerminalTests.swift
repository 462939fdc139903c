import Foundation
import Testing

/// The deluxe look in a real terminal.
@Suite(.serialized, .enabled(if: Terminal.canRun, "needs tmux and the built slurm-sb-tui"))
final class DeluxeTerminalTests {
    private let root = FileManager.default.temporaryDirectory
        .appendingPathComponent("slurm-sb-root-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private var command: String { "\(Terminal.binary) --root \(root) --backend deluxe" }
    private let empty = "No cluster has been polled yet"
    private let rich = ["TERM": "tmux-256color", "COLORTERM": "truecolor"]

    private func start(_ terminal: Terminal) throws {
        try terminal.enter(command)
        try terminal.waitFor("the interface") { $0.contains(empty) }
    }

    private func expectShell(_ terminal: Terminal, before: String) throws {
        #expect(terminal.variable("alternate_on") == "0")
        #expect(terminal.variable("cursor_flag") == "1")
        #expect(terminal.variable("mouse_any_flag") == "0")
        #expect(try terminal.settings() == before)
    }

    @Test func gradientsReachTheTerminalAndQuittingLeavesItAsItWas() throws {
        let terminal = try Terminal(environment: rich)
        let before = try terminal.settings()
        try start(terminal)
        #expect(terminal.variable("alternate_on") == "1")
        #expect(terminal.variable("cursor_flag") == "0")
        #expect(terminal.variable("mouse_any_flag") == "1")
        // The frame lightens from its foot to its head: many colours of 24 bits.
        let colours = Set(
            try terminal.run(["capture-pane", "-ep"]).matches(of: /38;2;\d+;\d+;\d+/).map { String($0.0) })
        #expect(colours.count > 10)
        try terminal.press("q")
        try terminal.waitFor("the shell") { !$0.contains(empty) && $0.contains("READY>") }
        try expectShell(terminal, before: before)
    }

    @Test(arguments: [("TERM", 143), ("HUP", 129), ("SEGV", 139)])
    func signalsLeaveTheTerminalAsItWas(signal: String, code: Int) throws {
        let terminal = try Terminal(environment: rich.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 })
        let before = try terminal.settings()
        try terminal.enter("clear; sh -c 'echo $$ > \(root).pid; exec \(command)'; echo CODE-$?")
        try terminal.waitFor("the interface") { $0.contains(empty) }
        let file = "\(root).pid"
        let number = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        try? FileManager.default.removeItem(atPath: file)
        kill(try #require(pid_t(number)), ["TERM": SIGTERM, "HUP": SIGHUP, "SEGV": SIGSEGV][signal]!)
        try terminal.waitFor("the code") { $0.contains("CODE-\(code)") }
        try expectShell(terminal, before: before)
    }

    @Test func suspendAndComeBackInAnotherSize() throws {
        let terminal = try Terminal(environment: rich)
        let before = try terminal.settings()
        try start(terminal)
        for (columns, rows) in [(100, 30), (60, 14)] {
            try terminal.press("C-z")
            try terminal.waitFor("the shell") { $0.contains("Stopped") && !$0.contains(empty) }
            #expect(terminal.variable("alternate_on") == "0")
            #expect(terminal.variable("cursor_flag") == "1")
            #expect(terminal.variable("mouse_any_flag") == "0")
            #expect(try terminal.settings() == before)
            try terminal.resize(columns, rows)
            try terminal.enter("fg")
            let back = try terminal.waitFor("the interface") {
                $0.contains("┏") && $0.split(separator: "\n").count == rows && $0.contains("Help")
            }
            #expect(back.split(separator: "\n").first?.count == columns)
            #expect(terminal.variable("alternate_on") == "1")
            #expect(terminal.variable("cursor_flag") == "0")
            #expect(terminal.variable("mouse_any_flag") == "1")
        }
        // The keypad is back as well.
        try terminal.press("F1")
        try terminal.waitFor("the help") { $0.contains("Open this player") }
        try terminal.press("Escape")
        try terminal.press("q")
        try terminal.waitFor("the shell") { !$0.contains("┏") && $0.contains("READY>") }
        try expectShell(terminal, before: before)
    }

    @Test func resizingAndRedrawing() throws {
        let terminal = try Terminal(environment: rich)
        try start(terminal)
        for (columns, rows) in [(120, 36), (60, 12), (200, 50), (34, 7)] {
            try terminal.resize(columns, rows)
            try terminal.waitFor("\(columns)x\(rows)") { screen in
                let lines = screen.split(separator: "\n")
                return lines.first?.count == columns && lines.first?.last == "┓" && lines.count == rows
            }
        }
        try terminal.resize(20, 5)
        try terminal.waitFor("20x5") { $0.contains("Too small") && !$0.contains("┏") }
        try terminal.resize(300, 100)
        let before = try terminal.waitFor("300x100") {
            // The last line is drawn last: what is compared below must be the whole frame.
            let lines = $0.split(separator: "\n")
            return lines.first?.count == 300 && lines.count == 100 && lines[99].contains("Quit")
        }
        // What somebody else wrote over the screen is gone after Ctrl-L.
        let device = terminal.variable("pane_tty")
        try #require(FileHandle(forWritingAtPath: device)).write(Data("\u{1B}[5;5HSTRAY".utf8))
        try terminal.waitFor("the stray text") { $0.contains("STRAY") }
        try terminal.press("C-l")
        try terminal.waitFor("the redrawn screen") { $0 == before }
    }

    @Test func keysPromptsAndTheMouse() throws {
        let terminal = try Terminal(environment: rich)
        try start(terminal)
        try terminal.press("f")
        try terminal.type("李x")
        try terminal.waitFor("the filter") { $0.contains("Filter  李x") }
        #expect(terminal.variable("cursor_flag") == "1")
        try terminal.press("Escape")
        try terminal.waitFor("the end of the filter") { !$0.contains("李x") }
        #expect(terminal.variable("cursor_flag") == "0")
        try terminal.press("F1")
        try terminal.waitFor("the help") { $0.contains("Sort by the focused column") }
    }

    @Test(arguments: [
        ("vt100", "TERM=vt100 has none"), ("linux", "TERM=linux has 8"), ("xterm", "TERM=xterm has 8"),
    ])
    func whereTheTerminalCannotOneLineSaysWhy(type: String, words: String) throws {
        let terminal = try Terminal(environment: ["TERM": type, "COLORTERM": ""])
        try start(terminal)
        #expect(terminal.screen.contains("deluxe needs 256 colours: \(words); showing curses"))
        try terminal.press("Down")
        try terminal.waitFor("the message's end") { !$0.contains("deluxe needs") }
    }

    @Test(arguments: [
        ("NO_COLOR=1", "deluxe needs colours"), ("LC_ALL=C", "deluxe needs a UTF-8 locale"),
        ("TERM=dumb", "cannot move its cursor: showing the plain board"),
    ])
    func wishesAndLocalesFallBackToo(assignment: String, words: String) throws {
        let terminal = try Terminal(columns: 120, environment: rich)
        try terminal.enter("clear; \(assignment) \(command)")
        try terminal.waitFor("the reason") { $0.contains(words) && $0.contains(empty) }
    }

    @Test func theTipIsOnlyWhereItWouldWork() throws {
        let plain = "\(Terminal.binary) --root \(root)"
        let able = try Terminal(columns: 200, environment: rich)
        try able.enter(plain)
        try able.waitFor("the tip") { $0.contains("--backend deluxe") }
        let unable = try Terminal(columns: 200, environment: ["TERM": "xterm", "COLORTERM": ""])
        try unable.enter(plain)
        try unable.waitFor("the interface") { $0.contains(empty) && $0.contains("Quit") }
        #expect(!unable.screen.contains("--backend deluxe"))
    }
}
