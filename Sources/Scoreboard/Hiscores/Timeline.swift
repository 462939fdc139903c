/// A user's history as periods in a row, the earliest first, each with what everything up to its end adds up to.
///
/// Days where they are known; whole months before that; and one period for all that is older than what is known.
package struct Timeline: Equatable, Sendable {
    /// How exactly a moment is known.
    package enum Period: Hashable, Sendable {
        /// At some time before this month.
        case before(Month)
        case month(Month)
        case day(Day)
    }

    /// A period with jobs.
    package struct Entry: Equatable, Sendable {
        package var period: Period
        /// Every metric of all jobs that ended in this period or before it.
        package var total: MetricValues
    }

    /// Periods with jobs, in their order.
    package private(set) var entries: [Entry] = []
    /// The months that are known and have jobs, in their order.
    package private(set) var months: [(month: Month, totals: UserTotals)] = []
    /// The days that are known and have jobs, in their order.
    package private(set) var days: [(day: Day, totals: UserTotals)] = []
    /// The last day.
    package let today: Day
    /// The first month that is known.
    package let firstMonth: Month

    /// - Parameters:
    ///   - history: The user's months and days.
    ///   - cluster: Nil is all of them.
    ///   - today: The last day of the history.
    package init(of history: UserHistory, cluster: String?, today: Day) {
        self.today = today
        firstMonth = today.month.adding(months: 1 - UserHistory.monthCount)
        months = history.months(endingWith: today.month, of: cluster).filter { $0.totals.jobs > 0 }
        days = history.days(of: cluster).filter { $0.key <= today && $0.value.jobs > 0 }
            .sorted { $0.key < $1.key }.map { (day: $0.key, totals: $0.value) }
        let parts = Timeline.parts(months, days, since: today.adding(days: 1 - UserHistory.dayCount))
        var known = UserTotals()
        for part in parts { known += part.totals }
        let older = MetricValues(history.totals(of: cluster)) - MetricValues(known)
        let hasOlder = older[.jobs] > 0
        if hasOlder { entries.append(Entry(period: .before(firstMonth), total: older)) }
        var sum = UserTotals()
        for part in parts {
            sum += part.totals
            let total = MetricValues(sum)
            entries.append(Entry(period: part.period, total: hasOlder ? older + total : total))
        }
    }

    /// Each month by its days, or as one period where they are not all known: before `firstDay`, or where a file of days
    /// could not be read.
    private static func parts(
        _ months: [(month: Month, totals: UserTotals)], _ days: [(day: Day, totals: UserTotals)], since firstDay: Day
    ) -> [(period: Period, totals: UserTotals)] {
        let byMonth = Dictionary(grouping: days) { $0.day.month }
        return months.flatMap { month, totals -> [(period: Period, totals: UserTotals)] in
            let days = byMonth[month] ?? []
            guard month.firstDay >= firstDay, days.reduce(0, { $0 + $1.totals.jobs }) == totals.jobs else {
                return [(.month(month), totals)]
            }
            return days.map { (.day($0.day), $0.totals) }
        }
    }

    /// Whether there are jobs older than what is known.
    package var hasOlderJobs: Bool {
        if case .before = entries.first?.period { return true }
        return false
    }

    /// When a measure of all jobs so far first reached a threshold; nil when it has not.
    ///
    /// - Parameters:
    ///   - threshold: In the unit of the measure.
    ///   - measure: Must not fall when jobs are added.
    package func firstReaching(_ threshold: Double, _ measure: (MetricValues) -> Double) -> Period? {
        // The measure never falls, so the first entry is found by halves.
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if measure(entries[middle].total) < threshold { low = middle + 1 } else { high = middle }
        }
        return low < entries.count ? entries[low].period : nil
    }

    package static func == (left: Timeline, right: Timeline) -> Bool {
        left.entries == right.entries && left.today == right.today && left.firstMonth == right.firstMonth
            && left.months.elementsEqual(right.months) { $0.month == $1.month && $0.totals == $1.totals }
            && left.days.elementsEqual(right.days) { $0.day == $1.day && $0.totals == $1.totals }
    }
}
