import Foundation
import Testing

/// What the built binary remembers in a home of its own, in a real terminal.
@Suite(.serialized, .enabled(if: Terminal.canRun, "needs tmux and the built slurm-sb-tui"))
final class RememberingTests {
    private let place = FileManager.default.temporaryDirectory.appendingPathComponent("slurm-sb-\(UUID().uuidString)")
        .path
    private var root: String { place + "/root" }
    private var home: String { place + "/home" }
    private var file: String { home + "/.slurm_scoreboard/view.json" }

    init() throws {
        for path in [root, home] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        // A board needs a job: one of alice's, of 4 cores and an hour.
        let rows = """
            JobID|JobIDRaw|User|State|Submit|Start|End|ElapsedRaw|AllocCPUS|AllocTRES|ReqMem|NNodes|Partition
            1|1|alice|COMPLETED|2026-11-20T10:00:00|2026-11-20T10:00:00|2026-11-20T11:00:00|3600|4|cpu=4|4G|1|main
            2|2|bob|COMPLETED|2026-11-20T10:00:00|2026-11-20T10:00:00|2026-11-20T11:00:00|3600|2|cpu=2|4G|1|main

            """
        try rows.write(toFile: place + "/rows", atomically: true, encoding: .utf8)
        let ingest = Process()
        ingest.executableURL = URL(fileURLWithPath: Terminal.binary)
        ingest.arguments = [
            "ingest", "--root", root, "--cluster", "bell", "--slurm", "22.05", "--now", now, place + "/rows",
        ]
        ingest.environment = ["HOME": home, "SLURM_SB_MIN_JOBS": "0", "SLURM_SB_HOME_ROOT": home]
        ingest.standardOutput = FileHandle.nullDevice
        try ingest.run()
        ingest.waitUntilExit()
        try #require(ingest.terminationStatus == 0)
    }

    deinit { try? FileManager.default.removeItem(atPath: place) }

    private let now = "2026-11-23T12:00:00Z"

    private func terminal(home: String? = nil, columns: Int = 120) throws -> Terminal {
        try Terminal(columns: columns, environment: ["HOME": home ?? self.home, "SWIFT_BACKTRACE": "enable=no"])
    }

    /// Starts the program; its number is in a file.
    private func start(_ terminal: Terminal, _ more: String = "") throws {
        let command = "\(Terminal.binary) --root \(root) --now \(now) \(more)"
        try terminal.enter("clear; sh -c 'echo $$ > \(place)/pid; exec \(command)'; stty sane; echo CODE-$?")
        try terminal.waitFor("the board") { $0.contains("alice") && $0.contains("bob") }
    }

    private func kill(_ terminal: Terminal) throws {
        let number = try String(contentsOfFile: place + "/pid", encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/kill")
        process.arguments = ["-9", number.trimmingCharacters(in: .whitespacesAndNewlines)]
        try process.run()
        process.waitUntilExit()
        try terminal.waitFor("the shell") { $0.contains("CODE-") }
    }

    private func waitForFile(_ words: String...) throws {
        let end = Date().addingTimeInterval(30)
        var text = ""
        while Date() < end {
            text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            if words.allSatisfy(text.contains) { return }
            usleep(20_000)
        }
        Issue.record("\(words) is not in \(file): \(text)")
    }

    @Test func whatWasChosenSurvivesAKill() throws {
        do {
            let terminal = try terminal()
            try start(terminal)
            try terminal.press("s")
            try terminal.waitFor("the other order") { $0.contains("XP ▲") }
            try terminal.press("w")
            try terminal.waitFor("the windows") { $0.contains("30 UTC days") }
            for key in ["Up", "Enter", "o"] { try terminal.press(key) }
            try terminal.waitFor("the columns") { $0.contains("[✓] Share of all") }
            for key in ["Home", "Down", "Down", "Down", "Space", "Enter", "T"] { try terminal.press(key) }
            try terminal.waitFor("the themes") { $0.contains("dark inks") }
            for key in ["End", "Enter"] { try terminal.press(key) }
            try waitForFile(
                #""sort":"xp:asc""#, #""window":"365d""#, #""theme":"osrs""#, #""hidden_columns":["level"]"#)
            try kill(terminal)
        }
        do {
            let terminal = try terminal()
            try start(terminal)
            let screen = terminal.screen
            #expect(screen.contains("XP ▲") && screen.contains("Window 365d"))
            #expect(!screen.contains("Level"))
            // The yellow of osrs, 226, is in no other theme's title.
            #expect(try terminal.run(["capture-pane", "-ep"]).contains("38;5;226m"))
            try kill(terminal)
        }
        do {
            // Flags win, also where they say what is shown without any; and they are not remembered.
            let terminal = try terminal()
            try start(terminal, "--window 30d --sort xp --theme dark")
            let screen = terminal.screen
            #expect(screen.contains("XP ▼") && screen.contains("Window 30d"))
            #expect(!(try terminal.run(["capture-pane", "-ep"]).contains("38;5;226m")))
            try terminal.press("]")
            try waitForFile(#""metric":"elapsed_hours""#, #""window":"365d""#, #""theme":"osrs""#, #""sort":"xp:asc""#)
            try kill(terminal)
        }
    }

    /// What is changed just before leaving is written, too.
    @Test func theLastChangeIsWritten() throws {
        let terminal = try terminal()
        try start(terminal)
        try terminal.type("]Q")
        try terminal.waitFor("the shell") { $0.contains("CODE-0") }
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains(#""metric":"elapsed_hours""#))
    }

    @Test func aBrokenFileIsSaidAndKept() throws {
        try FileManager.default.createDirectory(
            atPath: home + "/.slurm_scoreboard", withIntermediateDirectories: true)
        try "{ by hand".write(toFile: file, atomically: true, encoding: .utf8)
        let terminal = try terminal()
        try start(terminal)
        #expect(terminal.screen.contains("Left out: ~/.slurm_scoreboard/view.json:1: it is no JSON"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "{ by hand")
        try terminal.press("s")
        try waitForFile("xp:asc")
        let names = try FileManager.default.contentsOfDirectory(atPath: home + "/.slurm_scoreboard").sorted()
        #expect(names == ["view.json", "view.json.20261123T120000Z.bad"])
        #expect(!terminal.screen.contains("Left out"))
    }

    @Test func aHomeThatIsNotThereIsSaidOnce() throws {
        let terminal = try terminal(home: place + "/nobody")
        try start(terminal)
        try terminal.press("s")
        try terminal.waitFor("the words") { $0.contains("What you choose is not remembered: ") }
        try terminal.press("s")
        try terminal.waitFor("the board") { !$0.contains("not remembered") && $0.contains("XP ▼") }
        usleep(300_000)
        #expect(!terminal.screen.contains("not remembered"))
        #expect(!FileManager.default.fileExists(atPath: place + "/nobody"))
    }

    /// Two at once: each has its own view, and the last change stays.
    @Test func theLastOfTwoWins() throws {
        let (first, second) = (try terminal(), try terminal())
        try start(first)
        try start(second)
        try first.press("s")
        try waitForFile("xp:asc")
        try second.press("]")
        try waitForFile(#""metric":"elapsed_hours""#)
        #expect(!(try String(contentsOfFile: file, encoding: .utf8).contains("xp:asc")))
        #expect(first.screen.contains("XP ▲") && second.screen.contains("[Wall hours]"))
    }

    /// The site's theme, the user's over it, and the one that was broken.
    @Test func themesOfFiles() throws {
        for directory in [root + "/ui", home + "/.slurm_scoreboard"] {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        }
        func write(_ text: String, _ path: String) throws {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        try write(#"{"name":"site","roles":{"title":{"256":"201 bold"}}}"#, root + "/ui/theme.json")
        func colours(_ more: String = "", _ saying: String? = nil) throws -> String {
            let terminal = try terminal(columns: 150)
            try start(terminal, more)
            if let saying { #expect(terminal.screen.contains(saying), "\(terminal.screen)") }
            defer { try? kill(terminal) }
            return try terminal.run(["capture-pane", "-ep"])
        }
        #expect(try colours().contains("38;5;201m"))
        try write(
            #"{"name":"mine","base":"dark","roles":{"title":{"256":"51"}}}"#, home + "/.slurm_scoreboard/theme.json")
        let mine = try colours()
        #expect(mine.contains("38;5;51m") && !mine.contains("38;5;201m"))
        #expect(try colours("--theme site").contains("38;5;201m"))
        #expect(!(try colours("--theme dark").contains("38;5;51m")))
        try write("{\n\"name\": \"mine\",\n\"roles\": {\"titel\": {}}}", home + "/.slurm_scoreboard/theme.json")
        #expect(try colours("", "theme.json:3: a role is").contains("38;5;178m"))
    }
}
