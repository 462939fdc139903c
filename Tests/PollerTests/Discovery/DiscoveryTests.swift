import Poller
import Sacct
import Scoreboard
import Storage
import Testing

/// Users with a home and no totals, on an accounting that refuses a call with a name that its host does not know.
@Suite struct DiscoveryTests {
    static let oddNames = ["first.last", "a-b", "Upper", "user@REALM", "20040"]
    /// As the boards spell them.
    static let oddBoardNames = ["first.last", "a-b", "upper", "user", "uid:20040"]

    static func jobs(of names: [String], from id: UInt32 = 100) -> [FakeSacct.Record] {
        names.enumerated().map {
            PollSessionTests.job(
                id + UInt32($0), user: $1, end: PollSessionTests.recent - 90_000, elapsed: 100 * Int64($0 + 1))
        }
    }

    @Test func namesOfEverySortAreFoundInOneCall() throws {
        let bench = try DiscoveryBench(
            [PollSessionTests.job(1, user: "bob")] + Self.jobs(of: Self.oddNames), hidden: Set(Self.oddNames))
        bench.addUsers(Self.oddNames + ["bob", "idle"])
        let bob = try bench.userFile("bob")
        let summary = try bench.discover()
        #expect(bench.asked == [(Self.oddNames + ["idle"]).sorted { ByteOrder.precedes($0, $1) }])
        #expect(summary.counts.newJobs == 5)
        #expect(summary.found == Set(Self.oddBoardNames))
        for (place, name) in Self.oddBoardNames.enumerated() {
            let totals = try bench.bench.totals(of: name)
            #expect(totals.jobs == 1)
            #expect(totals.elapsedSeconds == 100 * Int64(place + 1))
            #expect(totals.maxRSSBytes == 2_048_000, "steps are asked for by job id")
            #expect(!(try bench.userFile(name).isEmpty))
        }
        #expect(try bench.userFile("bob") == bob)
        #expect(try bench.outcome("idle") == .checked)
        #expect(try !bench.bench.paths().contains("clusters/hammer/state/unpublished"))
    }

    @Test func onlyTheirNumbersChange() throws {
        // An accounting that answers with everybody's jobs when one is asked for, and a job of somebody else under the
        // same id: ids begin anew.
        var wrapped = PollSessionTests.job(100, user: "carol", end: PollSessionTests.recent - 80_000)
        wrapped.steps = [.init(maxRSS: "9999K", averageRSS: "1K")]
        let bench = try DiscoveryBench(
            [
                PollSessionTests.job(1, user: "bob"),
                PollSessionTests.job(2, user: "bob", end: PollSessionTests.recent - 90_000),
            ]
                + Self.jobs(of: ["alice"]),
            hidden: ["alice", "carol"])
        bench.addUsers(["alice", "bob"])
        let before = try bench.bench.rollups()
        let bob = try bench.userFile("bob")
        bench.sacct.records.append(wrapped)
        bench.sacct.hostUsers?["carol"] = bench.accounts["alice"]
        try bench.discover()
        #expect(try bench.bench.totals(of: "alice").jobs == 1)
        #expect(try bench.bench.totals(of: "alice").maxRSSBytes == 2_048_000)
        #expect(try bench.bench.totals(of: "carol").jobs == 0)
        #expect(try bench.userFile("bob") == bob)
        for (month, rollup) in try bench.bench.rollups() {
            let others = rollup.days.mapValues { $0.filter { $0.key != "alice" } }.filter { !$0.value.isEmpty }
            #expect(others == before[month]?.days)
        }
    }

    @Test func whatIsCountedStaysCountedOnce() throws {
        let records = Self.jobs(of: ["alice", "alice", "alice"])
        let bench = try DiscoveryBench(records, hidden: ["alice"])
        bench.addUsers(["alice"])
        try bench.discover()
        let (rollups, file) = (try bench.bench.rollups(), try bench.userFile("alice"))
        #expect(try bench.bench.totals(of: "alice").jobs == 3)
        #expect(try bench.discover(["alice"]).counts.newJobs == 0)
        // Now they are in the answers for everybody, too.
        bench.sacct.hidden = []
        bench.bench.settings.backfillStart = Day(year: 2026, month: 10, day: 1)!
        try bench.bench.pollAll()
        #expect(try bench.bench.rollups() == rollups)
        #expect(try bench.userFile("alice") == file)
    }

    @Test func whoNeverRanAJobIsAskedForOnceAMonth() throws {
        let bench = try DiscoveryBench([])
        bench.addUsers(["idle", "other"])
        #expect(try bench.step().outcome == .asked(users: 2, span: bench.spans[0]))
        for _ in 0..<7 {
            bench.bench.clock.advance(seconds: 86_400)
            #expect(try bench.step().outcome == .nothing(waiting: 0))
        }
        #expect(PollBench.noon.day.adding(days: 7).month == PollBench.noon.day.month)
        bench.bench.clock.advance(seconds: 86_400)
        #expect(try bench.step().calls == 1)
        #expect(try bench.step().calls == 0)
        #expect(bench.asked == [["idle", "other"], ["idle", "other"]])
    }

    @Test func aNewHomeIsAskedForInTheSameRound() throws {
        let bench = try DiscoveryBench(Self.jobs(of: ["late"]), hidden: ["late"])
        bench.addUsers(["idle"])
        _ = try bench.step()
        bench.addUsers(["late"])
        let step = try bench.step()
        #expect(step.changedUsers == ["late"])
        #expect(bench.asked == [["idle"], ["late"]])
        // Who has totals that are not published yet is not asked for.
        bench.addUsers(["Fresh"])
        #expect(try bench.step(known: ["fresh", "late"]).outcome == .nothing(waiting: 0))
    }

    @Test func systemAccountsAreNotAskedFor() throws {
        let bench = try DiscoveryBench([])
        bench.addUsers(["alice"])
        bench.accounts["www"] = 33
        bench.homes["/home/www"] = HomesFileSystem.directory(owner: 5050)
        bench.homes["/home/shared"] = HomesFileSystem.directory(owner: 0)
        bench.homes["/home/anyone"] = HomesFileSystem.directory(owner: 65_534)
        bench.homes["/home/notes"] = HomesFileSystem.other(.file)
        bench.homes["/home/two,names"] = HomesFileSystem.directory(owner: 5051)
        bench.homes["/home/-a"] = HomesFileSystem.directory(owner: 5052)
        try bench.discover()
        #expect(bench.asked == [["alice"]])
        for name in ["www", "shared", "anyone", "notes", "two,names", "-a"] {
            #expect(try bench.outcome(name) == .leftOut, "\(name)")
        }
    }

    @Test func aNameThatThisHostDoesNotKnowBlocksNobody() throws {
        let bench = try DiscoveryBench(Self.jobs(of: ["alice", "zoe"]), hidden: ["alice", "zoe"])
        bench.addUsers(["alice", "zoe", "gone"])
        // The host's own database was asked, and then the account went away.
        bench.sacct.hostUsers?["gone"] = nil
        #expect(try bench.step().outcome == .refused(user: "gone"))
        #expect(try bench.step().changedUsers == ["alice", "zoe"])
        // It is tried by the number that owns its home, alone.
        #expect(try bench.step().outcome == .refused(user: "gone"))
        #expect(try bench.step().outcome == .nothing(waiting: 0))
        #expect(bench.asked == [["alice", "gone", "zoe"], ["alice", "zoe"], ["5002"]])
        #expect(try bench.outcome("gone") == .unknown)
        #expect(try bench.outcome("zoe") == .checked)
    }

    @Test func aNameIsAskedForByTheNumberThatOwnsItsHome() throws {
        let bench = try DiscoveryBench(Self.jobs(of: ["5100"]), hidden: ["5100"])
        bench.homes["/home/renamed"] = HomesFileSystem.directory(owner: 5100)
        bench.sacct.hostUsers = ["other": 5100]
        let summary = try bench.discover()
        #expect(bench.asked == [["renamed"], ["5100"]])
        #expect(summary.found == ["uid:5100"])
    }

    @Test(arguments: [1, 3, 10]) func manyUnknownNamesCostFewCalls(unknown: Int) throws {
        let bench = try DiscoveryBench(Self.jobs(of: ["user7"]), hidden: ["user7"])
        bench.addUsers((0..<200).map { "user\($0)" })
        for number in 0..<unknown { bench.sacct.hostUsers?["user\(number * 17 + 11)"] = nil }
        let summary = try bench.discover()
        #expect(summary.found == ["user7"])
        #expect(try bench.record.checks.values.count { $0.outcome == .checked } == 200 - unknown)
        // Each costs its own refusal, a share of the halves, and one call by number.
        #expect(summary.calls <= unknown * 6 + 1, "\(summary.calls)")
        print("DiscoveryTests: \(unknown) unknown names of 200 cost \(summary.calls) calls")
    }

    @Test func homesOfAccountsThatAreGoneAreGivenUpSoon() throws {
        let bench = try DiscoveryBench(Self.jobs(of: ["alice"]), hidden: ["alice"])
        bench.addUsers(["alice"])
        for number in 0..<750 { bench.homes["/home/gone\(number)"] = HomesFileSystem.directory(owner: 9000) }
        let summary = try bench.discover()
        #expect(summary.found == ["alice"])
        // Alice, the steps of her job, and twelve refusals.
        #expect(summary.calls == 1 + 1 + 12)
        #expect(try bench.record.checks.values.count { $0.outcome == .unknown } == 750)
        #expect(try bench.discover().calls == 0)
    }

    @Test func aQuestionThatIsTooLongIsAskedInPieces() throws {
        let bench = try DiscoveryBench(Self.jobs(of: ["alice"]), hidden: ["alice"])
        bench.addUsers(["alice", "idle"])
        bench.sacct.longestSpan = 100_000
        let summary = try bench.discover()
        #expect(summary.found == ["alice"])
        #expect(try bench.bench.totals(of: "alice").jobs == 1)
        #expect(try bench.outcome("idle") == .checked)
        // What was answered leaves nothing out.
        let answered = bench.spans.filter { $0.upperBound - $0.lowerBound <= 100_000 }
        #expect(answered.first?.lowerBound == bench.spans[0].lowerBound)
        #expect(answered.last?.upperBound == bench.spans[0].upperBound)
        for (left, right) in zip(answered, answered.dropFirst()) { #expect(left.upperBound == right.lowerBound) }
    }

    @Test func aUserWhoCannotBeAnsweredIsGivenUp() throws {
        let bench = try DiscoveryBench([])
        bench.addUsers(["alice", "idle"])
        bench.sacct.longestSpan = 60
        try bench.discover()
        #expect(try bench.outcome("alice") == .unknown)
        #expect(try bench.outcome("idle") == .unknown)
    }

    @Test func otherFailuresCountNothingAndAreToldOn() throws {
        let bench = try DiscoveryBench(Self.jobs(of: ["alice"]), hidden: ["alice"])
        bench.addUsers(["alice"])
        let failure = ProcessFailure.failed(program: "sacct", status: .code(1), message: "Connection refused")
        for call in [1, 2] {
            bench.sacct.failure = (bench.sacct.queries.count + call, failure)
            #expect(throws: failure) { try bench.discover() }
            #expect(try bench.bench.totals(of: "alice").jobs == 0)
            bench.bench.clock.advance(seconds: 3_600)
        }
        bench.sacct.failure = nil
        #expect(try bench.discover().found == ["alice"])
        #expect(try bench.bench.totals(of: "alice").maxRSSBytes == 2_048_000)
    }

    @Test func withoutHomesOrHistoryThereIsNothingToAsk() throws {
        let bench = try DiscoveryBench([])
        bench.homes = [:]
        guard case .noHomes = try bench.step().outcome else {
            Issue.record("homes that cannot be listed are told of")
            return
        }
        #expect(throws: DiscoverySession.Problem.self) { try bench.discover() }
        let unread = try DiscoveryBench([], polls: false)
        unread.addUsers(["alice"])
        #expect(throws: DiscoverySession.Problem.nothingRead(cluster: "hammer")) { try unread.discover() }
        #expect(try unread.bench.paths() == [])
    }

    @Test func fifteenThousandHomesAreThirtyCallsAMonth() throws {
        let bench = try DiscoveryBench([])
        bench.addUsers((0..<15_000).map { "user\($0)" })
        var calls = 0
        var steps = 0
        while steps < 40 {
            let step = try bench.step()
            guard step.mayGoOn else { break }
            steps += 1
            calls += step.calls
        }
        #expect(calls == 30)
        #expect(bench.asked.map(\.count).max() == 500)
        print(
            "DiscoveryTests: 15,000 homes: \(calls) calls; the record has \(try bench.record.encoded().count) bytes")
    }
    @Test func theCallsOfADayAreBounded() throws {
        let bench = try DiscoveryBench([])
        bench.rules.usersPerCall = 2
        bench.addUsers((0..<60).map { "user\($0)" })
        for _ in 0..<31 { _ = try bench.step() }
        #expect(bench.asked.count == 30)
        // The next month may spend half of a day's calls on them, and still asks for who is new at once.
        bench.bench.clock.advance(seconds: 8 * 86_400)
        for _ in 0..<26 { _ = try bench.step() }
        #expect(bench.asked.count == 30 + 24)
        #expect(try bench.step().outcome == .nothing(waiting: 2))
        bench.addUsers(["late"])
        #expect(try bench.step().calls == 1)
        #expect(bench.asked.last == ["late"])
        bench.bench.clock.advance(seconds: 86_400)
        for _ in 0..<8 { _ = try bench.step() }
        #expect(bench.asked.count == 30 + 1 + 30)
    }
}
