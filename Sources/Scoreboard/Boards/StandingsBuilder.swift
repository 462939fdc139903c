/// Sums a cluster's rollups into the standings of its users. Whole numbers until the end, so that the order in which
/// rollups are added does not matter.
package struct StandingsBuilder: ~Copyable {
    private let today: Day
    /// The windows that have days, with these.
    private let windows: [(days: ClosedRange<Day>, span: StandingSpan)]
    /// Its numbers are where users stand in what follows.
    private let names = NameTable()
    private var sums = RankedSums()
    /// Of the twelve months of a standing.
    private var months = [MonthRows](repeating: MonthRows(), count: UserStanding.monthCount)
    private var part = Part()
    /// The number of the part in which each user was last added.
    private var lastParts: [Int] = []
    private var imported: [String: [Month]] = [:]
    private var importedMonths: [Month] = []

    /// What is being added, of many users each at most once: a month, or a day. Where it counts is found out once for all.
    private struct Part {
        var number = 0
        /// Of the sums; nil when it counts in none.
        var column: Int?
        var month: Int?
    }

    /// - Parameter today: The last day of the windows.
    package init(today: Day) {
        self.today = today
        // Only the window of all time has no days.
        windows = [
            (Window.last30Days.days(endingOn: today)!, .last30Days),
            (Window.last365Days.days(endingOn: today)!, .last365Days),
            (Window.last30Days.previousDays(endingOn: today)!, .previous30Days),
            (Window.last365Days.previousDays(endingOn: today)!, .previous365Days),
            (today.adding(days: -6)...today, .last7Days),
        ]
    }

    /// The months whose days the windows of this or a later day may need.
    package var dailyMonths: ClosedRange<Month> {
        (windows.map(\.days.lowerBound).min() ?? today).month...today.month
    }

    /// Whether a window begins or ends inside the month, so that its days must be added: in any other its total serves.
    package func needsDays(of month: Month) -> Bool { windows.contains { $0.days.cuts(month) } }

    /// Begins a month: what is added next counts in the totals of all time, in the twelve months, and in the windows that
    /// hold all of the month. Each month is added once.
    package mutating func begin(_ month: Month) {
        let place = Int(month.ordinal - today.month.ordinal) + UserStanding.monthCount - 1
        begin(
            [.allTime] + windows.filter { $0.days.holds(month) }.map(\.span),
            month: (0..<UserStanding.monthCount).contains(place) ? place : nil)
    }

    /// Begins a day: what is added next counts in the windows that hold the day and not all of its month; in the others the
    /// month's total does.
    package mutating func begin(_ day: Day) {
        let month = day.month
        begin(windows.filter { $0.days.cuts(month) && $0.days.contains(day) }.map(\.span))
    }

    private mutating func begin(_ spans: [StandingSpan], month: Int? = nil) {
        let column = spans.isEmpty ? nil : sums.column(of: RankedSpans(spans))
        part = Part(number: part.number + 1, column: column, month: month)
    }

    /// Adds a user's totals of the month or the day that was begun.
    ///
    /// - Returns: False, and nothing is added, when the same user was added to it before.
    @discardableResult
    package mutating func add(_ totals: UserTotals, of user: String) -> Bool {
        let number = number(of: user)
        guard lastParts[number] != part.number else { return false }
        lastParts[number] = part.number
        if let column = part.column { sums.add(totals, of: number, to: column) }
        if let month = part.month { months[month].set(MetricValues(totals), of: number) }
        return true
    }

    private mutating func number(of user: String) -> Int {
        let number = Int(names.index(of: user))
        if number == lastParts.count { lastParts.append(0) }
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
            guard part.column != nil else { continue }
            for (user, totals) in users { add(totals, of: user) }
        }
    }

    /// Adds what another builder was given, of the same day and none of it given to this one.
    package mutating func add(_ other: borrowing StandingsBuilder) {
        precondition(other.today == today, "windows of different days")
        let users = other.names.names.map { number(of: $0) }
        sums.add(other.sums, users: users)
        for month in months.indices { months[month].add(other.months[month], users: users) }
        importedMonths += other.importedMonths
        imported.merge(other.imported) { $0 + $1 }
    }

    /// The standings of users who were added.
    ///
    /// - Parameters:
    ///   - cluster: The cluster's name as Slurm knows it.
    ///   - asOf: When the cluster's accounting was last read.
    ///   - minimumJobs: What the boards ask for; nobody is left out for that here, as clusters are merged first.
    ///   - isIncluded: Whose standings are made.
    package func standings(
        cluster: String, asOf: Timestamp, minimumJobs: Int = 1, where isIncluded: (String) -> Bool = { _ in true }
    ) -> ClusterStandings {
        var packer = StandingPacker()
        var steps = CollectedSteps()
        for number in numbersByName {
            let (user, windows) = (names[UInt32(number)], sums.windows(of: number))
            steps.count(windows)
            guard isIncluded(user) else { continue }
            packer.begin(user)
            packer.add(MetricValues(windows.allTime), in: .allTime)
            packer.add(MetricValues(windows.last365Days), in: .last365Days)
            packer.add(MetricValues(windows.last30Days), in: .last30Days)
            packer.add(MetricValues(windows.previous365Days), in: .previous365Days)
            packer.add(MetricValues(windows.previous30Days), in: .previous30Days)
            packer.add(MetricValues(windows.last7Days), in: .last7Days)
            for month in months.indices {
                months[month].withRow(of: number) { packer.add($0, in: .month(month)) }
            }
        }
        let records = StandingRecords(packer)
        return ClusterStandings(
            ClusterStandings(
                cluster: cluster, asOf: asOf, today: today, memoryIsCollected: steps.memoryIsCollected,
                minimumJobs: minimumJobs, importedMonths: importedMonths.sorted(), users: []),
            records: records, range: records.names.indices)
    }

    /// Everybody who was added.
    package var users: [String] { names.names }

    /// Calls with the sums of everybody, in the order of names.
    package func forEachUser<Failure: Error>(
        _ body: (_ user: String, WindowTotals) throws(Failure) -> Void
    ) throws(Failure) {
        for number in numbersByName { try body(names[UInt32(number)], sums.windows(of: number)) }
    }

    /// Calls with everybody's totals of all time, in the order of names.
    package func forEachTotal<Failure: Error>(
        _ body: (_ user: String, UserTotals) throws(Failure) -> Void
    ) throws(Failure) {
        for number in numbersByName { try body(names[UInt32(number)], sums.allTime(of: number)) }
    }

    private var numbersByName: [Int] {
        let names = names.names
        return names.indices.sorted { names[$0] < names[$1] }
    }

    /// The imported months that a user has a part in, in order.
    package func importedMonths(of user: String) -> [Month] { (imported[user] ?? []).sorted() }
}

extension ClosedRange<Day> {
    /// Whether all days of the month lie in the range.
    func holds(_ month: Month) -> Bool { lowerBound <= month.firstDay && month.lastDay <= upperBound }

    /// Whether some days of the month lie in the range and others do not.
    fileprivate func cuts(_ month: Month) -> Bool { overlaps(month.days) && !holds(month) }
}
