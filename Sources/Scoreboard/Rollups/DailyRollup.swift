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

    /// Adds all rows of another rollup of the same month.
    package mutating func add(_ other: DailyRollup) {
        for (day, users) in other.days {
            for (user, totals) in users { add(totals, user: user, day: day) }
        }
    }

    /// Takes the rows of some users out.
    ///
    /// - Returns: The rows that were taken; neither it nor what is left has days without users.
    package mutating func remove(where isTaken: (String) -> Bool) -> DailyRollup {
        var taken = DailyRollup(month: month)
        for (day, users) in days {
            let part = users.filter { isTaken($0.key) }
            guard !part.isEmpty else { continue }
            taken.days[day] = part
            let rest = users.filter { part[$0.key] == nil }
            days[day] = rest.isEmpty ? nil : rest
        }
        return taken
    }

    /// Everybody who has jobs in the month.
    package var users: Set<String> { days.values.reduce(into: []) { $0.formUnion($1.keys) } }

    /// Each user's total over the days of the month that lie in `span`; all of them when it is nil.
    package func totals(in span: ClosedRange<Day>? = nil) -> [String: UserTotals] {
        var sums: [String: UserTotals] = [:]
        for (day, users) in days where span?.contains(day) ?? true {
            for (user, totals) in users { sums[user, default: UserTotals()] += totals }
        }
        return sums
    }
}
