import Poller
import Sacct
import Scoreboard
import Storage
import Testing

@Suite struct SliceFetchTests {
    private static let refused = ProcessFailure.failed(program: "sacct", status: .code(1), message: "refused")
    private static let slow = ProcessFailure.timedOut(program: "sacct", seconds: 300)

    /// Jobs of 100 s that ended in the hour, one a second; the batch step used 2,000,000 bytes and a second of CPU.
    private static func jobs(_ count: UInt32, first: UInt32 = 1) -> [FakeSacct.Record] {
        (first..<first + count).map {
            let end = PollBench.noon.seconds - 1800 + Int64($0 % 1000)
            return FakeSacct.Record(
                jobID: $0, submit: end - 150, start: end - 100, end: end,
                steps: [.init(maxRSS: "2000K", averageRSS: "1000K")])
        }
    }

    /// A job that began two hours before the window, with a step of 9,000,000 bytes and 5 s that ended an hour before it
    /// began, and one of 1,000,000 bytes and 1 s at its end.
    private static func longJob(_ id: UInt32) -> FakeSacct.Record {
        let start = PollBench.noon.seconds - 3 * 3600
        return FakeSacct.Record(
            jobID: id, user: "bob", submit: start - 10, start: start, end: PollBench.noon.seconds - 1800,
            steps: [
                .init(name: "0", maxRSS: "9000K", averageRSS: "1K", totalCPU: "00:05.000", lasted: 3600),
                .init(name: "1", maxRSS: "1000K", averageRSS: "1K"),
            ])
    }

    @Test func aTickAsksForJobsAndThenByID() throws {
        let bench = try FetchBench(Self.jobs(20) + [Self.longJob(900)])
        let cost = try bench.fetch()
        #expect(bench.calls == ["jobs", "ids 21"])
        #expect(!cost.stepsMissing)
        #expect(cost.rows == 21)
        #expect(try bench.bench.totals(of: "alice").maxRSSBytes == 20 * 2_000_000)
        #expect(try bench.bench.totals(of: "bob").maxRSSBytes == 9_000_000)
        #expect(try bench.bench.totals(of: "bob").usedCPUMilliseconds == 6000)
        #expect(cost.bytes > 0)
        #expect(try bench.budget.ledger().bytesToday == Int64(cost.bytes))
    }

    /// The steps of a job that reaches beyond the window are cut by it, and asked for by id.
    @Test func historyTakesJobsAndStepsTogether() throws {
        let bench = try FetchBench(Self.jobs(300) + [Self.longJob(900)])
        try bench.budget.noteAnswer(bytes: 0) { $0.jobsPerDay = 7000 }
        let cost = try bench.fetch(.history)
        #expect(bench.calls == ["window", "ids 1"])
        #expect(!cost.stepsMissing)
        #expect(try bench.bench.totals(of: "alice").measuredJobs == 300)
        #expect(try bench.bench.totals(of: "bob").maxRSSBytes == 9_000_000)
        #expect(try bench.bench.totals(of: "bob").usedCPUMilliseconds == 6000)
        // 301 jobs in an hour.
        #expect(try bench.budget.ledger().costs.jobsPerDay == 7224)
        // Once it is read, its steps are known: they are not fetched for nothing again.
        try bench.fetch(.history, patience: 0)
        #expect(bench.calls.dropFirst(2) == ["jobs"])
    }

    @Test func aWindowWithStepsThatIsTooMuchIsAskedForWithoutThem() throws {
        let bench = try FetchBench(Self.jobs(300))
        try bench.budget.noteAnswer(bytes: 0) { $0.jobsPerDay = 7200 }
        bench.bench.sacct.problem = { query, _ in
            if case .ended = query.selection, query.includesSteps { Self.slow } else { nil }
        }
        let cost = try bench.fetch(.history)
        #expect(bench.calls == ["window", "jobs", "ids 300"])
        #expect(!cost.stepsMissing)
        #expect(try bench.bench.totals(of: "alice").measuredJobs == 300)
        #expect(try bench.bench.totals(of: "alice").jobs == 300)
        // 300 s for the 300 jobs that were expected.
        let learnt = try #require(try bench.budget.ledger().costs.microsecondsPerJobWithSteps)
        #expect(learnt > 900_000)
    }

    @Test(arguments: [Self.refused, Self.slow]) func aFailingCallForStepsLosesNoJob(problem: ProcessFailure) throws {
        let bench = try FetchBench(Self.jobs(20) + [Self.longJob(900)])
        // Both when rows are out already and at the end: what came of the steps must not count.
        bench.bench.sacct.problem = { query, _ in query.includesSteps ? problem : nil }
        let cost = try bench.fetch()
        #expect(cost.stepsMissing)
        #expect(cost.stepsProblem?.contains("nothing of it was counted") == true)
        var alice = try bench.bench.totals(of: "alice")
        #expect(alice.jobs == 20)
        #expect(alice.measuredJobs == 0)
        #expect(alice.maxRSSBytes == 0)
        // The answer that failed weighed something, too.
        #expect(try bench.budget.ledger().bytesToday == Int64(cost.bytes))
        // Days later: whoever knows of the missing steps asks for all of them, whatever their age.
        bench.bench.sacct.problem = { _, _ in nil }
        bench.bench.clock.advance(seconds: 5 * 86_400)
        #expect(try !bench.fetch().stepsMissing)
        #expect(bench.calls.last == "jobs", "jobs that ended long ago are not asked for steps by themselves")
        #expect(try !bench.fetch(patience: 100 * 86_400).stepsMissing)
        #expect(bench.calls.last == "ids 21")
        alice = try bench.bench.totals(of: "alice")
        #expect(alice.jobs == 20)
        #expect(alice.measuredJobs == 20)
        #expect(alice.maxRSSBytes == 20 * 2_000_000)
        #expect(try bench.bench.totals(of: "bob").usedCPUMilliseconds == 6000)
    }

    /// A job that only the failing answer held is neither counted nor taken for seen.
    @Test func aJobOfAFailingCallForStepsComesAgain() throws {
        let bench = try FetchBench(Self.jobs(3))
        let sacct = bench.bench.sacct
        sacct.problem = { [unowned sacct] query, _ in
            guard query.includesSteps else {
                sacct.records.append(
                    contentsOf: Self.jobs(1, first: 2).map { record in
                        var late = record
                        late.submit += 7
                        late.start += 7
                        late.user = "late"
                        return late
                    })
                return nil
            }
            return Self.refused
        }
        #expect(try bench.fetch().stepsMissing)
        #expect(try bench.bench.totals(of: "late").jobs == 0)
        sacct.problem = { _, _ in nil }
        bench.bench.clock.advance(seconds: 60)
        try bench.fetch()
        #expect(try bench.bench.totals(of: "late").jobs == 1)
        #expect(try bench.bench.totals(of: "alice").measuredJobs == 3)
    }

    /// The window's cut steps of a job that reaches beyond it do not count when the call by id fails.
    @Test func cutStepsDoNotCount() throws {
        let bench = try FetchBench(Self.jobs(300) + [Self.longJob(900)])
        try bench.budget.noteAnswer(bytes: 0) { $0.jobsPerDay = 7200 }
        bench.bench.sacct.problem = { query, _ in
            if case .jobs = query.selection { Self.refused } else { nil }
        }
        #expect(try bench.fetch(.history).stepsMissing)
        #expect(try bench.bench.totals(of: "alice").measuredJobs == 300)
        #expect(try bench.bench.totals(of: "bob").jobs == 1)
        #expect(try bench.bench.totals(of: "bob").measuredJobs == 0)
        bench.bench.sacct.problem = { _, _ in nil }
        bench.bench.clock.advance(seconds: 60)
        try bench.fetch(.history)
        #expect(try bench.bench.totals(of: "bob").maxRSSBytes == 9_000_000)
        #expect(try bench.bench.totals(of: "bob").usedCPUMilliseconds == 6000)
        #expect(try bench.bench.totals(of: "alice").maxRSSBytes == 300 * 2_000_000)
    }

    /// Two calls are left, by id is slow here: the window again with steps, and by id the one that reaches beyond.
    @Test func stepsByWindowWhenTheyAreCheaper() throws {
        let bench = try FetchBench(Self.jobs(300) + [Self.longJob(900)])
        try bench.budget.noteAnswer(bytes: 0) { $0.microsecondsPerID = 50_000 }
        try bench.fetch()
        #expect(bench.calls == ["jobs", "window", "ids 1"])
        #expect(try bench.bench.totals(of: "alice").measuredJobs == 300)
        #expect(try bench.bench.totals(of: "bob").usedCPUMilliseconds == 6000)
        #expect(try bench.bench.totals(of: "bob").jobs == 1)
    }

    @Test func callsByIDAreSplitWhenTheyTakeLong() throws {
        let bench = try FetchBench(Self.jobs(250))
        // 0.25 s an id: 240 in a minute. Windows with steps are no better.
        try bench.budget.noteAnswer(bytes: 0) {
            $0.microsecondsPerID = 250_000
            $0.microsecondsPerJobWithSteps = 600_000
        }
        bench.bench.sacct.milliseconds = { _ in 60_000 }
        try bench.fetch()
        #expect(bench.calls == ["jobs", "ids 240", "ids 10"])
        #expect(try bench.bench.totals(of: "alice").measuredJobs == 250)
    }

    @Test func jobsThatCannotBeGotAreAnError() throws {
        let bench = try FetchBench(Self.jobs(3))
        bench.bench.sacct.problem = { _, _ in Self.refused }
        #expect(throws: Self.refused) { try bench.fetch() }
        #expect(throws: CallBudget.Problem.backingOff(until: PollBench.noon + 30, failures: 1)) { try bench.fetch() }
        #expect(bench.calls == ["jobs"])
        bench.bench.clock.advance(seconds: 30)
        bench.bench.sacct.problem = { _, _ in nil }
        try bench.fetch()
        #expect(try bench.bench.totals(of: "alice").measuredJobs == 3)
    }
}
