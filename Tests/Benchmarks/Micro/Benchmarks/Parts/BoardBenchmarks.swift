import Benchmark
import Scoreboard

/// Boards of 15,000 standings on five clusters, as the interface ranks them.
enum BoardBenchmarks {
    static func register() {
        Benchmark("Board: five clusters of 3,000 users merged") { benchmark, clusters in
            blackHole(Roster(clusters))
        } setup: {
            clusters
        }
        for (name, subject) in [("by a metric", Leaderboard.Subject.metric(.coreHours)), ("by level", .overall)] {
            Benchmark("Board: ranked \(name), thirty days") { benchmark, roster in
                let ranking = Ranking(of: roster, by: subject, in: .last30Days)
                guard ranking.count > 3_000 else { return benchmark.error("\(ranking.count) players") }
            } setup: {
                Roster(clusters)
            }
        }
        Benchmark("Board: forty lines made") { benchmark, ranking in
            for place in 0..<40 { blackHole(ranking.entry(at: place)) }
        } setup: {
            Ranking(of: Roster(clusters), by: .metric(.coreHours), in: .allTime)
        }
    }

    /// As they come from the sidecar: all records in one block. Half of the users of a cluster are on the next one too.
    private static let clusters: [ClusterStandings] = {
        var random = NumberStream(state: 3)
        let day = Day(daysSinceEpoch: 20_000)
        let users = (0..<5).map { cluster in
            (0..<3_000).map { standing("user\(10_000 + cluster * 1_500 + $0)", &random) }
        }
        let records = StandingRecords(users.joined())
        return users.indices.map { cluster in
            ClusterStandings(
                ClusterStandings(cluster: "c\(cluster)", asOf: day.start, today: day, users: users[cluster]),
                records: records, range: cluster * 3_000..<(cluster + 1) * 3_000)
        }
    }()

    private static func standing(_ user: String, _ random: inout NumberStream) -> UserStanding {
        var standing = UserStanding(user: user)
        for span in StandingSpan.all {
            var totals = UserTotals()
            totals.jobs = Int64.random(in: 1...5_000, using: &random)
            totals.gpuJobs = Int64.random(in: 0...50, using: &random)
            totals.failedJobs = Int64.random(in: 0...99, using: &random)
            totals.elapsedSeconds = Int64.random(in: 0...90_000_000, using: &random)
            totals.coreSeconds = Int128(totals.elapsedSeconds) * 16
            totals.gpuSeconds = Int128(Int.random(in: 0...900_000, using: &random))
            standing[span] = MetricValues(totals)
        }
        return standing
    }
}
