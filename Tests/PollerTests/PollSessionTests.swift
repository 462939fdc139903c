import Poller
import Sacct
import Scoreboard
import Storage
import Testing

@Suite struct PollSessionTests {
    /// Half past eleven on the day of the poll.
    static let recent = PollBench.noon.seconds - 1800

    static func job(
        _ id: UInt32, user: String = "alice", end: Int64 = recent, elapsed: Int64 = 600, rss: String? = "2048K"
    ) -> FakeSacct.Record {
        FakeSacct.Record(
            jobID: id, user: user, submit: end - elapsed - 60, start: end - elapsed, end: end,
            steps: rss.map {
                [
                    .init(name: "batch", maxRSS: $0, averageRSS: "1024K"),
                    .init(name: "0", maxRSS: "1K", averageRSS: "1K"),
                ]
            }
                ?? [])
    }

    @Test func aRoundCountsJobsAndTheirSteps() throws {
        let bench = try PollBench([Self.job(1), Self.job(2, user: "bob", elapsed: 60)])
        try bench.pollAll()
        let alice = try bench.totals(of: "alice")
        #expect(alice.jobs == 1)
        #expect(alice.elapsedSeconds == 600)
        #expect(alice.coreSeconds == 2400)
        #expect(alice.requestedMemoryBytes == 1_000_000_000)
        #expect(alice.maxRSSBytes == 2_048_000)
        #expect(alice.averageRSSBytes == 1_024_000)
        #expect(alice.usedCPUMilliseconds == 2000)
        #expect(alice.measuredJobs == 1)
        #expect(try bench.totals(of: "bob").coreSeconds == 240)
    }

    @Test func anotherRoundChangesNothing() throws {
        let bench = try PollBench((1...20).map { Self.job($0, user: "user\($0 % 3)") })
        try bench.pollAll()
        let before = try bench.rollups()
        bench.clock.advance(seconds: 600)
        let round = try bench.poll()
        #expect(round.counts.newJobs == 0)
        #expect(round.counts.jobs == 20)
        #expect(try bench.rollups() == before)
    }

    @Test func jobsOnTheEdgesOfWindowsCountOnce() throws {
        let midnight = PollBench.noon.day.start.seconds
        let edges = [midnight - 1, midnight, midnight + 1, midnight - 86_400, midnight - 86_401]
        let bench = try PollBench(edges.enumerated().map { Self.job(UInt32($0 + 1), end: $1) })
        try bench.pollAll()
        #expect(try bench.totals(of: "alice").jobs == 5)
        let days = try #require(try bench.rollups()[PollBench.noon.day.month]).days
        #expect(days[PollBench.noon.day]?["alice"]?.jobs == 2)
        #expect(days[PollBench.noon.day.adding(days: -1)]?["alice"]?.jobs == 2)
        #expect(days[PollBench.noon.day.adding(days: -2)]?["alice"]?.jobs == 1)
    }

    @Test func aRunningJobCountsOnceWhenItEnds() throws {
        let bench = try PollBench([])
        bench.sacct.records = [
            FakeSacct.Record(jobID: 9, state: "RUNNING", submit: Self.recent, start: Self.recent, end: nil)
        ]
        try bench.pollAll()
        #expect(try bench.totals(of: "alice").jobs == 0)
        bench.clock.advance(seconds: 1200)
        bench.sacct.records = [Self.job(9, end: PollBench.noon.seconds + 600, elapsed: 2400)]
        try bench.poll()
        try bench.poll()
        #expect(try bench.totals(of: "alice").jobs == 1)
        #expect(try bench.totals(of: "alice").elapsedSeconds == 2400)
    }

    @Test(arguments: 1...4) func nothingOfAFailedCallIsCounted(call: Int) throws {
        let bench = try PollBench([Self.job(1), Self.job(2), Self.job(3, end: Self.recent - 86_400)])
        bench.sacct.failure = (call, .failed(program: "sacct", status: .code(1), message: "Connection refused"))
        // A call for steps that fails is no failure of the poll: the jobs count, and the steps come later.
        do { try bench.pollAll() } catch  where error is ProcessFailure || error is CallBudget.Problem {}
        #expect(bench.sacct.queries.count >= call)
        bench.sacct.failure = nil
        // Past the backoff, and past the time after which missing steps are asked for again.
        for _ in 0..<3 {
            bench.clock.advance(seconds: 7_200)
            try bench.pollAll()
        }
        let alice = try bench.totals(of: "alice")
        #expect(alice.jobs == 3)
        #expect(alice.maxRSSBytes == 3 * 2_048_000)
        #expect(alice.measuredJobs == 3)
    }

    @Test func stepsThatComeLaterAreCreditedOnce() throws {
        let bench = try PollBench([Self.job(1, rss: nil)])
        try bench.pollAll()
        #expect(try bench.totals(of: "alice").jobs == 1)
        #expect(try bench.totals(of: "alice").measuredJobs == 0)
        bench.sacct.records = [Self.job(1), Self.job(2)]
        bench.clock.advance(seconds: 60)
        try bench.poll()
        try bench.poll()
        let alice = try bench.totals(of: "alice")
        #expect(alice.jobs == 2)
        #expect(alice.measuredJobs == 2)
        #expect(alice.maxRSSBytes == 2 * 2_048_000)
        let questions = bench.sacct.queries.count
        try bench.poll()
        #expect(bench.sacct.queries.count == questions + 1, "what is settled is not asked for again")
    }

    @Test func stepsThatStillChangeAreCreditedAtTheirLatest() throws {
        let end = PollBench.noon.seconds - 5
        let bench = try PollBench([Self.job(1, end: end, rss: "100K")])
        try bench.pollAll()
        #expect(try bench.totals(of: "alice").maxRSSBytes == 100_000)
        bench.sacct.records = [Self.job(1, end: end, rss: "300K")]
        bench.clock.advance(seconds: 600)
        try bench.poll()
        #expect(try bench.totals(of: "alice").maxRSSBytes == 300_000)
        #expect(try bench.totals(of: "alice").measuredJobs == 1)
        #expect(try bench.totals(of: "alice").jobs == 1)
    }

    @Test func attemptsOfARequeuedJobAreJobsOfTheirOwn() throws {
        var first = Self.job(35, end: Self.recent - 100, elapsed: 10, rss: "10K")
        first.state = "REQUEUED"
        let second = Self.job(35, end: Self.recent, elapsed: 20, rss: "30K")
        let bench = try PollBench([first, second])
        try bench.pollAll()
        let alice = try bench.totals(of: "alice")
        #expect(alice.jobs == 2)
        #expect(alice.elapsedSeconds == 30)
        #expect(alice.maxRSSBytes == 40_000)
        #expect(alice.states[.requeued] == 1)
    }

    @Test func anUnknownClusterIsNoClusterWithoutJobs() throws {
        let bench = try PollBench([])
        bench.sacct.clusters = ["negishi"]
        #expect(throws: PollError.unknownCluster("hammer", known: ["negishi"])) { try bench.poll() }
    }

    @Test func historyIsReadFromItsStartAndFartherWhenAsked() throws {
        let old = Day(year: 2025, month: 3, day: 1)!.start.seconds
        let bench = try PollBench(
            [Self.job(1), Self.job(2, end: old + 5000), Self.job(3, end: old - 40 * 86_400)],
            backfillStart: Day(year: 2025, month: 3, day: 1)!)
        try bench.pollAll()
        #expect(try bench.totals(of: "alice").jobs == 2)
        #expect(bench.sacct.queries.count < 40, "empty spans are asked for in ever longer pieces")
        bench.settings.backfillStart = Day(year: 2025, month: 1, day: 1)!
        try bench.pollAll()
        #expect(try bench.totals(of: "alice").jobs == 3)
    }

    @Test func aDamagedMonthIsReadAgain() throws {
        let bench = try PollBench((1...10).map { Self.job($0, end: Self.recent - Int64($0) * 20_000) })
        try bench.pollAll()
        let before = try bench.rollups()
        let path = bench.directory.path(of: .dailyRollup(PollBench.noon.day.month))
        let files = PosixFileSystem(root: bench.root.path)
        let bytes = try files.read(path)
        try files.remove(path)
        try files.writeNew(path, Array(bytes.dropLast(40)), durable: false)
        bench.sacct.records.append(Self.job(11))
        #expect(throws: PollError.self) { try bench.poll() }
        #expect(try bench.paths().contains { $0.hasSuffix(".bad") })
        // A day a round: until the month is whole again, every round says that it is not.
        let cursorPath = bench.directory.path(of: .pollCursor)
        var cursor = try PollCursor(decoding: files.read(cursorPath), path: cursorPath)
        cursor.pace.sliceSeconds = 86_400
        try files.atomicWrite(cursorPath, cursor.encoded())
        var rounds = [try bench.poll()]
        while rounds.last?.isCaughtUp == false { rounds.append(try bench.poll()) }
        #expect(rounds.count > 1)
        #expect(rounds.dropLast().allSatisfy { !$0.unrepaired.isEmpty })
        #expect(rounds.last?.unrepaired == [])
        bench.sacct.records.removeLast()
        var expected = before
        var eleventh = UserTotals()
        eleventh += try bench.totals(of: "alice")
        #expect(eleventh.jobs == 11)
        expected[PollBench.noon.day.month]?.days[PollBench.noon.day] = nil
        var found = try bench.rollups()
        found[PollBench.noon.day.month]?.days[PollBench.noon.day] = nil
        #expect(found == expected)
    }

    @Test func boardsArePublished() throws {
        let bench = try PollBench([Self.job(1), Self.job(2, user: "bob", elapsed: 7200)])
        try bench.pollAll()
        let bytes = try PosixFileSystem().read(bench.root.standings)
        let standings = try StandingsSidecar.decode(bytes, path: "boards.bin")
        #expect(standings.map(\.cluster) == ["hammer"])
        let board = Leaderboard(of: standings.mergedUsers, by: .metric(.coreHours), in: .last30Days)
        #expect(board.entries.map(\.user) == ["bob", "alice"])
        #expect(board.entries.map { $0.values[.coreHours] } == [8, 2400.0 / 3600])
        #expect(try bench.paths().contains("leaderboards/rolling-30d.json"))
        #expect(try bench.paths().contains("clusters/hammer/agg/users/alice.json"))
        #expect(try !bench.paths().contains("clusters/hammer/state/unpublished"))
    }

    @Test(arguments: [["zo\u{EB}", "zoe\u{308}"], ["zoe\u{308}", "zo\u{EB}"]])
    func twoSpellingsOfAUserAreTwoUsersInAnyOrder(names: [String]) throws {
        let bench = try PollBench([Self.job(1, user: names[0])])
        try bench.pollAll()
        bench.sacct.records.append(Self.job(2, user: names[1]))
        try bench.pollAll()
        #expect(try bench.totals(of: "zo\u{EB}").jobs == 1)
        #expect(try bench.totals(of: "zoe%CC%88").jobs == 1)
    }
}
