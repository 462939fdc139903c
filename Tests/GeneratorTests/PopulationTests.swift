import Scoreboard
import Testing

@testable import Generator

@Suite("Who runs what")
struct PopulationTests {
    @Test("Few users run most of the jobs", arguments: ClusterProfile.all)
    func zipf(cluster: ClusterProfile) throws {
        let jobs = try GeneratedText(.october(cluster, jobs: 20_000)).jobs
        let counts = Dictionary(grouping: jobs, by: { $0["User"] }).values.map(\.count).sorted(by: >)
        #expect(counts.count > 80)
        #expect(counts[0] > 5 * counts[counts.count / 2])
        #expect(counts.prefix(20).reduce(0, +) > 8000)
    }

    @Test("States have the weights of a large site")
    func states() throws {
        let jobs = try GeneratedText(.october(.gautschi, jobs: 40_000, openJobs: 40)).jobs
        let shares = Dictionary(grouping: jobs, by: \.state).mapValues { Double($0.count) / 40_000 }
        #expect((0.7...0.97).contains(shares["COMPLETED"] ?? 0))
        #expect((0.008...0.15).contains(shares["FAILED"] ?? 0))
        #expect((0.005...0.12).contains(shares["CANCELLED"] ?? 0))
        #expect((0.003...0.08).contains(shares["TIMEOUT"] ?? 0))
        for state in [
            "OUT_OF_MEMORY", "NODE_FAIL", "PREEMPTED", "REQUEUED", "BOOT_FAIL", "DEADLINE", "RUNNING", "PENDING",
        ] {
            #expect((0.000_02...0.03).contains(shares[state] ?? 0), "\(state)")
        }
        #expect(jobs.contains { $0["State"] == "CANCELLED by 0" })
        #expect(jobs.contains { $0.state == "CANCELLED" && $0["Start"] == "None" })
    }

    @Test("Each cluster has its character")
    func characters() throws {
        let gpuShare = try ClusterProfile.all.map { cluster in
            let jobs = try GeneratedText(.october(cluster, jobs: 10_000)).jobs
            return Double(jobs.count { $0["AllocTRES"].contains("gres/gpu") }) / 10_000
        }
        // hammer, negishi, bell, gautschi, gilbreth
        #expect(gpuShare[0] < 0.1 && gpuShare[1] < 0.1 && gpuShare[2] < 0.1)
        #expect((0.05...0.7).contains(gpuShare[3]))
        #expect(gpuShare[4] > 0.8)

        func median(_ cluster: ClusterProfile) throws -> Int {
            let seconds = try GeneratedText(.october(cluster, jobs: 10_000)).jobs.map { $0.integer("ElapsedRaw") }
            return seconds.sorted()[5000]
        }
        #expect(try median(.hammer) * 2 < median(.gilbreth))
    }

    @Test(
        "Names are distinct, lower case, and a longer directory begins with a shorter one", arguments: [1, 400, 12_000])
    func directory(count: Int) {
        let names = UserDirectory(count: count, seed: 5).names
        #expect(Set(names).count == count)
        #expect(
            names.allSatisfy { name in
                name.utf8.count <= 20 && name.utf8.first.map { (97...122).contains($0) } ?? false
                    && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            })
        #expect(Array(names.prefix(50)) == UserDirectory(count: min(count, 50), seed: 5).names)
    }

    @Test("The heaviest users are the same on every cluster")
    func sharedUsers() throws {
        let users = try ClusterProfile.all.map { cluster in
            Set(try GeneratedText(.october(cluster, jobs: 10_000)).jobs.map { $0["User"] })
        }
        let everywhere = users.dropFirst().reduce(users[0]) { $0.intersection($1) }
        #expect(everywhere.count >= 8)
    }

    @Test("More jobs end on a working day than on a day of the weekend")
    func week() throws {
        let jobs = try GeneratedText(.october(.bell, jobs: 20_000)).jobs
        // 2026-10-01 is a Thursday: days 2, 3 (and each week later) are Saturday and Sunday.
        let weekdays = jobs.map { ($0.integer("End") - octoberStart) / 86_400 % 7 }
        let weekend = weekdays.count { $0 == 2 || $0 == 3 }
        #expect(Double(weekend) / 2 < 0.75 * Double(20_000 - weekend) / 5)
    }

    @Test("Newcomers have nothing before they come, others change over the season")
    func trends() {
        #expect(ActivityTrend.newcomer(since: 0.95).factor(at: 0.94) == 0)
        #expect(ActivityTrend.newcomer(since: 0.95).factor(at: 0.96) == 6)
        #expect(ActivityTrend.steady.factor(at: 0.3) == 1)
        #expect(ActivityTrend.rising.factor(at: 0) < 0.2 && ActivityTrend.rising.factor(at: 1) > 2)
        #expect(ActivityTrend.fading.factor(at: 1) < 0.2 && ActivityTrend.fading.factor(at: 0) > 2)
        for step in 0...100 {
            #expect(ActivityTrend.seasonal(periods: 3, phase: 0.2).factor(at: Double(step) / 100) > 0)
        }
    }

    @Test("An alias table draws in proportion to the weights")
    func aliasTable() {
        let table = AliasTable(weights: [1, 0, 2, 5])
        var random = SplitMix(seed: 3)
        var counts = [0, 0, 0, 0]
        for _ in 0..<80_000 { counts[table.draw(&random)] += 1 }
        // Expected 10,000, 0, 20,000, 50,000; five standard deviations are below 700.
        #expect(counts[1] == 0)
        #expect((9300...10_700).contains(counts[0]))
        #expect((19_300...20_700).contains(counts[2]))
        #expect((49_300...50_700).contains(counts[3]))
    }

    @Test("SplitMix64 gives the published numbers")
    func splitMix() {
        // The first outputs for seed 1234567, as in the test vectors of Rosetta Code and of other implementations.
        var random = SplitMix(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test("Normal quantiles are symmetric with unit variance")
    func quantiles() {
        var random = SplitMix(seed: 9)
        let draws = (0..<40_000).map { _ in NormalQuantiles.standard.draw(&random) }
        let mean = draws.reduce(0, +) / 40_000
        let variance = draws.reduce(0) { $0 + $1 * $1 } / 40_000
        // Five standard errors of the mean are 0.025, of the variance 0.035.
        #expect(abs(mean) < 0.025)
        #expect(abs(variance - 1) < 0.035)
    }
}
