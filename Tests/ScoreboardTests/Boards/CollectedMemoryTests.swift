import Scoreboard
import Testing

/// Whether steps are read of a cluster follows from its jobs.
@Suite struct CollectedMemoryTests {
    private static let today = Day(year: 2026, month: 11, day: 23)!

    /// Jobs by the day of their end, each measured or not.
    private static func isCollected(_ jobs: [(daysAgo: Int, measured: Bool)]) -> Bool {
        var builder = StandingsBuilder(today: today)
        var months: [Month: DailyRollup] = [:]
        for job in jobs {
            let day = today.adding(days: -job.daysAgo)
            var totals = UserTotals()
            totals.jobs = 1
            totals.measuredJobs = job.measured ? 1 : 0
            months[day.month, default: DailyRollup(month: day.month)].days[day, default: [:]][
                "alice", default: UserTotals()] += totals
        }
        for (month, rollup) in months {
            builder.add(month, totals: rollup.totals())
            builder.addDays(of: rollup)
        }
        return builder.standings(cluster: "hammer", asOf: today.start).memoryIsCollected
    }

    @Test func theJobsOfThe30DaysDecide() {
        #expect(Self.isCollected([(1, true), (2, false)]))
        #expect(!Self.isCollected([(1, false), (2, false)]))
        #expect(!Self.isCollected([(1, false), (40, true)]), "steps were turned off since")
        #expect(Self.isCollected([(40, true)]), "nobody ran anything since")
        #expect(!Self.isCollected([(40, false)]))
        #expect(Self.isCollected([]))
    }
}
