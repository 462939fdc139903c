/// Sums a cluster's rollups into the standings of its users. Whole numbers until the end, so that the order in which
/// rollups are added does not matter.
package struct StandingsBuilder {
    private let today: Day
    private let last30: ClosedRange<Day>
    private let last365: ClosedRange<Day>
    private let previous30: ClosedRange<Day>
    private let previous365: ClosedRange<Day>
    private let last7: ClosedRange<Day>
    /// The number of each user: where its sums stand.
    private var numbers: [String: Int] = [:]
    private var names: [String] = []
    /// Of each user as many as there are spans.
    private var sums: [UserTotals] = []
    /// Of each user as many as there are months in a standing.
    private var months: [MetricValues] = []
    private var part = Part()
    /// The number of the part in which each user was last added.
    private var lastParts: [Int] = []
    private var imported: [String: [Month]] = [:]
    private var importedMonths: [Month] = []

    /// What is summed of each user.
    private enum Span: Int, CaseIterable {
        case allTime, last30, last365, previous30, previous365, last7

        static let count = allCases.count
    }

    /// What is being added, of many users each at most once: a month, or a day. Where it counts is found out once for all.
    private struct Part {
        var number = 0
        var spans: [Span] = []
        var month: Int?
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

    /// The days of each window.
    private var spans: [(days: ClosedRange<Day>, span: Span)] {
        [
            (last30, .last30), (last365, .last365), (previous30, .previous30), (previous365, .previous365),
            (last7, .last7),
        ]
    }

    /// Begins a month: what is added next counts in the totals of all time, in the twelve months, and in the windows that
    /// hold all of the month. Each month is added once.
    package mutating func begin(_ month: Month) {
        let place = Int(month.ordinal - today.month.ordinal) + UserStanding.monthCount - 1
        begin(
            [.allTime] + spans.filter { $0.days.holds(month) }.map(\.span),
            month: (0..<UserStanding.monthCount).contains(place) ? place : nil)
    }

    /// Begins a day: what is added next counts in the windows that hold the day and not all of its month; in the others the
    /// month's total does.
    package mutating func begin(_ day: Day) {
        let month = day.month
        begin(spans.filter { $0.days.cuts(month) && $0.days.contains(day) }.map(\.span))
    }

    private mutating func begin(_ spans: [Span], month: Int? = nil) {
        part = Part(number: part.number + 1, spans: spans, month: month)
    }

    /// Adds a user's totals of the month or the day that was begun.
    ///
    /// - Returns: False, and nothing is added, when the same user was added to it before.
    @discardableResult
    package mutating func add(_ totals: UserTotals, of user: String) -> Bool {
        let number = number(of: user)
        guard lastParts[number] != part.number else { return false }
        lastParts[number] = part.number
        for span in part.spans { sums[number * Span.count + span.rawValue] += totals }
        if let month = part.month { months[number * UserStanding.monthCount + month] = MetricValues(totals) }
        return true
    }

    private mutating func number(of user: String) -> Int {
        if let number = numbers[user] { return number }
        let number = names.count
        numbers[user] = number
        names.append(user)
        lastParts.append(0)
        sums += repeatElement(UserTotals(), count: Span.count)
        months += repeatElement(MetricValues(), count: UserStanding.monthCount)
        return number
    }

    /// Adds a month.
    package mutating func add(_ month: Month, totals: [String: UserTotals]) {
        begin(month)
        for (user, totals) in totals { add(totals, of: user) }
    }

    /// Adds a month as another program had counted it, in place of what ``add(_:totals:)`` would add of it.
    package mutating func add(imported month: Month, totals: [String: UserTotals]) {
        add(month, totals: totals)
        importedMonths.append(month)
        for user in totals.keys { imported[user, default: []].append(month) }
    }

    /// Adds the totals of months of which no more is known: they count in the totals of all time alone.
    package mutating func add(archived totals: [String: UserTotals]) {
        begin([.allTime])
        for (user, totals) in totals { add(totals, of: user) }
    }

    /// Adds the days of a month to the windows that hold some of them and not all. For others it does nothing.
    package mutating func addDays(of rollup: DailyRollup) {
        for (day, users) in rollup.days {
            begin(day)
            guard !part.spans.isEmpty else { continue }
            for (user, totals) in users { add(totals, of: user) }
        }
    }

    /// Adds what another builder was given, of the same day and none of it given to this one.
    package mutating func add(_ other: StandingsBuilder) {
        precondition(other.today == today, "windows of different days")
        for (number, user) in other.names.enumerated() {
            let own = self.number(of: user)
            for span in 0..<Span.count { sums[own * Span.count + span] += other.sums[number * Span.count + span] }
            for month in 0..<UserStanding.monthCount {
                months[own * UserStanding.monthCount + month] += other.months[number * UserStanding.monthCount + month]
            }
        }
        importedMonths += other.importedMonths
        imported.merge(other.imported) { $0 + $1 }
    }

    /// The standings of everybody who was added.
    ///
    /// - Parameters:
    ///   - cluster: The cluster's name as Slurm knows it.
    ///   - asOf: When the cluster's accounting was last read.
    ///   - minimumJobs: What the boards ask for; nobody is left out here, as clusters are merged first.
    package func standings(cluster: String, asOf: Timestamp, minimumJobs: Int = 1) -> ClusterStandings {
        let users = names.indices.sorted { names[$0] < names[$1] }.map { number in
            var standing = UserStanding(user: names[number])
            standing.allTime = MetricValues(sum(.allTime, of: number))
            standing.last30Days = MetricValues(sum(.last30, of: number))
            standing.last365Days = MetricValues(sum(.last365, of: number))
            standing.previous30Days = MetricValues(sum(.previous30, of: number))
            standing.previous365Days = MetricValues(sum(.previous365, of: number))
            standing.last7Days = MetricValues(sum(.last7, of: number))
            let first = number * UserStanding.monthCount
            standing.months = Array(months[first..<first + UserStanding.monthCount])
            return standing
        }
        return ClusterStandings(
            cluster: cluster, asOf: asOf, today: today, memoryIsCollected: memoryIsCollected,
            minimumJobs: minimumJobs, importedMonths: importedMonths.sorted(), users: users)
    }

    private func sum(_ span: Span, of number: Int) -> UserTotals { sums[number * Span.count + span.rawValue] }

    private var memoryIsCollected: Bool {
        let lately = names.indices.filter { sum(.last30, of: $0).jobs > 0 }
        if !lately.isEmpty { return lately.contains { sum(.last30, of: $0).measuredJobs > 0 } }
        return names.isEmpty || names.indices.contains { sum(.allTime, of: $0).measuredJobs > 0 }
    }

    /// The imported months that a user has a part in, in order.
    package func importedMonths(of user: String) -> [Month] { (imported[user] ?? []).sorted() }

    /// The totals of all time, by user.
    package var allTimeTotals: [String: UserTotals] { numbers.mapValues { sum(.allTime, of: $0) } }

    /// The sums of all windows, by user.
    package var windowTotals: [String: WindowTotals] {
        numbers.mapValues { number in
            WindowTotals(
                allTime: sum(.allTime, of: number), last365Days: sum(.last365, of: number),
                last30Days: sum(.last30, of: number), previous365Days: sum(.previous365, of: number),
                previous30Days: sum(.previous30, of: number), last7Days: sum(.last7, of: number))
        }
    }
}

extension ClosedRange<Day> {
    /// Whether all days of the month lie in the range.
    func holds(_ month: Month) -> Bool { lowerBound <= month.firstDay && month.lastDay <= upperBound }

    /// Whether some days of the month lie in the range and others do not.
    fileprivate func cuts(_ month: Month) -> Bool { overlaps(month.days) && !holds(month) }
}
