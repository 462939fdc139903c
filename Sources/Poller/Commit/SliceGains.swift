package import Scoreboard

/// What slices added to the rollups that others read, since the boards were published: enough to bring the boards up to date.
package struct SliceGains: Sendable {
    /// By month, what was added.
    package private(set) var added: [Month: DailyRollup] = [:]
    /// By month, the totals that the users who were added to have now.
    package private(set) var totals: [Month: [String: UserTotals]] = [:]
    /// What stood for the files of each of these months before; see `PublicationBasis`.
    package private(set) var before: [Month: [String]] = [:]

    /// Nothing.
    package init() {}

    /// Notes what a slice added to a month.
    ///
    /// - Parameters:
    ///   - totals: Those of the month that the users have now.
    ///   - before: What stood for the files of the month.
    package mutating func add(_ added: DailyRollup, totals: [String: UserTotals], before: [String]) {
        let month = added.month
        self.added[month, default: DailyRollup(month: month)].add(added)
        self.totals[month, default: [:]].merge(totals) { $1 }
        if self.before[month] == nil { self.before[month] = before }
    }

    /// Adds what a later slice added.
    package mutating func add(_ later: SliceGains) {
        for (month, part) in later.added {
            add(part, totals: later.totals[month] ?? [:], before: later.before[month] ?? [])
        }
    }

    /// Everybody who was added to.
    package var users: Set<String> { added.values.reduce(into: []) { $0.formUnion($1.users) } }
}

extension SliceGains? {
    /// Adds what a later slice added. Where one of the two is not known, the sum is not.
    mutating func add(_ later: SliceGains?) {
        if let later { self?.add(later) } else { self = nil }
    }
}
