import Foundation
import Testing

/// The built binary in a real terminal, on an empty data root.
@Suite(.serialized, .enabled(if: Terminal.canRun, "needs tmux and the built slurm-sb-tui"))
final class RealTerminalTests {
    private let root = FileManager.default.temporaryDirectory
        .appendingPathComponent("slurm-sb-root-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private var command: String { "\(Terminal.binary) --root \(root)" }
    private let empty = "No cluster has been polled yet"

    private func start(_ terminal: Terminal) throws {
        try terminal.enter(command)
        try terminal.waitFor("the interface") { $0.contains(empty) }
    }

    @Test func quittingLeavesTheTerminalAsItWas() throws {
        let terminal = try Terminal()
        let before = try terminal.settings()
        try start(terminal)
        #expect(terminal.variable("alternate_on") == "1")
        #expect(terminal.variable("cursor_flag") == "0")
        try terminal.press("q")
        try terminal.waitFor("the shell") { !$0.contains(empty) && $0.contains("READY>") }
        #expect(terminal.variable("alternate_on") == "0")
        #expect(terminal.variable("cursor_flag") == "1")
        #expect(terminal.variable("mouse_any_flag") == "0")
        #expect(try terminal.settings() == before)
    }

    @Test(arguments: [("TERM", 143), ("INT", 130), ("HUP", 129), ("QUIT", 131), ("SEGV", 139), ("ABRT", 134)])
    func signalsLeaveTheTerminalAsItWas(signal: String, code: Int) throws {
        let terminal = try Terminal(environment: ["SWIFT_BACKTRACE": "enable=no"])
        let before = try terminal.settings()
        // The program tells its own number, so that nothing else is hit.
        try terminal.enter("clear; sh -c 'echo $$ > \(root).pid; exec \(command)'; echo CODE-$?")
        try terminal.waitFor("the interface") { $0.contains(empty) }
        let file = "\(root).pid"
        let number = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        try? FileManager.default.removeItem(atPath: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/kill")
        process.arguments = ["-\(signal)", number]
        try process.run()
        process.waitUntilExit()
        try terminal.waitFor("the code") { $0.contains("CODE-\(code)") }
        #expect(terminal.variable("alternate_on") == "0")
        #expect(terminal.variable("cursor_flag") == "1")
        #expect(try terminal.settings() == before)
    }

    @Test func suspendAndComeBack() throws {
        let terminal = try Terminal()
        let before = try terminal.settings()
        try start(terminal)
        try terminal.press("C-z")
        try terminal.waitFor("the shell") { $0.contains("Stopped") }
        #expect(terminal.variable("alternate_on") == "0")
        #expect(terminal.variable("cursor_flag") == "1")
        #expect(try terminal.settings() == before)
        try terminal.resize(100, 30)
        try terminal.enter("fg")
        let back = try terminal.waitFor("the interface") { $0.contains(empty) && $0.contains("Help") }
        #expect(terminal.variable("alternate_on") == "1")
        #expect(back.split(separator: "\n").first?.count == 100)
        try terminal.press("q")
        try terminal.waitFor("the shell") { !$0.contains(empty) }
        #expect(try terminal.settings() == before)
    }

    @Test func resizing() throws {
        let terminal = try Terminal()
        try start(terminal)
        for (columns, rows) in [(120, 36), (60, 12), (200, 50), (34, 7)] {
            try terminal.resize(columns, rows)
            try terminal.waitFor("\(columns)x\(rows)") { screen in
                let lines = screen.split(separator: "\n")
                return lines.first?.count == columns && lines.first?.last == "┓" && lines.count == rows
            }
        }
        for (columns, rows) in [(20, 5), (10, 2)] {
            try terminal.resize(columns, rows)
            try terminal.waitFor("\(columns)x\(rows)") { $0.contains("Too small") && !$0.contains("┏") }
        }
        try terminal.resize(300, 100)
        try terminal.waitFor("300x100") { $0.contains(empty) && $0.split(separator: "\n").first?.count == 300 }
    }

    @Test func keysAndEscapeAtOnce() throws {
        let terminal = try Terminal()
        try start(terminal)
        try terminal.press("?")
        try terminal.waitFor("the help") { $0.contains("Sort by the focused column") }
        let pressed = Date()
        try terminal.press("Escape")
        try terminal.waitFor("the board") { !$0.contains("Sort by the focused column") }
        // ncurses waits a whole second for the rest of a sequence unless it is told not to.
        #expect(Date().timeIntervalSince(pressed) < 0.9)
        try terminal.press("F1")
        try terminal.waitFor("the help") { $0.contains("Sort by the focused column") }
        try terminal.press("q")
        try terminal.press("w")
        try terminal.waitFor("the chooser") { $0.contains("30 UTC days") }
        try terminal.press("Escape")
        try terminal.press("f")
        try terminal.type("李x")
        try terminal.waitFor("the filter") { $0.contains("Filter  李x") }
        #expect(terminal.variable("cursor_flag") == "1")
    }

    @Test(arguments: ["xterm-256color", "xterm", "linux", "vt100", "screen-256color"])
    func terminals(type: String) throws {
        let terminal = try Terminal(environment: ["TERM": type])
        try start(terminal)
        #expect(terminal.screen.contains("[1 Board] 2 User"))
    }

    @Test func panesAreShownByTheirNumbersAndLeftByEscape() throws {
        let terminal = try Terminal()
        try start(terminal)
        for (key, tab) in [("2", "[2 User]"), ("3", "[3 Health]"), ("4", "[4 Bloom]"), ("7", "[7 Compare]")] {
            try terminal.press(key)
            try terminal.waitFor(tab) { $0.contains(tab) && $0.contains(empty) }
        }
        for tab in ["[4 Bloom]", "[3 Health]", "[2 User]", "[1 Board]"] {
            try terminal.press("Escape")
            try terminal.waitFor(tab) { $0.contains(tab) }
        }
    }

    @Test func asciiWithoutUTF8() throws {
        let terminal = try Terminal(environment: ["LC_ALL": "C"])
        try start(terminal)
        let screen = terminal.screen
        #expect(screen.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(screen.contains("+- * -[1 Board] 2 User"))
    }

    @Test(arguments: ["dumb", "", "no-such-terminal"])
    func withoutAScreenThereAreLines(type: String) throws {
        let terminal = try Terminal(columns: 200)
        try terminal.enter("clear; TERM=\(type) \(command); echo CODE-$?")
        let screen = try terminal.waitFor("the lines") { $0.contains("CODE-0") }
        #expect(screen.contains("SLURM SCOREBOARD: CPU hours"))
        #expect(screen.contains(empty))
        #expect(screen.contains("showing the plain board"))
        #expect(terminal.variable("alternate_on") == "0")
        try terminal.enter("clear; unset TERM; \(command); echo UNSET-$?")
        #expect(try terminal.waitFor("the lines") { $0.contains("UNSET-0") }.contains("TERM is not set"))
    }

    @Test func intoAPipeThereAreLinesAndNothingElse() throws {
        let terminal = try Terminal()
        try terminal.enter("clear; \(command) 2>&1 | cat -v; echo DONE")
        let screen = try terminal.waitFor("the lines") { $0.contains("\nDONE") }
        #expect(screen.contains("SLURM SCOREBOARD: CPU hours"))
        #expect(!screen.contains("^[") && !screen.contains("plain board"))
    }

    /// The queue is asked for when its pane is opened, with `r`, and not while another pane is seen.
    @Test func theQueueIsAskedForOnRequest() throws {
        let programs = "\(root).bin"
        defer { try? FileManager.default.removeItem(atPath: programs) }
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            echo "$@" >> \(programs)/calls
            echo 'CLUSTER|USER|ST|CPUS|NODES|TASKS|JOBID|SUBMIT_TIME|PRIORITY|TRES_ALLOC|J|N|S|T|PARTITION|REASON|'
            echo 'hammer|annabel|R|16|1|1|7|1795430000|5|cpu=16|N/A|N/A|N/A|N/A|cpu|None|'
            """
        try script.write(toFile: "\(programs)/squeue", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(programs)/squeue")
        func calls() -> Int {
            ((try? String(contentsOfFile: "\(programs)/calls", encoding: .utf8)) ?? "").split(separator: "\n").count
        }
        let terminal = try Terminal()
        try terminal.enter("PATH=\(programs):$PATH \(command)")
        try terminal.waitFor("the interface") { $0.contains(empty) }
        #expect(calls() == 0)
        try terminal.type("6")
        try terminal.waitFor("the queue") { $0.contains("annabel") && $0.contains("again in 5") }
        #expect(calls() == 1)
        try terminal.type("r")
        try terminal.waitFor("the refusal") { $0.contains("it is asked again in") }
        try terminal.type("1")
        try terminal.waitFor("the board") { $0.contains(empty) }
        #expect(calls() == 1)
        try terminal.press("q")
    }
}
