import Poller
import Scoreboard
import Storage
import Testing

/// Steps that never come: who waits for them, and for how long.
@Suite struct AwaitedStepsTests {
    /// A job without steps on the 5th of each month from August to November 2026.
    private static let records = (0..<4).map { number in
        let day = Month("2026-08")!.adding(months: number).firstDay.adding(days: 4)
        return PollSessionTests.job(UInt32(100 + number), end: day.start.seconds + 40_000, rss: nil)
    }

    @Test func sealedMonthsWaitForNoSteps() throws {
        let bench = try PollBench(Self.records, backfillStart: Day("2026-08-01")!)
        let directory = bench.directory
        let files = UnsyncedFileSystem(root: bench.root.path)
        func waiting() throws -> [String] {
            try directory.awaitingStepSegments(in: files).keys.sorted().map(\.description)
        }
        try bench.rounds { $0.gaps.isEmpty }
        #expect(try waiting() == ["2026-08", "2026-09", "2026-10", "2026-11"])
        try bench.rounds { $0.seals.sealed.last?.upperBound == Month("2026-10")! && $0.seals.verification == nil }
        #expect(try waiting() == ["2026-10", "2026-11"])
        // All is counted still, and nothing is missing.
        #expect(try bench.totals(of: "alice").jobs == 4)
        let round = try bench.session(files: files).backfill(Day("2026-08-01")!..<Day("2026-10-01")!)
        #expect(round.counts.jobs == 2 && round.counts.newJobs == 0)
        #expect(try bench.totals(of: "alice").jobs == 4)
        #expect(try waiting() == ["2026-10", "2026-11"])
    }

    /// What comes after all is passed over, as steps of a job are that are settled.
    @Test func stepsOfAForgottenJobArePassedOver() throws {
        let bench = try PollBench(Self.records, backfillStart: Day("2026-08-01")!)
        let files = UnsyncedFileSystem(root: bench.root.path)
        try bench.rounds { $0.seals.sealed.last?.upperBound == Month("2026-10")! && $0.seals.verification == nil }
        let before = try bench.totals(of: "alice")
        #expect(before.jobs == 4 && before.measuredJobs == 0)
        // Rows of the jobs of August and October once more, now with what a step measured.
        let rows = [0, 2].flatMap { number -> [String] in
            let record = Self.records[number]
            let times = "600|4|\(record.submit)|\(record.start)|\(record.end ?? 0)"
            return [
                "\(record.jobID)|alice|COMPLETED|\(times)||", "\(record.jobID).batch||COMPLETED|\(times)|2048K|1024K",
            ]
        }
        let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End|MaxRSS|AveRSS"
        let text = ([header] + rows).map { $0 + "\n" }.joined()
        _ = try IngestSession(
            root: bench.root, cluster: bench.settings.cluster, rules: ReductionRules(), files: files, clock: bench.clock
        ).run([IngestInput(name: "late", bytes: Array(text.utf8))])
        let after = try bench.totals(of: "alice")
        #expect(after.jobs == 4)
        #expect(after.measuredJobs == 1 && after.maxRSSBytes == 2_048_000, "October has waited, August has not")
    }
}
