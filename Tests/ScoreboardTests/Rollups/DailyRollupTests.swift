import Testing

@testable import Scoreboard

@Suite struct DailyRollupTests {
    private var november: DailyRollup {
        var rollup = DailyRollup(month: Month("2026-11")!)
        rollup.add(UserTotals(jobs: 1), user: "kim", day: day("2026-11-01"))
        rollup.add(UserTotals(jobs: 10), user: "kim", day: day("2026-11-15"))
        rollup.add(UserTotals(jobs: 100), user: "kim", day: day("2026-11-15"))
        rollup.add(UserTotals(jobs: 1000), user: "lee", day: day("2026-11-16"))
        rollup.add(UserTotals(jobs: 10_000), user: "kim", day: day("2026-11-30"))
        return rollup
    }

    @Test func `A month sums all of its days`() {
        #expect(november.totals().mapValues(\.jobs) == ["kim": 10_111, "lee": 1000])
    }

    @Test func `A span takes its first and its last day and nothing beyond`() {
        let span = day("2026-11-02")...day("2026-11-15")
        #expect(november.totals(in: span).mapValues(\.jobs) == ["kim": 110])
        #expect(
            november.totals(in: day("2026-11-16")...day("2026-11-30")).mapValues(\.jobs) == [
                "kim": 10_000, "lee": 1000,
            ])
        #expect(november.totals(in: day("2026-11-02")...day("2026-11-14")).isEmpty)
        #expect(november.totals(in: day("2026-12-01")...day("2026-12-31")).isEmpty)
    }
}
