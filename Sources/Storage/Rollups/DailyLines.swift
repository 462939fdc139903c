package import Scoreboard

/// Who takes the lines of a daily rollup, day by day.
package protocol DailyLines: ~Copyable {
    /// The lines that follow are of this day, which none before were of.
    mutating func begin(_ day: Day)

    /// Takes a line.
    ///
    /// - Returns: False when there was one of the same user on the day: the file is damaged.
    mutating func add(_ totals: UserTotals, of user: String) -> Bool
}
