import Scoreboard
import SeededNumbers

/// Clusters that share some of their users, with few different values, so that many are equal.
enum RandomBoards {
    static func clusters(_ dice: inout SeededGenerator) -> [ClusterStandings] {
        // One name in two spellings is one name, and two names that begin alike are two.
        let odd = ["e\u{301}va", "\u{E9}va", "zoë", "Ann", "longname", "longnamea", "longnameb", "李", ""]
        let names = Bool.random(using: &dice) ? (0..<40).map { "user\($0)" } : odd + (0..<30).map { "u\($0)" }
        return (0..<Int.random(in: 2...5, using: &dice)).map { number in
            let present = Set(names.filter { _ in Bool.random(using: &dice) }).union([names[0]])
            let day = Day(daysSinceEpoch: 20_000)
            return ClusterStandings(
                cluster: "c\(number)", asOf: day.start, today: day,
                minimumJobs: Int.random(in: 1...4, using: &dice),
                users: present.sorted().map { standing($0, &dice) })
        }
    }

    /// The same as a sidecar gives them.
    static func packed(_ clusters: [ClusterStandings]) -> [ClusterStandings] {
        let records = StandingRecords(clusters.flatMap(\.users))
        var start = 0
        return clusters.map { cluster in
            defer { start += cluster.users.count }
            return ClusterStandings(cluster, records: records, range: start..<start + cluster.users.count)
        }
    }

    private static func standing(_ user: String, _ dice: inout SeededGenerator) -> UserStanding {
        var standing = UserStanding(user: user)
        for span in StandingSpan.all where Int.random(in: 0..<3, using: &dice) > 0 {
            var totals = UserTotals()
            totals.jobs = Int64.random(in: 0...3, using: &dice)
            totals.failedJobs = Int64.random(in: 0...1, using: &dice)
            totals.coreSeconds = Int128(Int.random(in: 0...5, using: &dice) * 360)
            totals.gpuSeconds = Int128(Int.random(in: 0...1, using: &dice) * 1_000_003)
            totals.maxRSSBytes = Int128.random(in: 0...1_000_000_000_000_000, using: &dice)
            standing[span] = MetricValues(totals)
        }
        return standing
    }
}
