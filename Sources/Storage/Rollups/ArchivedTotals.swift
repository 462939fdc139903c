package import Scoreboard

/// What is kept of months whose rollups were removed: the totals of each user over all of them, and how many jobs each
/// of these months had.
package struct ArchivedTotals: Equatable, Sendable {
    /// The jobs of each archived month, also those whose users are not to be shown and stand in another archive: as many
    /// as were seen.
    package private(set) var months: [Month: Int64]
    /// The totals by user over all archived months.
    package private(set) var users: [String: UserTotals]

    package init(months: [Month: Int64] = [:], users: [String: UserTotals] = [:]) {
        self.months = months
        self.users = users
    }

    /// The jobs of all users.
    package var jobCount: Int64 { users.values.reduce(0) { $0 + $1.jobs } }

    /// Counts jobs of a month, which is archived from now on. Their totals are added apart.
    package mutating func count(_ jobs: Int64, in month: Month) {
        months[month, default: 0] += jobs
    }

    /// Adds what jobs of archived months contributed.
    package mutating func add(_ totals: [String: UserTotals]) {
        for (user, part) in totals { users[user, default: UserTotals()] += part }
    }

    /// Takes users out.
    ///
    /// - Returns: Their totals, to be added elsewhere.
    package mutating func remove(where isLeaving: (String) -> Bool) -> [String: UserTotals] {
        let leaving = users.filter { isLeaving($0.key) }
        for user in leaving.keys { users[user] = nil }
        return leaving
    }
}
