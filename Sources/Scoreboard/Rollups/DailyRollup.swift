/// The totals of every user on every day of one month of one cluster: the record from which all windows are summed.
package struct DailyRollup: Equatable, Sendable {
    package var month: Month
    /// By day of the month's days that have jobs, then by user name.
    package var days: [Day: [String: UserTotals]]

    package init(month: Month, days: [Day: [String: UserTotals]] = [:]) {
        self.month = month
        self.days = days
    }

    /// Adds what new jobs contributed to one user's day.
    package mutating func add(_ totals: UserTotals, user: String, day: Day) {
        days[day, default: [:]][user, default: UserTotals()] += totals
    }

    /// Each user's total over the days of the month that lie in `span`; all of them when it is nil.
    package func totals(in span: ClosedRange<Day>? = nil) -> [String: UserTotals] {
        var sums: [String: UserTotals] = [:]
        for (day, users) in days where span?.contains(day) ?? true {
            for (user, totals) in users { sums[user, default: UserTotals()] += totals }
        }
        return sums
    }
}
