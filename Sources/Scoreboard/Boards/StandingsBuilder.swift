/// Sums a cluster's rollups into the standings of its users. Whole numbers until the end, so that the order in which
/// rollups are added does not matter.
package struct StandingsBuilder {
    private let today: Day
    private let last30: ClosedRange<Day>
    private let last365: ClosedRange<Day>
    private let previous30: ClosedRange<Day>
    private let previous365: ClosedRange<Day>
    private let last7: ClosedRange<Day>
    private var sums: [String: Sums] = [:]
    private var imported: [String: [Month]] = [:]
    private var importedMonths: [Month] = []

    private struct Sums {
        var allTime = UserTotals()
        var last30 = UserTotals()
        var last365 = UserTotals()
        var previous30 = UserTotals()
        var previous365 = UserTotals()
        var last7 = UserTotals()
        var months = Array(repeating: MetricValues(), count: UserStanding.monthCount)
    }

    /// - Parameter today: The last day of the windows.
    package init(today: Day) {
        self.today = today
        // Only the window of all time has no days.
        last30 = Window.last30Days.days(endingOn: today)!
        last365 = Window.last365Days.days(endingOn: today)!
        previous30 = Window.last30Days.previousDays(endingOn: today)!
        previous365 = Window.last365Days.previousDays(endingOn: today)!
        last7 = today.adding(days: -6)...today
    }

    /// The months whose days the windows of this or a later day may need.
    package var dailyMonths: ClosedRange<Month> { previous365.lowerBound.month...today.month }

    /// Whether a window begins or ends inside the month, so that its days must be added: in any other its total serves.
    package func needsDays(of month: Month) -> Bool { spans.contains { $0.days.cuts(month) } }

    /// The days of each window, and where they are summed.
    private var spans: [(days: ClosedRange<Day>, sum: WritableKeyPath<Sums, UserTotals>)] {
        [
            (last30, \Sums.last30), (last365, \Sums.last365), (previous30, \Sums.previous30),
            (previous365, \Sums.previous365), (last7, \Sums.last7),
        ]
    }

    /// Adds a month to the totals of all time, to the twelve months and to the windows that hold all of it. Each month is
    /// added once.
    package mutating func add(_ month: Month, totals: [String: UserTotals]) {
        let place = Int(month.ordinal - today.month.ordinal) + UserStanding.monthCount - 1
        let whole = spans.filter { $0.days.holds(month) }.map(\.sum)
        for (user, monthTotals) in totals {
            sums[user, default: Sums()].allTime += monthTotals
            for window in whole { sums[user, default: Sums()][keyPath: window] += monthTotals }
            if (0..<UserStanding.monthCount).contains(place) {
                sums[user, default: Sums()].months[place] = MetricValues(monthTotals)
            }
        }
    }

    /// Adds a month as another program had counted it, in place of what ``add(_:totals:)`` would add of it.
    package mutating func add(imported month: Month, totals: [String: UserTotals]) {
        add(month, totals: totals)
        importedMonths.append(month)
        for user in totals.keys { imported[user, default: []].append(month) }
    }

    /// Adds the totals of months of which no more is known: they count in the totals of all time alone.
    package mutating func add(archived totals: [String: UserTotals]) {
        for (user, part) in totals { sums[user, default: Sums()].allTime += part }
    }

    /// Adds the days of a month to the windows that hold some of them and not all. For others it does nothing.
    package mutating func addDays(of rollup: DailyRollup) {
        let cut = spans.filter { $0.days.cuts(rollup.month) }
        for (day, users) in rollup.days {
            let windows = cut.filter { $0.days.contains(day) }.map(\.sum)
            guard !windows.isEmpty else { continue }
            for (user, totals) in users {
                for window in windows { sums[user, default: Sums()][keyPath: window] += totals }
            }
        }
    }

    /// The standings of everybody who was added.
    ///
    /// - Parameters:
    ///   - cluster: The cluster's name as Slurm knows it.
    ///   - asOf: When the cluster's accounting was last read.
    ///   - minimumJobs: What the boards ask for; nobody is left out here, as clusters are merged first.
    package func standings(cluster: String, asOf: Timestamp, minimumJobs: Int = 1) -> ClusterStandings {
        let users = sums.sorted { $0.key < $1.key }.map { user, sums in
            var standing = UserStanding(user: user)
            standing.allTime = MetricValues(sums.allTime)
            standing.last30Days = MetricValues(sums.last30)
            standing.last365Days = MetricValues(sums.last365)
            standing.previous30Days = MetricValues(sums.previous30)
            standing.previous365Days = MetricValues(sums.previous365)
            standing.last7Days = MetricValues(sums.last7)
            standing.months = sums.months
            return standing
        }
        return ClusterStandings(
            cluster: cluster, asOf: asOf, today: today, memoryIsCollected: memoryIsCollected,
            minimumJobs: minimumJobs, importedMonths: importedMonths.sorted(), users: users)
    }

    private var memoryIsCollected: Bool {
        let lately = sums.values.filter { $0.last30.jobs > 0 }.map(\.last30)
        let totals = lately.isEmpty ? sums.values.map(\.allTime) : lately
        return totals.isEmpty || totals.contains { $0.measuredJobs > 0 }
    }

    /// The imported months that a user has a part in, in order.
    package func importedMonths(of user: String) -> [Month] { (imported[user] ?? []).sorted() }

    /// The totals of all time, by user.
    package var allTimeTotals: [String: UserTotals] { sums.mapValues(\.allTime) }

    /// The sums of all windows, by user.
    package var windowTotals: [String: WindowTotals] {
        sums.mapValues { sums in
            WindowTotals(
                allTime: sums.allTime, last365Days: sums.last365, last30Days: sums.last30,
                previous365Days: sums.previous365, previous30Days: sums.previous30, last7Days: sums.last7)
        }
    }
}

extension ClosedRange<Day> {
    /// Whether all days of the month lie in the range.
    func holds(_ month: Month) -> Bool { lowerBound <= month.firstDay && month.lastDay <= upperBound }

    /// Whether some days of the month lie in the range and others do not.
    fileprivate func cuts(_ month: Month) -> Bool { overlaps(month.days) && !holds(month) }
}
