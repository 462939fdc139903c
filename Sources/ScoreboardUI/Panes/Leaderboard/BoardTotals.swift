import Scoreboard
import TerminalKit

/// The sums of what the board shows.
struct BoardTotals: Hashable, Sendable {
    var count = 0
    /// In the window, and in the last seven days.
    var values = MetricValues()
    var gained = MetricValues()
    /// The last twelve months.
    var months: [MetricValues] = Array(repeating: MetricValues(), count: UserStanding.monthCount)
    /// Of the levels that the rows show.
    var levels = 0

    mutating func add(_ entry: LeaderboardEntry, level: Int?) {
        count += 1
        values += entry.values
        gained += entry.last7Days
        for index in months.indices where entry.months.indices.contains(index) { months[index] += entry.months[index] }
        levels += level ?? 0
    }
}
