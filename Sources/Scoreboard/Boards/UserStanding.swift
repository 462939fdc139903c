/// All that the boards show of one user on one cluster, or on all of them together.
package struct UserStanding: Equatable, Sendable {
    package var user: String
    package var allTime: MetricValues
    package var last365Days: MetricValues
    package var last30Days: MetricValues
    /// The 365 days before the last 365.
    package var previous365Days: MetricValues
    /// The 30 days before the last 30.
    package var previous30Days: MetricValues
    /// Gained in the last 7 days.
    package var last7Days: MetricValues
    /// The last twelve months, the current one last.
    package var months: [MetricValues]

    package static let monthCount = 12

    package init(user: String) {
        self.user = user
        allTime = MetricValues()
        last365Days = MetricValues()
        last30Days = MetricValues()
        previous365Days = MetricValues()
        previous30Days = MetricValues()
        last7Days = MetricValues()
        months = Array(repeating: MetricValues(), count: UserStanding.monthCount)
    }

    /// The values of a window.
    package func values(in window: Window) -> MetricValues {
        switch window {
        case .allTime: allTime
        case .last365Days: last365Days
        case .last30Days: last30Days
        }
    }

    /// The values with which a change of rank is measured: the window of equal length before; for all time, what
    /// stood 30 days ago.
    package func previousValues(of window: Window) -> MetricValues {
        switch window {
        case .allTime: allTime - last30Days
        case .last365Days: previous365Days
        case .last30Days: previous30Days
        }
    }

    /// Adds the same user's standing on another cluster.
    package static func += (left: inout UserStanding, right: UserStanding) {
        left.allTime += right.allTime
        left.last365Days += right.last365Days
        left.last30Days += right.last30Days
        left.previous365Days += right.previous365Days
        left.previous30Days += right.previous30Days
        left.last7Days += right.last7Days
        for index in left.months.indices { left.months[index] += right.months[index] }
    }

    /// Takes the rounding of sums out of every value; see ``MetricValues/settle()``.
    mutating func settle() {
        allTime.settle()
        last365Days.settle()
        last30Days.settle()
        previous365Days.settle()
        previous30Days.settle()
        last7Days.settle()
        for index in months.indices { months[index].settle() }
    }
}
