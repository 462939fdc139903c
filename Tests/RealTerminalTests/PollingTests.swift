import Foundation
import Testing

/// The poller inside the interface: the built binary in a real terminal, with programs of Slurm's names that answer from
/// files.
@Suite(.serialized, .enabled(if: Terminal.canRun, "needs tmux and the built slurm-sb-tui"))
final class PollingTests {
    private let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("slurm-sb-polling-\(UUID().uuidString)").path
    private var root: String { "\(directory)/root" }
    private var slurm: String { "\(directory)/slurm" }
    private var state: String { "\(root)/clusters/negishi/state" }

    /// Answers as sacct does, for windows of time; says nothing at all while there is a file `hang`.
    private static let sacct = #"""
        #!/bin/sh
        here=$(dirname "$0")
        case "$*" in
        *--version*) echo "slurm 22.05.8"; exit ;;
        *--helpformat*)
            echo "Account AllocCPUS AllocTRES AveRSS ConsumedEnergyRaw ElapsedRaw Eligible End JobID JobIDRaw MaxRSS NNodes"
            echo "Partition QOS ReqMem Start State Submit TimelimitRaw TotalCPU User NTasks Cluster TRESUsageInTot DBIndex"
            exit ;;
        esac
        echo $$ >> "$here/pids"
        [ -e "$here/hang" ] && exec sleep 1000
        while [ $# -gt 0 ]; do
            case "$1" in
            -S) since=${2#uts} ;;
            -E) until=${2#uts} ;;
            -o) fields=$2 ;;
            -j) exit ;;
            esac
            shift
        done
        awk -F'|' -v fields="$fields" -v since="$since" -v until="$until" '
            NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; count = split(fields, name, ","); next }
            $column["End"] >= since && $column["End"] <= until {
                line = ""
                for (i = 1; i <= count; i++) line = line (i > 1 ? "|" : "") (name[i] in column ? $column[name[i]] : "")
                print line
            }' "$here/rows"
        """#

    private static let sacctmgr = #"""
        #!/bin/sh
        case "$*" in
        *"list cluster"*) echo negishi ;;
        *) echo "PrivateData            = none" ;;
        esac
        """#

    init() throws {
        for path in [root, slurm] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try program("sacct", PollingTests.sacct)
        try program("sacctmgr", PollingTests.sacctmgr)
        try program("scontrol", "#!/bin/sh\necho 'ClusterName             = negishi'\n")
        // Two jobs that ended an hour ago: alice's 64 core-hours, bob's 8.
        let end = Int(Date().timeIntervalSince1970) - 3600
        var rows = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|AllocTRES|Submit|Eligible|Start|End\n"
        for (number, user, cores) in [(1, "alice", 16), (2, "bob", 2)] {
            let start = end - 14_400
            rows += "\(number)|\(user)|COMPLETED|14400|\(cores)|1|cpu=\(cores)|\(start)|\(start)|\(start)|\(end)\n"
        }
        try rows.write(toFile: "\(slurm)/rows", atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func program(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(slurm)/\(name)", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(slurm)/\(name)")
    }

    private func hang() throws { try "".write(toFile: "\(slurm)/hang", atomically: true, encoding: .utf8) }

    private var environment: [String: String] {
        [
            "PATH": "\(slurm):/usr/bin:/bin", "SLURM_SB_MIN_JOBS": "1", "SLURM_SB_HOME_ROOT": "\(directory)/home",
            "HOME": directory, "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    private var options: String {
        "--root \(root) --set rate_limit_per_min=60 --set backfill_start=\(Self.yesterday)"
    }

    private static var yesterday: String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = .withFullDate
        return formatter.string(from: Date().addingTimeInterval(-86_400))
    }

    /// Opens the pane of the poller.
    private func start(_ terminal: Terminal) throws {
        try terminal.enter(
            "clear; sh -c 'echo $$ > \(directory)/pid; exec \(Terminal.binary) --pane poller \(options)'; echo CODE-$?")
        try terminal.waitFor("the pane") { $0.contains("p starts a poller here") }
    }

    private func signal(_ name: String) throws {
        let pid = try String(contentsOfFile: "\(directory)/pid", encoding: .utf8)
        kill(
            try #require(pid_t(pid.trimmingCharacters(in: .whitespacesAndNewlines))), name == "TERM" ? SIGTERM : SIGHUP)
    }

    /// Neither a lock that is held, nor a program of Slurm's that still runs, nor a file that is half written.
    private func expectNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let lock = try Data(contentsOf: URL(fileURLWithPath: "\(state)/lock.pid"))
        #expect(lock.isEmpty, sourceLocation: sourceLocation)
        let pids = try String(contentsOfFile: "\(slurm)/pids", encoding: .utf8).split(separator: "\n")
        #expect(!pids.isEmpty, sourceLocation: sourceLocation)
        for pid in pids.compactMap({ pid_t($0) }) {
            #expect(kill(pid, 0) != 0, "sacct \(pid) runs on", sourceLocation: sourceLocation)
        }
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        let hidden = files.filter { ($0 as NSString).lastPathComponent.hasPrefix(".") }
        // Beside boards stands which of them were written together.
        let temporaries = hidden.filter { !$0.hasSuffix(".lock") && !$0.hasSuffix("/.published") }
        #expect(temporaries == [], sourceLocation: sourceLocation)
    }

    @Test func itStartsFillsTheBoardStopsStartsAgainAndEndsWithTheInterface() throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: environment)
        try start(terminal)
        try terminal.press("p")
        try terminal.waitFor("the log") { $0.contains("(2 new of 2 jobs") && $0.contains("2 new of") }
        try terminal.waitFor("the sign") { $0.contains("5 Poller●") && $0.contains("polling") }
        try terminal.press("1")
        // 16 cores for 4 hours; nobody asked for it to be read again.
        try terminal.waitFor("the board") { $0.contains("alice") && $0.contains("64.0") && $0.contains("5 Poller●") }
        try terminal.press("p")
        try terminal.waitFor("the pane") { $0.contains("[5 Poller●]") }
        try terminal.press("p")
        try terminal.waitFor("the end") { $0.contains("stopped on request") && $0.contains("[5 Poller]") }
        try expectNothingLeft()
        try terminal.press("p")
        try terminal.waitFor("the second one") { $0.contains("[5 Poller●]") && $0.contains("published") }
        // One that waits for its next look.
        try terminal.waitFor("rest") { $0.contains("waiting for the next look") }
        try terminal.press("Q")
        try terminal.waitFor("the shell") { $0.contains("CODE-0") }
        #expect(terminal.variable("alternate_on") == "0")
        try expectNothingLeft()
    }

    @Test(arguments: [("TERM", 143), ("HUP", 129)])
    func aSignalEndsItWhileSacctHangs(signal name: String, code: Int) throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: environment)
        let before = try terminal.settings()
        try hang()
        try start(terminal)
        try terminal.press("p")
        try terminal.waitFor("a call") { $0.contains("sacct is at work now") }
        let sent = Date()
        try signal(name)
        try terminal.waitFor("the shell") { $0.contains("CODE-\(code)") }
        // At once, on a busy machine: sacct would hang for a thousand seconds, or until it is given up.
        #expect(Date().timeIntervalSince(sent) < 20)
        #expect(terminal.variable("alternate_on") == "0" && terminal.variable("cursor_flag") == "1")
        #expect(try terminal.settings() == before)
        try expectNothingLeft()
    }

    /// A stopped process would keep the lock.
    @Test func suspendingGivesTheLockBack() throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: environment)
        try hang()
        try terminal.enter("clear; \(Terminal.binary) --pane poller \(options)")
        try terminal.waitFor("the pane") { $0.contains("p starts a poller here") }
        try terminal.press("p")
        try terminal.waitFor("a call") { $0.contains("sacct is at work now") }
        try terminal.press("C-z")
        try terminal.waitFor("the shell") { $0.contains("Stopped") }
        try expectNothingLeft()
        try terminal.enter("fg")
        try terminal.waitFor("the poller again") { $0.contains("sacct is at work now") }
        try terminal.press("Q")
        try terminal.waitFor("the shell") { $0.contains("READY>") && !$0.contains("Poller") }
        try expectNothingLeft()
    }

    @Test func anotherPollerIsWatched() throws {
        try hang()
        let other = Process()
        other.executableURL = URL(fileURLWithPath: Terminal.binary)
        other.arguments = ["--poll", "--cluster", "negishi"] + options.split(separator: " ").map(String.init)
        other.environment = environment
        other.standardError = FileHandle.nullDevice
        try other.run()
        defer { if other.isRunning { other.terminate() } }
        let terminal = try Terminal(columns: 120, rows: 36, environment: environment)
        try terminal.enter("clear; \(Terminal.binary) --pane poller \(options)")
        let name = "process \(other.processIdentifier) on this host"
        try terminal.waitFor("the other") { $0.contains(name) && $0.contains("another polls") }
        try terminal.press("p")
        try terminal.waitFor("the refusal") { $0.contains("negishi is polled already") }
        // Its log is followed, and its end is told.
        other.terminate()
        try terminal.waitFor("its end") {
            $0.contains("The other poller of negishi has ended") && $0.contains("stopped on request")
        }
        try FileManager.default.removeItem(atPath: "\(slurm)/hang")
        try terminal.press("p")
        try terminal.waitFor("our own") { $0.contains("(2 new of 2 jobs") }
    }

    @Test func withoutSacctThePaneSaysWhatToDo() throws {
        let terminal = try Terminal(columns: 120, rows: 36, environment: environment)
        try terminal.enter("clear; PATH=/nowhere \(Terminal.binary) --pane poller \(options)")
        try terminal.waitFor("the notice") {
            $0.contains("Nothing can be polled from here") && $0.contains("There is no sacct on the PATH")
        }
        try terminal.press("p")
        try terminal.waitFor("the message") { $0.contains("There is no sacct on the PATH of this machine. Start this") }
    }
}
