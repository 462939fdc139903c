import Testing

@testable import Scoreboard

/// Timelines, records, streaks and achievements, with sums done by hand.
@Suite struct HiscoresTests {
    private let today = Day(year: 2026, month: 11, day: 23)!

    private func totals(jobs: Int64, coreHours: Int64 = 0, failed: Int64 = 0, gpuHours: Int64 = 0) -> UserTotals {
        var totals = UserTotals()
        totals.jobs = jobs
        totals.failedJobs = failed
        totals.coreSeconds = Int128(coreHours) * 3600
        totals.gpuSeconds = Int128(gpuHours) * 3600
        return totals
    }

    private func day(_ text: String) -> Day { Day(text)! }
    private func month(_ text: String) -> Month { Month(text)! }

    /// A history of one cluster; months are the sums of their days but for those that are given.
    private func history(
        days: [String: UserTotals] = [:], months: [String: UserTotals] = [:], allTime: UserTotals? = nil
    ) -> UserHistory {
        var part = UserHistory.Part(cluster: "hammer")
        for (text, totals) in days {
            part.days[day(text)] = totals
            part.months[day(text).month, default: UserTotals()] += totals
        }
        for (text, totals) in months { part.months[month(text)] = totals }
        part.allTime = allTime
        if allTime == nil {
            var sum = UserTotals()
            for totals in part.months.values { sum += totals }
            part.allTime = sum
        }
        return UserHistory(user: "alice", parts: [part])
    }

    private func timeline(_ history: UserHistory) -> Timeline { Timeline(of: history, cluster: nil, today: today) }

    /// 600 core-hours before what is known, 300 in a month of last year, then 100 on each of two days: 1,000 are reached
    /// on the first of these.
    @Test func thresholdsAreReachedOnTheDayOfTheSum() {
        let known = timeline(
            history(
                days: [
                    "2026-03-02": totals(jobs: 1, coreHours: 100), "2026-03-05": totals(jobs: 1, coreHours: 100),
                ],
                months: ["2025-02": totals(jobs: 2, coreHours: 300)], allTime: totals(jobs: 10, coreHours: 1100)))
        #expect(
            known.entries.map(\.period) == [
                .before(month("2024-12")), .month(month("2025-02")), .day(day("2026-03-02")), .day(day("2026-03-05")),
            ])
        #expect(known.entries.map { $0.total[.coreHours] } == [600, 900, 1000, 1100])
        #expect(known.hasOlderJobs)
        func reach(_ hours: Double) -> Timeline.Period? { known.firstReaching(hours) { $0[.coreHours] } }
        #expect(reach(1000) == .day(day("2026-03-02")))
        #expect(reach(1000.5) == .day(day("2026-03-05")))
        #expect(reach(900) == .month(month("2025-02")))
        #expect(reach(10) == .before(month("2024-12")))
        #expect(reach(1101) == nil)
    }

    /// Days are known for 371 days: from 2025-11-18 on. November 2025 is not whole, so it is one period.
    @Test func aMonthThatDaysDoNotCoverWholeIsOnePeriod() {
        let known = timeline(
            history(
                days: ["2025-11-20": totals(jobs: 1, coreHours: 5), "2025-12-01": totals(jobs: 1, coreHours: 7)],
                months: ["2025-11": totals(jobs: 3, coreHours: 9)]))
        #expect(known.entries.map(\.period) == [.month(month("2025-11")), .day(day("2025-12-01"))])
        #expect(known.entries.map { $0.total[.coreHours] } == [9, 16])
        #expect(!known.hasOlderJobs)
    }

    /// Its days say 5 of the month's 9 core-hours, one of its three jobs: a file of days could not be read.
    @Test func aMonthWhoseDaysDoNotAddUpIsOnePeriod() {
        let known = timeline(
            history(
                days: ["2026-03-02": totals(jobs: 1, coreHours: 5)],
                months: ["2026-03": totals(jobs: 3, coreHours: 9)]))
        #expect(known.entries.map(\.period) == [.month(month("2026-03"))])
        #expect(known.entries.map { $0.total[.coreHours] } == [9])
        #expect(!known.hasOlderJobs)
    }

    /// 2026-03-02 is a Monday. Its week holds 10 + 20, the Monday after has 25; the month has 55, April 56.
    @Test func recordsOfDayWeekAndMonth() {
        let known = timeline(
            history(days: [
                "2026-03-02": totals(jobs: 1, coreHours: 10), "2026-03-08": totals(jobs: 1, coreHours: 20),
                "2026-03-09": totals(jobs: 1, coreHours: 25), "2026-04-20": totals(jobs: 1, coreHours: 25),
                "2026-04-05": totals(jobs: 1, coreHours: 6), "2026-04-28": totals(jobs: 1, coreHours: 25),
            ]))
        #expect(
            known.records { Metric.coreHours.value(of: $0) } == [
                Record(.day(day("2026-03-09")), value: 25), Record(.week(day("2026-03-02")), value: 30),
                Record(.month(month("2026-04")), value: 56),
            ])
        #expect(known.records { Metric.gpuHours.value(of: $0) } == [])
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-23"), ("2026-11-29", "2026-11-23"), ("1970-01-01", "1969-12-29"),
        ("1969-12-29", "1969-12-29"), ("1969-12-28", "1969-12-22"), ("2024-02-29", "2024-02-26"),
    ])
    func mondays(of text: String, monday: String) {
        #expect(day(text).monday == day(monday))
    }

    @Test func streaks() {
        let none = timeline(history())
        #expect(none.monthStreak == Streak() && none.dayStreak == Streak() && none.longestDayStreak == Streak())
        // Today has nothing so far: the streak of three days up to yesterday goes on.
        let going = timeline(
            history(days: [
                "2026-11-20": totals(jobs: 1), "2026-11-21": totals(jobs: 1), "2026-11-22": totals(jobs: 1),
                "2026-09-01": totals(jobs: 1), "2026-09-02": totals(jobs: 1), "2026-09-03": totals(jobs: 1),
                "2026-09-04": totals(jobs: 1),
            ]))
        #expect(going.dayStreak.length == 3)
        #expect(going.longestDayStreak.length == 4)
        // October is missing: only November counts.
        #expect(going.monthStreak == Streak(length: 1))
        let ended = timeline(history(days: ["2026-11-21": totals(jobs: 1)]))
        #expect(ended.dayStreak.length == 0)
    }

    @Test func aStreakThatReachesBackToTheUnknownMayBeLonger() {
        var months: [String: UserTotals] = [:]
        for step in 0..<24 { months[month("2024-12").adding(months: step).description] = totals(jobs: 1) }
        let known = timeline(history(months: months, allTime: totals(jobs: 30)))
        #expect(known.monthStreak == Streak(length: 24, mayBeLonger: true))
        #expect(timeline(history(months: months)).monthStreak == Streak(length: 24))
    }

    @Test func achievements() throws {
        // 900 core-hours in March with a death, 200 in April with 20 jobs and none: 1,000 on 1 April.
        let known = timeline(
            history(days: [
                "2026-03-02": totals(jobs: 50, coreHours: 900, failed: 1),
                "2026-04-01": totals(jobs: 10, coreHours: 100), "2026-04-02": totals(jobs: 10, coreHours: 100),
            ]))
        let scale = ExperienceScale(experiencePerUnit: [.coreHours: 1, .jobs: 10])
        let all = known.achievements(scale)
        #expect(all.count == Goal.all.count)
        func find(_ goal: Goal) throws -> Achievement { try #require(all.first { $0.goal == goal }) }
        #expect(try find(.amount(.coreHours, 1000)).reached == .day(day("2026-04-01")))
        #expect(try find(.amount(.coreHours, 1000)).progress == 1)
        let next = try find(.amount(.coreHours, 10_000))
        #expect(next.reached == nil && next.current == 1100 && abs(next.progress - 0.11) < 1e-12)
        #expect(try find(.flawlessMonth(jobs: 20)).reached == .month(month("2026-04")))
        // 1,100 experience in cores is level 9 (969 to 1,153), 700 in jobs level 7 (650 to 800).
        #expect(try find(.level(50)).current == 9)
        #expect(try find(.base(30)).current == 7)
        #expect(try find(.monthsInARow(12)).current == 2)
        // The latest first, then the nearest.
        #expect(all.prefix(2).map(\.goal) == [.flawlessMonth(jobs: 20), .amount(.coreHours, 1000)])
        #expect(all[2].goal == .amount(.jobs, 100) && all[2].progress == 0.7)
        let open = all.filter { $0.reached == nil }.map(\.progress)
        #expect(open == open.sorted(by: >))
    }

    @Test func withoutLevelsThereAreNoGoalsOfLevels() {
        let known = timeline(history(days: ["2026-03-02": totals(jobs: 1, coreHours: 1)]))
        var sober = ExperienceScale.standard
        sober.hasLevels = false
        for scale in [ExperienceScale(experiencePerUnit: [:]), sober] {
            let goals = known.achievements(scale).map(\.goal)
            #expect(!goals.contains { $0.needsLevels })
            #expect(goals.count == 14)
        }
    }

    /// A month without a death counts when it is over.
    @Test func thePresentMonthIsNotFlawlessYet() throws {
        let known = timeline(history(days: ["2026-11-02": totals(jobs: 100)]))
        let flawless = try #require(known.achievements(.standard).first { $0.goal == .flawlessMonth(jobs: 20) })
        #expect(flawless.reached == nil && flawless.progress == 0)
    }
}
