/// A span of UTC days that a leaderboard sums over. Exact to the day.
package enum Window: String, CaseIterable, Hashable, Sendable {
    case allTime = "alltime"
    case last365Days = "365d"
    case last30Days = "30d"

    /// The number of days in the window; nil for all time.
    package var dayCount: Int? {
        switch self {
        case .allTime: nil
        case .last365Days: 365
        case .last30Days: 30
        }
    }

    /// The days of the window that ends with `today`, today included; nil for all time.
    package func days(endingOn today: Day) -> ClosedRange<Day>? {
        dayCount.map { today.adding(days: 1 - $0)...today }
    }

    /// The window of equal length just before, against which a change of rank is measured; nil for all time, whose
    /// earlier standing is what it was before the last 30 days.
    package func previousDays(endingOn today: Day) -> ClosedRange<Day>? {
        dayCount.map { today.adding(days: 1 - 2 * $0)...today.adding(days: -$0) }
    }

    /// The name of the window's leaderboard file, without extension.
    package var fileStem: String {
        switch self {
        case .allTime: "alltime"
        case .last365Days: "rolling-365d"
        case .last30Days: "rolling-30d"
        }
    }

    /// What the board calls the window.
    package var title: String {
        switch self {
        case .allTime: "all time"
        case .last365Days: "365d"
        case .last30Days: "30d"
        }
    }
}
