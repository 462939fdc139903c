import SeededNumbers
import Testing

@testable import Scoreboard

@Suite struct StandingsBuilderTests {
    private static let today = day("2026-11-23")

    /// One user with a power of ten of jobs on each side of each edge; the days counted with Python's `timedelta`.
    private static let edges: [(day: String, jobs: Int64)] = [
        ("2026-11-24", 100_000_000_000),  // tomorrow
        ("2026-11-23", 1),  // today
        ("2026-11-17", 10),  // the first of 7 days
        ("2026-11-16", 100),
        ("2026-10-25", 1000),  // the first of 30 days
        ("2026-10-24", 10_000),  // the last of the 30 days before
        ("2026-09-25", 100_000),  // the first of the 30 days before
        ("2026-09-24", 1_000_000),
        ("2025-11-24", 10_000_000),  // the first of 365 days
        ("2025-11-23", 100_000_000),  // the last of the 365 days before
        ("2024-11-24", 1_000_000_000),  // the first of the 365 days before
        ("2024-11-23", 10_000_000_000),
    ]

    private static var rollups: [DailyRollup] {
        var rollups: [Month: DailyRollup] = [:]
        for (text, jobs) in edges {
            let day = day(text)
            rollups[day.month, default: DailyRollup(month: day.month)].add(
                UserTotals(jobs: jobs), user: "kim", day: day)
            rollups[day.month]?.add(UserTotals(jobs: 2, coreSeconds: 360), user: "lee", day: day)
        }
        return rollups.values.sorted { $0.month < $1.month }
    }

    private static func builder(of rollups: [DailyRollup], today: Day = today) -> StandingsBuilder {
        var builder = StandingsBuilder(today: today)
        for rollup in rollups {
            builder.add(rollup.month, totals: rollup.totals())
            builder.addDays(of: rollup)
        }
        return builder
    }

    private static func standings(of rollups: [DailyRollup]) -> ClusterStandings {
        builder(of: rollups).standings(cluster: "hammer", asOf: Timestamp(seconds: 7))
    }

    @Test func `Windows are exact to the day`() throws {
        let standings = Self.standings(of: Self.rollups)
        #expect(standings.cluster == "hammer")
        #expect(standings.asOf == Timestamp(seconds: 7))
        #expect(standings.today == Self.today)
        #expect(standings.users.map(\.user) == ["kim", "lee"])
        let kim = standings.users[0]
        #expect(kim.last7Days[.jobs] == 11)
        #expect(kim.last30Days[.jobs] == 1111)
        #expect(kim.previous30Days[.jobs] == 110_000)
        #expect(kim.last365Days[.jobs] == 11_111_111)
        #expect(kim.previous365Days[.jobs] == 1_100_000_000)
        #expect(kim.allTime[.jobs] == 111_111_111_111)
    }

    /// Whole numbers until the end: what two of them were given adds up to what one is given.
    @Test func `Two builders make one`() throws {
        let half = Self.rollups.count / 2
        var first = Self.builder(of: Array(Self.rollups[..<half]))
        var second = Self.builder(of: Array(Self.rollups[half...]))
        second.add(imported: try #require(Month("2019-05")), totals: ["max": UserTotals(jobs: 5)])
        first.add(second)
        let standings = first.standings(cluster: "hammer", asOf: Timestamp(seconds: 7))
        #expect(standings.users.filter { $0.user != "max" } == Self.standings(of: Self.rollups).users)
        #expect(standings.standing(of: "max")?.allTime[.jobs] == 5)
        #expect(standings.importedMonths.map(\.description) == ["2019-05"])
        let months = first.importedMonths(of: "max")
        #expect(months.count == 1)
        var totals: [String: UserTotals] = [:]
        first.forEachTotal { totals[$0] = $1 }
        #expect(totals["kim"]?.jobs == 111_111_111_111)
    }

    @Test func `Nobody counts twice in a month or a day`() {
        var builder = StandingsBuilder(today: Self.today)
        builder.begin(Self.today.month)
        var isNew = [(3, "kim"), (4, "lee"), (30, "kim")].map { builder.add(UserTotals(jobs: $0), of: $1) }
        #expect(isNew == [true, true, false])
        for number in 0..<2 {
            builder.begin(Self.today.adding(days: -number))
            isNew = [1, 10].map { builder.add(UserTotals(jobs: $0), of: "kim") }
            #expect(isNew == [true, false])
        }
        let kim = builder.standings(cluster: "hammer", asOf: Timestamp(seconds: 7)).users[0]
        #expect(kim.allTime[.jobs] == 3 && kim.last7Days[.jobs] == 2)
    }

    /// Of an imported month the sum is known and no day: it counts where all of it lies in a window.
    @Test func `An imported month counts in its month, in all time, and in windows that hold all of it`() throws {
        var builder = StandingsBuilder(today: Self.today)
        let months: [(month: String, jobs: Int64)] = [
            ("2025-11", 1), ("2025-12", 10), ("2026-10", 100), ("2024-11", 1000), ("2024-12", 10_000),
            ("2019-05", 100_000),
        ]
        for (text, jobs) in months {
            builder.add(imported: try #require(Month(text)), totals: ["kim": UserTotals(jobs: jobs)])
        }
        builder.add(try #require(Month("2026-11")), totals: ["lee": UserTotals(jobs: 7)])
        let standings = builder.standings(cluster: "hammer", asOf: Timestamp(seconds: 7))
        #expect(standings.importedMonths.map(\.description) == months.map(\.month).sorted())
        #expect(standings.importedMonths(in: .allTime).count == 6)
        // From 2025-11-24 on: November 2025 is cut, and so is no day of it known.
        #expect(standings.importedMonths(in: .last365Days).map(\.description) == ["2025-12", "2026-10"])
        #expect(standings.importedMonths(in: .last30Days) == [])
        let kim = try #require(standings.standing(of: "kim"))
        #expect(kim.allTime[.jobs] == 111_111)
        #expect(kim.last365Days[.jobs] == 110)
        #expect(kim.previous365Days[.jobs] == 10_000)
        #expect(kim.last30Days[.jobs] == 0)
        #expect(kim.months.map { $0[.jobs] } == [10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0])
        let (ofKim, ofLee) = (builder.importedMonths(of: "kim"), builder.importedMonths(of: "lee"))
        #expect(ofKim.count == 6 && ofLee == [])
    }

    /// Each edge alone, so that no other number can make up for it.
    @Test(arguments: [
        ("2026-11-24", ""), ("2026-11-23", "7 30 365"), ("2026-11-17", "7 30 365"), ("2026-11-16", "30 365"),
        ("2026-10-25", "30 365"), ("2026-10-24", "365 before30"), ("2026-09-25", "365 before30"),
        ("2026-09-24", "365"), ("2025-11-24", "365"), ("2025-11-23", "before365"), ("2024-11-24", "before365"),
        ("2024-11-23", ""),
    ])
    func `A day lies in these windows`(text: String, windows: String) throws {
        var rollup = DailyRollup(month: day(text).month)
        rollup.add(UserTotals(jobs: 1), user: "kim", day: day(text))
        let kim = try #require(Self.standings(of: [rollup]).users.first)
        let found = [
            ("7", kim.last7Days), ("30", kim.last30Days), ("365", kim.last365Days), ("before30", kim.previous30Days),
            ("before365", kim.previous365Days),
        ].filter { $0.1[.jobs] == 1 }.map(\.0)
        #expect(found.joined(separator: " ") == windows)
        #expect(kim.allTime[.jobs] == 1)
    }

    @Test func `The builder's windows are the windows of the boards`() {
        for (text, _) in Self.edges {
            var rollup = DailyRollup(month: day(text).month)
            rollup.add(UserTotals(jobs: 1), user: "kim", day: day(text))
            let kim = Self.standings(of: [rollup]).users[0]
            for window in [Window.last30Days, .last365Days] {
                let holds = window.days(endingOn: Self.today)?.contains(day(text)) ?? true
                let held = window.previousDays(endingOn: Self.today)?.contains(day(text)) ?? true
                #expect((kim.values(in: window)[.jobs] == 1) == holds, "\(text) in \(window)")
                #expect((kim.previousValues(of: window)[.jobs] == 1) == held, "\(text) before \(window)")
            }
        }
    }

    @Test func `The months that must be read by day reach back two years`() {
        let months = StandingsBuilder(today: Self.today).dailyMonths
        #expect(months.lowerBound.description == "2024-11")
        #expect(months.upperBound.description == "2026-11")
        // The day after a leap day: 2022-03-02 is the first of the 730 days.
        #expect(StandingsBuilder(today: day("2024-02-29")).dailyMonths.lowerBound.description == "2022-03")
    }

    /// 365 days begin on 2025-11-24 and those before them on 2024-11-24; 30 days on 2026-10-25 and those before on 2026-09-25.
    @Test func `Only months that a window cuts are needed by day`() {
        let builder = StandingsBuilder(today: Self.today)
        let months = (Int32(0)..<30).map { Month(ordinal: Month("2024-08")!.ordinal + $0) }
        let needed = months.filter { builder.needsDays(of: $0) }
        #expect(needed.map(\.description) == ["2024-11", "2025-11", "2026-09", "2026-10", "2026-11"])
    }

    /// Every day of two years has jobs, so that months lie in windows as a whole.
    @Test func `Whole months count in their windows`() throws {
        var rollups: [Month: DailyRollup] = [:]
        for offset in 0..<800 {
            let day = Self.today.adding(days: -offset)
            rollups[day.month, default: DailyRollup(month: day.month)].add(UserTotals(jobs: 1), user: "kim", day: day)
        }
        let kim = try #require(Self.standings(of: Array(rollups.values)).users.first)
        #expect(kim.last7Days[.jobs] == 7)
        #expect(kim.last30Days[.jobs] == 30)
        #expect(kim.previous30Days[.jobs] == 30)
        #expect(kim.last365Days[.jobs] == 365)
        #expect(kim.previous365Days[.jobs] == 365)
        #expect(kim.allTime[.jobs] == 800)
    }

    @Test func `Twelve months, the current one last`() {
        let kim = Self.standings(of: Self.rollups).users[0]
        #expect(kim.months.count == 12)
        // 2025-12 to 2026-08 have no jobs; September, October, and November with the 24th.
        #expect(kim.months.prefix(9).allSatisfy { $0[.jobs] == 0 })
        #expect(kim.months.suffix(3).map { $0[.jobs] } == [1_100_000, 11_000, 100_000_000_111])
        var builder = StandingsBuilder(today: Self.today)
        for (text, jobs) in [("2025-11", 1), ("2025-12", 2), ("2026-12", 4)] {
            builder.add(Month(text)!, totals: ["kim": UserTotals(jobs: Int64(jobs))])
        }
        let few = builder.standings(cluster: "c", asOf: Timestamp(seconds: 0)).users[0]
        #expect(few.months.map { $0[.jobs] } == [2] + Array(repeating: 0, count: 11))
        #expect(few.allTime[.jobs] == 7)
        var names: [String] = []
        builder.forEachTotal { user, totals in
            names.append(user)
            #expect(totals.jobs == 7)
        }
        #expect(names == ["kim"])
    }

    @Test func `The order of rollups does not matter`() {
        let expected = Self.standings(of: Self.rollups)
        expectEqual(Self.standings(of: Self.rollups.reversed()), expected)
        let rollups = Self.rollups
        expectEqual(Self.standings(of: Array(rollups[3...] + rollups[..<3])), expected)
        // The days first and the months after.
        var builder = StandingsBuilder(today: Self.today)
        for rollup in rollups { builder.addDays(of: rollup) }
        for rollup in rollups { builder.add(rollup.month, totals: rollup.totals()) }
        expectEqual(builder.standings(cluster: "hammer", asOf: Timestamp(seconds: 7)), expected)
    }

    /// Days one by one, in every window that has them, against months and days that are added once for several windows.
    @Test(arguments: 0..<8) func `Sums of parts are the sums of days`(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let today = Self.today.adding(days: -Int.random(in: 0..<400, using: &dice))
        let days = WindowDays(endingOn: today)
        var expected: [String: WindowTotals] = [:]
        var rollups: [Month: DailyRollup] = [:]
        for _ in 0..<600 {
            let day = today.adding(days: -Int.random(in: 0..<800, using: &dice))
            let user = ["ann", "bob", "cay", "dee", "\u{E9}va", "e\u{301}va"].randomElement(using: &dice)!
            var totals = UserTotals(jobs: .random(in: 1...9, using: &dice))
            totals.coreSeconds = .random(in: 0...9999, using: &dice)
            totals.states[.completed] = totals.jobs
            totals.gpuTypes = [.init(type: Bool.random(using: &dice) ? "a" : "h", seconds: 3)]
            totals.longestJobSeconds = .random(in: 0...99, using: &dice)
            totals.latestEnd = day.start
            days.add(totals, of: day, to: &expected[user, default: WindowTotals()])
            rollups[day.month, default: DailyRollup(month: day.month)].add(totals, user: user, day: day)
        }
        let half = rollups.count / 2
        var builder = Self.builder(of: Array(rollups.values.prefix(half)), today: today)
        builder.add(Self.builder(of: Array(rollups.values.dropFirst(half)), today: today))
        let users = builder.users
        #expect(Set(users) == Set(expected.keys) && users.count == 5)
        var found: [(user: String, windows: WindowTotals)] = []
        builder.forEachUser { found.append(($0, $1)) }
        #expect(found.map(\.user) == expected.keys.sorted())
        for (user, windows) in found { #expect(windows == expected[user], "\(user)") }
        builder.forEachTotal { #expect($1 == expected[$0]?.allTime) }
        // What boards show follows from these, and leaves out who is not included.
        let standings = builder.standings(cluster: "c", asOf: Timestamp(seconds: 0)) { $0 != "bob" }
        #expect(standings.users.map(\.user) == expected.keys.sorted().filter { $0 != "bob" })
        for standing in standings.users {
            var shown = standing
            expected[standing.user]?.show(in: &shown)
            #expect(standing == shown)
            for (index, values) in standing.months.enumerated() {
                let month = today.month.adding(months: index + 1 - UserStanding.monthCount)
                let totals = rollups[month]?.totals()[standing.user] ?? UserTotals()
                #expect(values == MetricValues(totals), "\(standing.user) \(month)")
            }
        }
    }

    @Test func `Nothing in, nothing out`() {
        #expect(Self.standings(of: []).users.isEmpty)
    }
}
