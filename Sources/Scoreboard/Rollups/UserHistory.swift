/// What is known of one user over time, by cluster.
package struct UserHistory: Equatable, Sendable {
    /// One cluster's part.
    package struct Part: Equatable, Sendable {
        /// The cluster's name.
        package var cluster: String
        /// Of all time; nil when it is not known.
        package var allTime: UserTotals?
        /// The months with jobs, of those that were asked for.
        package var months: [Month: UserTotals] = [:]
        /// Those of ``months`` that were taken over from another program and not read from the accounting.
        package var importedMonths: Set<Month> = []
        /// The days with jobs, of those that were asked for.
        package var days: [Day: UserTotals] = [:]

        package init(cluster: String) {
            self.cluster = cluster
        }
    }

    /// As accounting has it.
    package var user: String
    /// In the order in which they were asked for.
    package var parts: [Part]
    /// What could not be read, a line each: what happened, where, and what to do.
    package var problems: [String]

    /// How many months, and how many days, are asked for: the present one is the last.
    package static let monthCount = 24
    package static let dayCount = 371

    package init(user: String, parts: [Part] = [], problems: [String] = []) {
        self.user = user
        self.parts = parts
        self.problems = problems
    }

    /// The parts of one cluster, or of all when it is nil.
    private func chosen(_ cluster: String?) -> [Part] { parts.filter { cluster == nil || $0.cluster == cluster } }

    /// Whether ``totals(of:)`` is of all time, and not of the months that are known.
    package func knowsAllTime(of cluster: String?) -> Bool { chosen(cluster).allSatisfy { $0.allTime != nil } }

    /// The totals of all time; of the months that are known where those are not.
    package func totals(of cluster: String?) -> UserTotals {
        var sum = UserTotals()
        for part in chosen(cluster) {
            if let allTime = part.allTime {
                sum += allTime
            } else {
                for month in part.months.values { sum += month }
            }
        }
        return sum
    }

    /// The totals of each month, the last one being `last`.
    package func months(endingWith last: Month, of cluster: String?) -> [(month: Month, totals: UserTotals)] {
        let chosen = chosen(cluster)
        return (1 - UserHistory.monthCount...0).map { step in
            let month = last.adding(months: step)
            var sum = UserTotals()
            for part in chosen { if let totals = part.months[month] { sum += totals } }
            return (month, sum)
        }
    }

    /// The months that were taken over from another program, in order.
    package func importedMonths(of cluster: String?) -> [Month] {
        Set(chosen(cluster).flatMap(\.importedMonths)).sorted()
    }

    /// The totals of each day that has jobs.
    package func days(of cluster: String?) -> [Day: UserTotals] {
        var sums: [Day: UserTotals] = [:]
        for part in chosen(cluster) { sums.merge(part.days) { $0 + $1 } }
        return sums
    }
}

extension UserTotals {
    fileprivate static func + (left: UserTotals, right: UserTotals) -> UserTotals {
        var sum = left
        sum += right
        return sum
    }
}
