import Scoreboard

/// Takes of the lines of a daily rollup nothing but their days.
struct DaysOfLines: DailyLines {
    private(set) var days: Set<Day> = []

    mutating func begin(_ day: Day) { days.insert(day) }

    mutating func add(_ totals: UserTotals, of user: String) -> Bool { true }
}
