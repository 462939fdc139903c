import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// How long a round goes on with history before the boards show what it read.
@Suite struct RoundLengthTests {
    /// A job a day since September, of which the first round has read the beginning, so that there are boards.
    private static func bench(answersTake milliseconds: Int) throws -> PollBench {
        let bench = try PollBench(
            HistorySessionTests.daily(from: "2026-09-01", to: "2026-11-22"), backfillStart: Day("2026-09-01")!)
        bench.settings.rules.tracksSteps = false
        bench.settings.historySeconds = 10
        bench.settings.backfillSleepSeconds = 0
        bench.sacct.milliseconds = { _ in milliseconds }
        return bench
    }

    /// How many questions about history a round asks, the one for the present left out.
    private static func historyQuestions(of bench: PollBench) throws -> Int {
        let before = bench.sacct.queries.count
        try bench.poll()
        return bench.sacct.queries.count - before - 1
    }

    @Test func itEndsWithTheAnswerThatReachesItsTime() throws {
        let bench = try Self.bench(answersTake: 4_000)
        #expect(try Self.historyQuestions(of: bench) == 1, "the first boards come at once")
        // After 4 and 8 seconds there is time left, after 12 there is not.
        #expect(try Self.historyQuestions(of: bench) == 3)
        bench.settings.historySeconds = 0
        #expect(try Self.historyQuestions(of: bench) == 1)
        bench.settings.historySeconds = 100_000
        try bench.poll()
        #expect(try bench.cursor().gaps.isEmpty)
        #expect(try bench.totals(of: "alice").jobs == 83)
    }

    /// A question for the present takes one, and each for history one; for the next, two must be left.
    @Test(arguments: [(limit: 3, questions: 1), (limit: 4, questions: 2), (limit: 6, questions: 4)])
    func boardsDoNotWaitForCalls(limit: Int, questions: Int) throws {
        let bench = try Self.bench(answersTake: 0)
        try bench.poll()
        bench.settings.callsPerMinute = limit
        bench.clock.advance(seconds: 600)
        #expect(try Self.historyQuestions(of: bench) == questions)
        #expect(bench.clock.sleptMilliseconds == 0)
    }

    /// Of September and October, in two answers that take no time, one a round where the poller is to rest between them.
    @Test(arguments: [(rest: 1, questions: 1), (rest: 0, questions: 2)])
    func whereThePollerRestsBetweenMonthsARoundEndsWithOne(rest: Int, questions: Int) throws {
        let bench = try Self.bench(answersTake: 0)
        try bench.poll()
        var cursor = try bench.cursor()
        cursor.search = nil
        cursor.pace.sliceSeconds = 100 * 86_400
        // The last weeks are read.
        cursor.gaps = [Day("2026-09-01")!.start..<Day("2026-10-20")!.start]
        try PosixFileSystem().atomicWrite(bench.directory.path(of: .pollCursor), cursor.encoded())
        bench.settings.backfillSleepSeconds = rest
        #expect(try Self.historyQuestions(of: bench) == questions)
        #expect(bench.clock.sleptMilliseconds == 0)
    }

    @Test func whoeverAsksItToEndStillGetsBoardsOfWhatWasRead() throws {
        let bench = try Self.bench(answersTake: 0)
        try bench.poll()
        let end = EndingClock.Word()
        var answers = 0
        bench.sacct.milliseconds = { _ in
            answers += 1
            if answers == 3 { end.say() }
            return 0
        }
        let round = try bench.session(clock: EndingClock(clock: bench.clock, word: end)).run(once: true)
        #expect(!round.isCaughtUp)
        #expect(answers == 3)
        let standings = try StandingsSidecar.decode(PosixFileSystem().read(bench.root.standings), path: "boards.bin")
        let alice = try #require(standings.mergedUsers.first)
        #expect(try bench.totals(of: "alice").jobs == Int64(alice.allTime[.jobs]))
        #expect(try !bench.paths().contains("clusters/hammer/state/unpublished"))
    }
}
