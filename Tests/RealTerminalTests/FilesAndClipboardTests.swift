import Foundation
import Testing

/// What leaves the interface: exported files, the clipboard, and the mouse that comes in.
@Suite(.serialized, .enabled(if: Terminal.canRun, "needs tmux and the built slurm-sb-tui"))
final class FilesAndClipboardTests {
    private let place = FileManager.default.temporaryDirectory
        .appendingPathComponent("slurm-sb-files-\(UUID().uuidString.prefix(8))").path
    private var command: String { "\(Terminal.binary) --root \(place)/root --now 2026-11-23T12:00:00Z" }

    /// zoe 30 core-hours, ann 20, and names that a spreadsheet or a terminal would obey.
    init() throws {
        try FileManager.default.createDirectory(atPath: place + "/here", withIntermediateDirectories: true)
        let users = [("zoe", 30), ("ann", 20), ("=1+1", 10), ("a,\"b", 5), ("evil\u{1B}[31m", 2)]
        let rows = users.enumerated().map {
            "\($0 + 1)|\($1.0)|COMPLETED|\($1.1 * 3600)|1|1|1G|cpu=1|2026-11-01T00:00:00|2026-11-01T00:00:00|2026-11-20T00:00:00\n"
        }
        try ("JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|Submit|Start|End\n" + rows.joined())
            .write(toFile: place + "/rows", atomically: true, encoding: .utf8)
        try run(
            "SLURM_SB_MIN_JOBS=1 \(Terminal.binary) ingest --root \(place)/root --cluster hammer --slurm 22.05 "
                + "--now 2026-11-23T12:00:00Z \(place)/rows")
    }

    deinit { try? FileManager.default.removeItem(atPath: place) }

    /// Runs a line of the shell and answers what it printed.
    @discardableResult
    private func run(_ line: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "{ \(line); } > \(place)/out 2>&1"]
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOfFile: place + "/out", encoding: .utf8)
        try #require(process.terminationStatus == 0, "\(text)")
        return text
    }

    private func start(_ terminal: Terminal, _ options: String = "") throws {
        try terminal.enter("cd \(place)/here; clear; \(command) \(options)")
        try terminal.waitFor("the board") { $0.contains("zoe") && $0.contains("Help") }
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place + "/here").sorted()
    }

    @Test func exportedFilesAreReadByOthers() throws {
        let terminal = try Terminal(columns: 140, rows: 30)
        try start(terminal)
        let name = "scoreboard-cpu-hours-30d-ALL-2026-11-23"
        try terminal.press("e")
        try terminal.waitFor("the chooser") { $0.contains("for spreadsheets") }
        try terminal.press("Enter")
        try terminal.waitFor("the prompt") { $0.contains("Write to  \(name).csv") }
        try terminal.press("Enter")
        try terminal.waitFor("the word") { $0.contains("Written: ") && $0.contains("(5 rows)") }
        try terminal.type(":export json")
        try terminal.press("Enter")
        try terminal.waitFor("the word") { $0.contains("\(name).json (5 rows)") }
        try terminal.type(":export text board.txt")
        try terminal.press("Enter")
        try terminal.waitFor("the word") { $0.contains("board.txt (5 rows)") }
        #expect(try files() == ["board.txt", "\(name).csv", "\(name).json"])
        let script = """
            import csv, json
            rows = list(csv.DictReader(open("\(place)/here/\(name).csv", newline="", encoding="utf-8")))
            board = json.load(open("\(place)/here/\(name).json", encoding="utf-8"))
            print([row["user"] for row in rows])
            print([(row["rank"], row["user"], row["value"], row["clock_hours"], row["jobs"]) for row in board["rows"]])
            print(board["window"], board["metric"], board["cluster"], board["asof"], board["schema_version"])
            for row, other in zip(rows, board["rows"]):
                assert list(row) == list(other), (list(row), list(other))
                for key, value in other.items():
                    if key != "user":
                        assert (row[key] == "") if value is None else row[key] == "new" or float(row[key]) == value, key
            """
        try script.write(toFile: place + "/read.py", atomically: true, encoding: .utf8)
        let lines = try run("PYTHONIOENCODING=utf-8 python3 \(place)/read.py").split(separator: "\n")
        #expect(lines[0] == #"['zoe', 'ann', "'=1+1", 'a,"b', 'evil␛[31m']"#)
        #expect(
            lines[1]
                == #"[(1, 'zoe', 30, 30, 1), (2, 'ann', 20, 20, 1), (3, '=1+1', 10, 10, 1), (4, 'a,"b', 5, 5, 1), (5, 'evil\x1b[31m', 2, 2, 1)]"#
        )
        #expect(lines[2] == "30d clock_hours ALL 2026-11-23T12:00:00Z 1")
        for file in try files() {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(place)/here/\(file)"))
            #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D }, "\(file)")
        }
    }

    @Test func noFileIsReplacedUnasked() throws {
        let terminal = try Terminal(columns: 140, rows: 30)
        try "mine".write(toFile: place + "/here/x.csv", atomically: true, encoding: .utf8)
        func content() throws -> String { try String(contentsOfFile: place + "/here/x.csv", encoding: .utf8) }
        try start(terminal)
        for key in ["n", "Escape", "Enter"] {
            try terminal.type(":export csv x.csv")
            try terminal.press("Enter")
            try terminal.waitFor("the question") { $0.contains("/here/x.csv exists: y overwrites") }
            try terminal.press(key)
            try terminal.waitFor("the word") { $0.contains("Nothing was written: x.csv is as it was.") }
            #expect(try content() == "mine")
        }
        try terminal.type(":export csv x.csv")
        try terminal.press("Enter")
        try terminal.waitFor("the question") { $0.contains("y overwrites") }
        try terminal.type("y")
        try terminal.waitFor("the word") { $0.contains("Written: ") && $0.contains("x.csv (5 rows)") }
        #expect(try content().hasPrefix("rank,user,value,"))
        #expect(try files() == ["x.csv"], "no temporary file stays")
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        let terminal = try Terminal(columns: 160, rows: 30)
        try start(terminal)
        for (file, words) in [
            ("no/such/place.csv", "no file can be made in"), (".", "is a directory"), ("/dev/null", "no ordinary file"),
        ] {
            try terminal.type(":export csv \(file)")
            try terminal.press("Enter")
            try terminal.waitFor(words) { $0.contains(words) }
            try terminal.press("Down")
        }
        #expect(try files() == [])
    }

    @Test func theSelectedRowReachesTheClipboard() throws {
        let terminal = try Terminal(columns: 140, rows: 30)
        try terminal.run(["set", "-s", "set-clipboard", "on"])
        try start(terminal)
        func buffer() -> String { (try? terminal.run(["show-buffer"])) ?? "" }
        try terminal.press("Down")
        try terminal.press("y")
        try terminal.waitFor("the word") { $0.contains("Copied the row of ann") }
        try terminal.waitFor("the clipboard") { _ in buffer().hasPrefix("ann\t2\t20.0\t") }
        #expect(!buffer().contains("\n"))
        for _ in 0..<3 { try terminal.press("Down") }
        try terminal.press("y")
        try terminal.waitFor("the clipboard") { _ in buffer().hasPrefix("evil␛[31m\t5\t2.0\t") }
        // The screen is whole.
        #expect(terminal.screen.contains("zoe") && !terminal.screen.contains("52;c"))
    }

    /// Reading again what did not change writes not a byte to the terminal; what changed is seen by itself.
    @Test func aRefreshWithoutNewsIsSilent() throws {
        let terminal = try Terminal(columns: 140, rows: 30)
        try start(terminal, "--refresh-sec 1")
        usleep(300_000)
        try terminal.run(["pipe-pane", "cat >> \(place)/bytes"])
        func bytes() -> Int { (try? Data(contentsOf: URL(fileURLWithPath: place + "/bytes")).count) ?? 0 }
        for _ in 0..<5 { try terminal.press("r") }
        usleep(2_500_000)
        #expect(bytes() == 0)
        try run(
            "sed -e 's/^1|zoe/9|yan/' \(place)/rows > \(place)/more; SLURM_SB_MIN_JOBS=1 \(Terminal.binary) ingest "
                + "--root \(place)/root --cluster hammer --slurm 22.05 --now 2026-11-23T12:00:00Z \(place)/more")
        try terminal.press("r")
        try terminal.waitFor("the new player") { $0.contains("yan") }
        // The screen has them before the program that counts them: it counts at all.
        try terminal.waitFor("its bytes") { _ in bytes() > 0 }
    }

    @Test func theMouseIsTakenUnlessItIsRefused() throws {
        let terminal = try Terminal(columns: 140, rows: 30)
        try start(terminal, "--no-mouse")
        #expect(terminal.variable("mouse_any_flag") == "0")
        try terminal.press("Q")
        try terminal.waitFor("the shell") { $0.contains("READY>") }
        try start(terminal)
        #expect(terminal.variable("mouse_any_flag") == "1")
        let isSGR = terminal.variable("mouse_sgr_flag") == "1"
        func click(_ x: Int, _ y: Int) throws {
            if isSGR {
                try terminal.type("\u{1B}[<0;\(x + 1);\(y + 1)M\u{1B}[<0;\(x + 1);\(y + 1)m")
            } else {
                func byte(_ value: Int) -> String { String(UnicodeScalar(UInt8(value + 33))) }
                try terminal.type("\u{1B}[M \(byte(x))\(byte(y))\u{1B}[M#\(byte(x))\(byte(y))")
            }
        }
        let lines = terminal.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let y = try #require(lines.firstIndex { $0.contains("ann") })
        try click(20, y)
        try terminal.waitFor("the selection") {
            $0.split(separator: "\n").contains { $0.contains("▶") && $0.contains("ann") }
        }
        try click(20, y)
        try terminal.waitFor("the player") { $0.contains("[2 User]") && $0.contains("Total level") }
    }
}
