import Poller
import Scoreboard
import Storage
import Testing

@Suite struct PollTallyTests {
    private let noon = PollBench.noon
    private let october = Month(year: 2026, month: 10)

    @Test func rowsASecondAreOfTheCallAtHandFromTheQuestionOn() {
        var tally = PollTally()
        tally.note(.reading(.backfill, month: october), at: noon, milliseconds: 0)
        tally.note(.waiting(milliseconds: 30_500), at: noon, milliseconds: 0)
        #expect(tally.nextCall == noon + 31 && tally.rowsPerSecond == nil)
        tally.note(.asking, at: noon + 31, milliseconds: 31_000)
        #expect(tally.nextCall == nil && tally.isAsking)
        // 1000 rows after two seconds, 2500 after four.
        tally.note(.rows(1000), at: noon + 33, milliseconds: 33_000)
        #expect(tally.rowsPerSecond == 500)
        tally.note(.rows(1500), at: noon + 35, milliseconds: 35_000)
        tally.note(.answered, at: noon + 35, milliseconds: 35_000)
        #expect(tally.rowsPerSecond == 625 && tally.rows == 2500 && !tally.isAsking)
        // A call without rows says nothing of the pace.
        tally.note(.asking, at: noon + 40, milliseconds: 40_000)
        tally.note(.rows(0), at: noon + 41, milliseconds: 41_000)
        #expect(tally.rowsPerSecond == 625 && tally.month == october && tally.activity == .reading(.backfill))
    }

    @Test func itAddsUpWhatIsCommittedAndPublished() {
        var tally = PollTally()
        var counts = SliceCounts()
        (counts.jobs, counts.newJobs, counts.calls) = (10, 4, 2)
        for _ in 0..<3 { tally.note(.committed(counts), at: noon, milliseconds: 0) }
        tally.note(.publishing, at: noon, milliseconds: 0)
        #expect(tally.activity == .publishing && tally.publications == 0)
        tally.note(.published, at: noon, milliseconds: 0)
        #expect(tally.counts.jobs == 30 && tally.counts.newJobs == 12 && tally.counts.calls == 6)
        tally.note(.resting(milliseconds: 300_000, isCaughtUp: true), at: noon, milliseconds: 0)
        #expect(tally.activity == .resting && tally.nextCall == noon + 300 && tally.publications == 1)
        tally.note(.resting(milliseconds: 0, isCaughtUp: false), at: noon, milliseconds: 0)
        #expect(tally.activity == .pausing && tally.nextCall == nil)
        tally.note(.retrying(milliseconds: 15_000), at: noon, milliseconds: 0)
        #expect(tally.activity == .retrying && tally.nextCall == noon + 15)
    }

    /// The order is what people see: a slice is asked for, committed, and only then the boards are published.
    @Test func aRoundTellsWhatItDoes() throws {
        let bench = try PollBench([PollSessionTests.job(1)])
        let told = Told()
        let session = PollSession(
            root: bench.root, settings: bench.settings, source: bench.sacct,
            files: UnsyncedFileSystem(root: bench.root.path), clock: bench.clock,
            onProgress: { told.all.append($0) }, onEvent: { _ in })
        try session.run(once: true)
        let first = try #require(told.all.firstIndex(of: .reading(.catchUp, month: Month(year: 2026, month: 11))))
        let asked = try #require(told.all[first...].firstIndex(of: .asking))
        let answered = try #require(told.all[asked...].firstIndex(of: .answered))
        let publishing = try #require(told.all.firstIndex(of: .publishing))
        let published = try #require(told.all.firstIndex(of: .published))
        let committed = told.all.indices.filter { if case .committed = told.all[$0] { true } else { false } }
        #expect(told.all.first == .preparing && first < asked && asked < answered)
        #expect(committed.allSatisfy { answered < $0 && $0 < publishing } && !committed.isEmpty)
        #expect(publishing < published && published == told.all.count - 1)
    }

    private final class Told {
        var all: [PollProgress] = []
    }
}
