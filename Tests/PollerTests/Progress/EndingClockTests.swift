import Poller
import Scoreboard
import Storage
import Testing

/// Pollers that end on a word of their own, several of them in one process.
@Suite struct EndingClockTests {
    /// The first is asked to end in the middle of an answer; the second, begun afterwards in the same process, reads all.
    @Test func oneEndsAndTheNextBegins() throws {
        let bench = try PollBench((1...20).map { PollSessionTests.job($0) })
        let first = EndingClock.Word()
        bench.sacct.refusal = { _ in
            first.say()
            return nil
        }
        _ = try bench.session(clock: EndingClock(clock: bench.clock, word: first)).run(once: false)
        #expect(try bench.totals(of: "alice").jobs == 0)
        #expect(bench.events.last?.message == "stopped on request")
        #expect(try PosixFileSystem().read(bench.directory.path(of: .lock)).isEmpty)
        bench.sacct.refusal = { _ in nil }
        let round = try bench.session(clock: EndingClock(clock: bench.clock, word: EndingClock.Word())).run(once: true)
        #expect(round.counts.newJobs == 20)
        #expect(try bench.totals(of: "alice").jobs == 20)
    }

    @Test func aSleepEndsWithTheWordAndTheClockIsShared() {
        let word = EndingClock.Word()
        let clock = SystemClock(fixed: PollBench.noon)
        let ending = clock.ending { word.isSaid }
        ending.sleep(milliseconds: 1000)
        #expect(clock.now() == PollBench.noon + 1)
        word.say()
        ending.sleep(milliseconds: 3_600_000)
        #expect(ending.isEndRequested && !clock.isEndRequested && clock.now() == PollBench.noon + 1)
    }
}
