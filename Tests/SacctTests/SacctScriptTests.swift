import Foundation
import Sacct
import Scoreboard
import Testing

/// `SacctProcess` against scripts in sacct's place that do what the real one does when something is wrong.
@Suite struct SacctScriptTests {
    /// One good row of a query for jobs, as the shell prints it.
    private static let row = "12|alice|COMPLETED|60|4|1|1G|cpu=4||1700000000|1700000000|1700000010|1700000070"

    private final class Place {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("sacct-\(UUID().uuidString)")

        init(_ script: String) throws {
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            let program = path.appendingPathComponent("sacct")
            try Data("#!/bin/sh\nrow='\(SacctScriptTests.row)'\nhere=\(path.path)\n\(script)\n".utf8).write(to: program)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        }

        deinit { try? FileManager.default.removeItem(at: path) }

        var environment: [String: String] { ["PATH": path.path + ":/usr/bin:/bin"] }

        func text(_ name: String) -> String? {
            try? String(contentsOf: path.appendingPathComponent(name), encoding: .utf8)
        }
    }

    private static let query = SacctQuery(
        cluster: "hammer", selection: .ended(from: Timestamp(seconds: 0), to: Timestamp(seconds: 9)),
        includesSteps: false)

    /// What a script's answer comes to, with the rows that came before.
    private static func ask(
        _ script: String, timeout: Int = 20, isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) throws -> (rows: Int, answer: Result<SacctAnswer, ProcessFailure>) {
        let place = try Place(script)
        let source = SacctProcess(
            environment: place.environment, timeoutSeconds: timeout, isInterrupted: isInterrupted)
        var rows = 0
        do {
            let answer = try source.rows(for: query) { _, _ in rows += 1 }
            return (rows, .success(answer))
        } catch let failure as ProcessFailure {
            return (rows, .failure(failure))
        }
    }

    @Test func aGoodAnswer() throws {
        let answer = try Self.ask(#"echo "$row"; echo "$row""#).answer.get()
        #expect(answer.rowCount == 2)
        #expect(answer.byteCount == 2 * (Self.row.utf8.count + 1))
        #expect(answer.remark == nil)
    }

    @Test func anExitCodeOtherThanZero() throws {
        let (rows, answer) = try Self.ask(#"echo "$row"; echo "sacct: error: Connection refused" >&2; exit 1"#)
        #expect(rows == 1)
        let failure = ProcessFailure.failed(
            program: "sacct", status: .code(1), message: "sacct: error: Connection refused")
        #expect(answer == .failure(failure))
        #expect(!failure.wantsSmallerWindow)
    }

    @Test(arguments: [
        "sacct: error: slurm_persist_conn_open_without_init: failed to open persistent connection to host:db:6819",
        "slurm_persist_conn_open: something", "Problem talking to the database: Connection refused",
        "sacct: fatal: no slurm.conf", "sacct: warning: old\nsacct: error: the database went away",
    ])
    func anErrorThatEndsWithZero(text: String) throws {
        let (_, answer) = try Self.ask("echo \"$row\"; cat >&2 <<'END'\n\(text)\nEND")
        guard case .failure(.complained(_, let message)) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(message.contains(text.split(separator: "\n").last!.prefix(40)))
    }

    /// Slurm says such things on every call: a poller that stopped for them would never count another job.
    @Test(arguments: [
        "sacct: warning: something is old",
        "sacct: error: Ignoring obsolete FastSchedule=1 option. Please remove from your configuration.",
        "sacct: error: The option \"CacheGroups\" is defunct, please remove it from slurm.conf.",
        "ERROR: ld.so: object 'x.so' from /etc/ld.so.preload cannot be preloaded: ignored.", "Welcome to hammer",
    ])
    func whatIsNoError(text: String) throws {
        let answer = try Self.ask("echo \"$row\"; cat >&2 <<'END'\n\(text)\nEND").answer.get()
        #expect(answer.rowCount == 1)
        #expect(answer.remark == text.oneLine)
    }

    @Test func killedInTheMiddleOfItsAnswer() throws {
        let (rows, answer) = try Self.ask(#"echo "$row"; echo "$row"; printf '13|al'; kill -9 $$"#)
        #expect(rows == 2)
        let failure = ProcessFailure.failed(program: "sacct", status: .signal(9), message: "")
        #expect(answer == .failure(failure))
        #expect(failure.wantsSmallerWindow)
        let (_, ended) = try Self.ask(#"echo "$row"; kill -TERM $$"#)
        #expect(ended == .failure(.failed(program: "sacct", status: .signal(15), message: "")))
    }

    @Test(arguments: [
        "printf '%s' \"$row\"", "echo \"$row\"; printf '13|ali'", "echo \"$row\"; echo '13|alice|COMPLETED'",
        "echo 13",
    ])
    func halfARowAtTheEnd(script: String) throws {
        #expect(try Self.ask(script).answer == .failure(.cutOff(program: "sacct")))
    }

    @Test func aStrangeRowInTheMiddleIsNoCut() throws {
        #expect(try Self.ask(#"echo "13|alice"; echo "$row""#).answer.get().rowCount == 2)
        #expect(try Self.ask(#"echo "$row"; echo "$row|more""#).answer.get().rowCount == 2)
    }

    @Test(arguments: ["exec sleep 600", "trap '' TERM INT HUP; echo \"$row\"; while :; do sleep 0.1; done"])
    func onesThatHang(script: String) throws {
        let failure = ProcessFailure.timedOut(program: "sacct", seconds: 1)
        #expect(try Self.ask(script, timeout: 1).answer == .failure(failure))
        #expect(failure.wantsSmallerWindow)
    }

    /// It closes what it writes to and goes on: waiting for its end must not be for ever.
    @Test func oneThatClosesItsOutputAndHangs() throws {
        #expect(
            try Self.ask("echo \"$row\"; exec >&- 2>&-; exec sleep 600", timeout: 1).answer
                == .failure(.timedOut(program: "sacct", seconds: 1)))
    }

    /// A site's script may leave something behind that keeps the output open. The answer is whole when sacct has ended.
    @Test func aChildThatKeepsTheOutputOpen() throws {
        let place = try Place(#"sleep 600 & echo $! > "$here/child"; echo "$row""#)
        let started = Date()
        let answer = try SacctProcess(environment: place.environment, timeoutSeconds: 60).rows(for: Self.query) {
            _, _ in
        }
        #expect(answer.rowCount == 1)
        #expect(Date().timeIntervalSince(started) < 20)
        let child = try #require(place.text("child").flatMap { Int32($0.dropLast()) })
        #expect(Self.ends(child))
    }

    /// Where sacct is a script that starts the real one, a timeout ends both.
    @Test func aTimeoutEndsTheWholeGroup() throws {
        let place = try Place(#"sleep 600 & echo $! > "$here/child"; wait"#)
        #expect(throws: ProcessFailure.timedOut(program: "sacct", seconds: 1)) {
            _ = try SacctProcess(environment: place.environment, timeoutSeconds: 1).rows(for: Self.query) { _, _ in }
        }
        let child = try #require(place.text("child").flatMap { Int32($0.dropLast()) })
        #expect(Self.ends(child))
    }

    /// sacct prints nothing before its answer is whole: an end that is asked for must not wait for that.
    @Test func anEndThatIsAskedFor() throws {
        let began = Date()
        let (_, answer) = try Self.ask("exec sleep 600", timeout: 60) { Date().timeIntervalSince(began) > 0.3 }
        #expect(answer == .failure(.interrupted(program: "sacct")))
        #expect(Date().timeIntervalSince(began) < 20)
    }

    @Test func aFloodOfOutput() throws {
        let (rows, answer) = try Self.ask(#"yes "$row" | head -n 100000; head -c 2000000 /dev/zero >&2"#)
        #expect(rows == 100_000)
        #expect(try answer.get().byteCount == 100_000 * (Self.row.utf8.count + 1))
        // One line without end is no row, and takes no memory.
        let (none, cut) = try Self.ask("head -c 20000000 /dev/zero")
        #expect(none == 0)
        #expect(try cut.get().defects.counts[.lineTooLong] == 1)
        #expect(
            try Self.ask("exec yes \"$row\"", timeout: 1).answer == .failure(.timedOut(program: "sacct", seconds: 1)))
    }

    @Test(arguments: [
        ("sacct: error: Too wide of a date range in query", 95, true),
        ("sacct: error: Too wide of a date range in query", 1, true), ("", 95, true), ("", 137, true),
        ("sacct: error: Unable to allocate: Cannot allocate memory", 1, true), ("Connection refused", 1, false),
        ("", 111, false),
    ])
    func whatWantsASmallerWindow(message: String, code: Int32, wants: Bool) {
        #expect(
            ProcessFailure.failed(program: "sacct", status: .code(code), message: message).wantsSmallerWindow == wants)
    }

    /// Whether a process ends within some seconds; one that nobody waits for stays as a zombie, which has ended too.
    private static func ends(_ process: Int32) -> Bool {
        for _ in 0..<500 {
            guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
            if stat.split(separator: ")").last?.hasPrefix(" Z") ?? true { return true }
            usleep(10_000)
        }
        return false
    }
}
