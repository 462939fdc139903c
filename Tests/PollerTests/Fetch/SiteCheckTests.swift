import Poller
import Sacct
import Scoreboard
import Storage
import Testing

@Suite struct SiteCheckTests {
    private static let refused = ProcessFailure.failed(program: "sacctmgr", status: .code(1), message: "refused")

    private static func check(_ bench: PollBench, _ health: inout HealthRecord) throws -> [String] {
        let files = PosixFileSystem(root: bench.root.path)
        for path in bench.directory.directories { try files.createDirectories(path) }
        let budget = CallBudget(directory: bench.directory, files: files, clock: bench.clock, callsPerMinute: 2)
        let check = SiteCheck(
            source: bench.sacct, budget: budget, cluster: bench.settings.cluster, clock: bench.clock, caller: "Alice")
        var lines: [String] = []
        _ = try check.run(&health) { lines.append($0.logEvent(at: bench.clock.now(), cluster: "hammer").message ?? "") }
        return lines
    }

    @Test func theSiteIsAskedOnceADay() throws {
        let bench = try PollBench([])
        var health = HealthRecord()
        #expect(try Self.check(bench, &health) == [])
        #expect(bench.sacct.siteQuestions == 2)
        #expect(health.slurmVersion == "22.05.8")
        #expect(!health.onlyOwnJobs)
        bench.clock.advance(seconds: 86_399)
        #expect(try Self.check(bench, &health) == [])
        #expect(bench.sacct.siteQuestions == 2)
        bench.clock.advance(seconds: 1)
        #expect(try Self.check(bench, &health) == [])
        #expect(bench.sacct.siteQuestions == 4)
    }

    @Test func aClusterThatVanishesIsNoticedWithinADay() throws {
        let bench = try PollBench([])
        var health = HealthRecord()
        _ = try Self.check(bench, &health)
        bench.sacct.clusters = ["negishi"]
        bench.clock.advance(seconds: 86_400)
        for _ in 0..<2 {
            #expect(throws: PollError.unknownCluster("hammer", known: ["negishi"])) {
                _ = try Self.check(bench, &health)
            }
        }
    }

    @Test func hiddenJobsAreWarnedOfEachDay() throws {
        let bench = try PollBench([])
        bench.sacct.shown = AccountingVisibility(hidden: ["jobs", "usage"])
        var health = HealthRecord()
        for _ in 0..<2 {
            let lines = try Self.check(bench, &health)
            #expect(lines.count == 1)
            #expect(lines.first?.contains("PrivateData") == true && lines.first?.contains("jobs,usage") == true)
            #expect(health.onlyOwnJobs)
            #expect(health.privateData == ["jobs", "usage"])
            #expect(try Self.check(bench, &health) == [])
            bench.clock.advance(seconds: 86_400)
        }
        bench.sacct.shown = AccountingVisibility(hidden: ["jobs"], isOperator: true)
        #expect(try Self.check(bench, &health) == [])
        #expect(!health.onlyOwnJobs)
    }

    @Test func aWeekOfNobodyElsesJobsIsSaid() throws {
        let bench = try PollBench([PollSessionTests.job(1, user: "alice")])
        try bench.pollAll()
        var health = HealthRecord()
        let lines = try Self.check(bench, &health)
        #expect(
            lines == [
                "in the last 7 days the accounting showed nobody's jobs but your own: other users' jobs may be hidden"
            ])
        #expect(health.onlyOwnJobs)
        let other = try PollBench([PollSessionTests.job(1, user: "alice"), PollSessionTests.job(2, user: "bob")])
        try other.pollAll()
        health = HealthRecord()
        #expect(try Self.check(other, &health) == [])
        let nobody = try PollBench([PollSessionTests.job(1, user: "carol")])
        try nobody.pollAll()
        health = HealthRecord()
        #expect(try Self.check(nobody, &health) == [])
    }

    @Test func fieldsThatAreLackingAreNamedOnce() throws {
        let bench = try PollBench([])
        bench.sacct.capable = SacctCapabilities(version: nil, lackingFields: [.eligible])
        var health = HealthRecord()
        #expect(try Self.check(bench, &health).map { $0.contains("no field Eligible") } == [true])
        #expect(health.lackingFields == ["Eligible"])
        #expect(try Self.check(bench, &health) == [])
        bench.sacct.capable.lackingFields.insert(.consumedEnergy)
        #expect(try Self.check(bench, &health).map { $0.contains("no field ConsumedEnergyRaw;") } == [true])
        #expect(health.lackingFields == ["ConsumedEnergyRaw", "Eligible"])
    }

    @Test func aSiteThatDoesNotAnswer() throws {
        let bench = try PollBench([])
        bench.sacct.siteProblem = Self.refused
        var health = HealthRecord()
        #expect(throws: Self.refused) { _ = try Self.check(bench, &health) }
        bench.sacct.siteProblem = nil
        _ = try Self.check(bench, &health)
        // Known once, it need not answer for jobs to be read; it is asked again an hour later.
        bench.sacct.siteProblem = Self.refused
        bench.clock.advance(seconds: 86_400)
        #expect(try Self.check(bench, &health).count == 1)
        bench.clock.advance(seconds: 3_599)
        #expect(try Self.check(bench, &health) == [])
        bench.clock.advance(seconds: 1)
        #expect(try Self.check(bench, &health).count == 1)
    }
}
