import Scoreboard
import TerminalKit

/// The sums of what the board shows.
struct BoardTotals: Hashable, Sendable {
    var count = 0
    /// In the window.
    var values = MetricValues()
    /// In the last seven days, and in the last twelve months: what the board ranks by alone.
    var gained = MetricValues()
    var months: [MetricValues] = Array(repeating: MetricValues(), count: UserStanding.monthCount)
    /// Of the levels that the rows show.
    var levels = 0
}
