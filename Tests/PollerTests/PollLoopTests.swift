import Glibc
import Poller
import Sacct
import Scoreboard
import Storage
import Synchronization
import Testing

/// The poller that goes on until it is stopped. Asking to end is for a whole process: each test has its own.
@Suite struct PollLoopTests {
    private static func check(_ condition: Bool, _ what: String) {
        guard condition else {
            print("PollLoopTests: \(what)")
            exit(9)
        }
    }

    @Test func itGoesOnAfterFailuresAndEndsWhileItSleeps() async {
        await #expect(processExitsWith: .success) {
            let bench = try PollBench(
                HistorySessionTests.daily(from: "2026-09-01", to: "2026-11-22"), backfillStart: Day("2026-09-01")!)
            // Down for three calls, then a timeout, then half an answer.
            var calls = 0
            bench.sacct.refusal = { _ in
                calls += 1
                switch calls {
                case 3...5: return .failed(program: "sacct", status: .code(1), message: "Connection refused")
                case 8: return HistorySessionTests.slow
                default: return nil
                }
            }
            bench.sacct.failure = (12, .cutOff(program: "sacct"))
            let pauses = Atomic<Int>(0)
            let clock = StoppingClock(clock: bench.clock, milliseconds: 300_000) {
                if pauses.add(1, ordering: .relaxed).newValue == 3 { Termination.request() }
            }
            let round = try bench.session(files: UnsyncedFileSystem(root: bench.root.path), clock: clock)
                .run(once: false)
            PollLoopTests.check(round.isCaughtUp, "not caught up")
            PollLoopTests.check(try bench.totals(of: "alice").jobs == 83, "jobs")
            let failures = bench.events.count { $0.level == .error }
            PollLoopTests.check(failures == 5, "\(failures) failures")
            PollLoopTests.check(bench.events.last?.message == "stopped on request", "no word at the end")
            PollLoopTests.check(
                try PosixFileSystem().read(bench.directory.path(of: .lock)).isEmpty, "the lock is held")
        }
    }

    @Test func itEndsBetweenTwoRows() async {
        await #expect(processExitsWith: .success) {
            let bench = try PollBench((1...20).map { PollSessionTests.job($0) })
            bench.sacct.refusal = { _ in
                Termination.request()
                return nil
            }
            _ = try bench.session().run(once: false)
            PollLoopTests.check(bench.sacct.queries.count == 1, "it asked on")
            PollLoopTests.check(try bench.totals(of: "alice").jobs == 0, "half an answer counts")
            PollLoopTests.check(bench.events.last?.message == "stopped on request", "no word at the end")
        }
    }

    @Test func whatNoWaitingMendsEndsIt() throws {
        let bench = try PollBench([])
        bench.sacct.clusters = ["negishi"]
        #expect(throws: PollError.unknownCluster("hammer", known: ["negishi"])) { try bench.session().run(once: false) }
    }

    @Test func withOnceAFailureEndsItAndWhatWasReadBeforeIsShown() throws {
        let bench = try PollBench([PollSessionTests.job(1)])
        // The present comes, history does not.
        bench.sacct.refusal = {
            $0.upperBound <= PollBench.noon.day.start
                ? .failed(program: "sacct", status: .code(1), message: "Connection refused") : nil
        }
        #expect(throws: ProcessFailure.self) { try bench.poll() }
        let standings = try StandingsSidecar.decode(PosixFileSystem().read(bench.root.standings), path: "boards.bin")
        #expect(standings.mergedUsers.map(\.user) == ["alice"])
        let path = bench.directory.path(of: .health)
        let health = try HealthRecord(decoding: PosixFileSystem().read(path), path: path)
        #expect(health.lastError?.message.contains("Connection refused") == true)
    }
}
