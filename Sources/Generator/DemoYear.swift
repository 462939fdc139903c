package import Scoreboard

/// The data of the demonstration: five clusters over the twelve months that end now, in pieces of a cluster's month.
///
/// ```swift
/// for piece in DemoYear(endingAt: now).pieces {
///     try piece.plan.writeRows { try ingest($0) }
/// }
/// ```
package struct DemoYear: Sendable {
    /// One cluster's month: small enough to show progress by, whole enough to be ingested at once.
    package struct Piece: Sendable {
        package var month: Month
        package var plan: GeneratorPlan

        /// The name of the cluster.
        package var cluster: String { plan.cluster.name }
    }

    /// All pieces, cluster by cluster and each in the order of time. Their jobs have ended by `now` or are open then.
    package let pieces: [Piece]

    /// Job rows over all pieces.
    package var jobs: Int { pieces.reduce(0) { $0 + $1.plan.jobs } }

    /// - Parameters:
    ///   - now: the end of the last month's pieces, excluded.
    ///   - jobs: about how many job rows in all; 1,000 or more.
    ///   - users: in the directory of all clusters together.
    ///   - months: full months before the one that holds `now`: with 12, more than 365 days.
    package init(
        endingAt now: Timestamp, jobs: Int = 300_000, users: Int = 280, months: Int = 12, seed: UInt64 = 0x5EED
    ) {
        let last = now.day.month
        let first = last.adding(months: -months)
        let season = first.firstDay.start..<now
        pieces = ClusterProfile.all.flatMap { profile in
            var nextID: UInt32 = 1_000_000
            let shares = DemoYear.shares(of: profile, season: season, first: first, last: last)
            return shares.map { share in
                let isLast = share.span.upperBound == now
                let count = max(20, Int(Double(jobs) * profile.demoShare * share.weight))
                var plan = GeneratorPlan(
                    cluster: profile, span: share.span, jobs: count, users: users, seed: seed, withSteps: true,
                    openJobs: isLast ? min(60, count / 10) : 0, firstJobID: nextID)
                plan.season = season
                nextID += UInt32(count) + 1
                return Piece(month: share.month, plan: plan)
            }
        }
    }

    private struct Share {
        var month: Month
        var span: Range<Timestamp>
        /// Of the cluster's jobs: 0 to 1.
        var weight: Double
    }

    /// Divides a cluster's jobs among the months by their length and by how the cluster's load grew.
    private static func shares(
        of profile: ClusterProfile, season: Range<Timestamp>, first: Month, last: Month
    ) -> [Share] {
        let seasonSeconds = Double(season.upperBound - season.lowerBound)
        var shares: [Share] = []
        var month = first
        while month <= last {
            let end = min(month.next.firstDay.start, season.upperBound)
            let span = month.firstDay.start..<end
            // Now may be the very first second of a month, which then has no jobs yet.
            if !span.isEmpty {
                let position = Double(span.lowerBound - season.lowerBound) / seasonSeconds
                let growth = 1 + (profile.demoGrowth - 1) * position
                shares.append(Share(month: month, span: span, weight: Double(end - span.lowerBound) * growth))
            }
            month = month.next
        }
        let sum = shares.reduce(0) { $0 + $1.weight }
        return shares.map { Share(month: $0.month, span: $0.span, weight: $0.weight / sum) }
    }
}
