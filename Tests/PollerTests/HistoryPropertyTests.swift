import Poller
import Sacct
import Scoreboard
import SeededNumbers
import Storage
import Testing

/// Random histories under random failures and stops: what is counted in the end is what an undisturbed reading counts,
/// and every moment was asked for.
@Suite struct HistoryPropertyTests {
    @Test(arguments: 1...3) func disturbedReadingCountsTheSame(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let start = PollBench.noon.day.adding(days: -Int(20 + random.next() % 1500))
        let span = UInt64(PollBench.noon - start.start)
        let records = (1...60).map { id -> FakeSacct.Record in
            // Half of them crowd on a few days.
            let age = Int64(id % 2 == 0 ? random.next() % span : (random.next() % span) / 864_000 * 864_000)
            return PollSessionTests.job(UInt32(id), user: "user\(id % 3)", end: PollBench.noon.seconds - 1 - age)
        }
        let calm = try PollBench(records, backfillStart: start)
        try calm.rounds { $0.gaps.isEmpty }
        let expected = try calm.rollups()
        #expect(expected.values.reduce(0) { $0 + $1.totals().values.reduce(0) { $0 + $1.jobs } } == 60)

        let bench = try PollBench(records, backfillStart: start)
        for round in 0..<30 {
            let chance = random.next()
            bench.sacct.failure = nil
            bench.sacct.refusal = { _ in nil }
            switch chance % 8 {
            case 0:
                bench.sacct.failure = (bench.sacct.queries.count + 1 + Int(chance >> 8 % 4), HistorySessionTests.slow)
            case 1:
                bench.sacct.failure = (
                    bench.sacct.queries.count + 1 + Int(chance >> 8 % 4), .cutOff(program: "sacct")
                )
            case 2:
                bench.sacct.refusal = {
                    $0.upperBound - $0.lowerBound > 90_000
                        ? .failed(program: "sacct", status: .code(1), message: "Too wide of a date range in query")
                        : nil
                }
            case 3:
                let limit = Int64(200 + (chance >> 16) % 5000)
                bench.sacct.refusal = { $0.upperBound - $0.lowerBound > limit ? HistorySessionTests.slow : nil }
            default: break
            }
            if chance >> 32 % 4 == 0 {
                let files = CrashingFileSystem(
                    root: bench.root.path, failsAt: 1 + Int((chance >> 40) % 40), fault: .crash)
                _ = try? bench.poll(files: files)
            } else {
                _ = try? bench.poll(files: UnsyncedFileSystem(root: bench.root.path))
            }
            if round % 3 == 0 { bench.clock.advance(seconds: Int64(random.next() % 2000)) }
        }
        bench.sacct.failure = nil
        bench.sacct.refusal = { _ in nil }
        try bench.rounds { cursor in
            bench.clock.advance(seconds: 1800)
            return cursor.gaps.isEmpty && cursor.deferred.isEmpty
        }
        #expect(try bench.rollups() == expected, "seed \(seed)")
        let watermark = try #require(try bench.cursor().watermark)
        let answered: [Range<Timestamp>] = bench.sacct.answered.reduce([]) { $0.inserting($1) }
        #expect(answered.contains { $0.lowerBound <= start.start && watermark <= $0.upperBound }, "seed \(seed)")
    }
}
