/// What one user's jobs add up to in each span that boards rank by, in whole numbers: what jobs are added later gives the
/// same sums as if they had been there at first.
package struct WindowTotals: Equatable, Sendable {
    package var allTime: UserTotals
    package var last365Days: UserTotals
    package var last30Days: UserTotals
    package var previous365Days: UserTotals
    package var previous30Days: UserTotals
    package var last7Days: UserTotals

    package init(
        allTime: UserTotals = UserTotals(), last365Days: UserTotals = UserTotals(),
        last30Days: UserTotals = UserTotals(), previous365Days: UserTotals = UserTotals(),
        previous30Days: UserTotals = UserTotals(), last7Days: UserTotals = UserTotals()
    ) {
        self.allTime = allTime
        self.last365Days = last365Days
        self.last30Days = last30Days
        self.previous365Days = previous365Days
        self.previous30Days = previous30Days
        self.last7Days = last7Days
    }

    /// Each of them, in the order of ``StandingSpan``.
    package static var all: [WritableKeyPath<WindowTotals, UserTotals>] {
        [
            \.allTime, \.last365Days, \.last30Days, \.previous365Days, \.previous30Days, \.last7Days,
        ]
    }

    /// Puts what boards show of these into a standing; its months stay.
    package func show(in standing: inout UserStanding) {
        standing.allTime = MetricValues(allTime)
        standing.last365Days = MetricValues(last365Days)
        standing.last30Days = MetricValues(last30Days)
        standing.previous365Days = MetricValues(previous365Days)
        standing.previous30Days = MetricValues(previous30Days)
        standing.last7Days = MetricValues(last7Days)
    }
}
