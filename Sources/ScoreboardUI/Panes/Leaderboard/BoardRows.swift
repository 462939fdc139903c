import Scoreboard
import TerminalKit

/// A leaderboard made ready for the screen: filtered, sorted, and measured. Made anew when the data, the board, the
/// filter or the order changes, not for every frame; a line of it is made when it is seen.
struct BoardRows: Sendable {
    private(set) var ranking = Ranking()
    /// Places in the ranking, in the order of the screen.
    private(set) var order: [Int32] = []
    /// All places, whatever the filter, in the order of ``sort``: a filter that is typed sorts nothing.
    private var sorted: [Int32] = []
    private var sort: BoardSort?
    private var filter: WordFilter?
    /// Everybody on the board, by the value column from the smallest: sums and medians are taken from it.
    private var ascending: [Int32] = []
    /// How many columns each column's contents take, at the widest.
    private(set) var widths: [BoardColumn: Int] = [:]
    /// Of all that the board's players have in the window: the same whatever the board ranks by.
    private var extent = BoardExtent()
    /// The sum of the value column over the whole board, for shares.
    private(set) var total = 0.0
    /// Of what is shown.
    private(set) var shownSum = 0.0
    private(set) var shownMedian = 0.0
    /// The sums of what is shown; nil where nobody asked for them.
    private(set) var totals: BoardTotals?
    /// The users that are shown, in the order of the screen.
    private(set) var shown = PlayerOrder()
    /// What the value column shows of everybody in the roster.
    private var values: [Double] = []
    private var scale = ExperienceScale.standard

    var subject: Leaderboard.Subject { ranking.subject }

    var count: Int { order.count }

    /// Of the whole board, whatever the filter.
    var allCount: Int { ranking.count }

    subscript(row: Int) -> LeaderboardEntry { ranking.entry(at: Int(order[row])) }

    /// The user of a row.
    func name(at row: Int) -> String { shown[row] }

    /// The row of a user; nil when it is not shown.
    func row(of user: String) -> Int? { shown.firstIndex(of: user) }

    /// The user's line, shown or not; nil when there is none.
    func entry(of user: String) -> LeaderboardEntry? {
        guard let player = ranking.roster.place(of: user),
            let place = ranking.players.firstIndex(of: Int32(player))
        else { return nil }
        return ranking.entry(at: place)
    }

    init() {}

    /// - Parameter before: What was shown before; what of it does not depend on the subject is taken over.
    init(
        roster: Roster, subject: Leaderboard.Subject, window: Window, scale: ExperienceScale,
        before: BoardRows = BoardRows()
    ) {
        self.scale = scale
        ranking = Ranking(of: roster, by: subject, in: window, scale: scale)
        let isSameWindow = before.ranking.window == window && before.ranking.roster.isCopy(of: roster)
        extent = isSameWindow ? before.extent : BoardExtent(ranking)
        values =
            subject == .overall
            ? roster.experience(scale, in: StandingPeriod(window.span)) : ranking.scores
        total = ranking.players.reduce(0) { $0 + max(0, values[Int($1)]) }
        if isRankedByValue {
            ascending = ranking.players.reversed()
        } else {
            ascending = ranking.players
            StableOrder.sort(&ascending) { values[$0] }
        }
        measure()
    }

    /// What a board's value column would show of everybody.
    private static func values(
        of subject: Leaderboard.Subject, _ roster: Roster, _ period: StandingPeriod, _ scale: ExperienceScale
    ) -> [Double] {
        switch subject {
        case .overall: roster.experience(scale, in: period)
        case .metric(let metric): roster.column(of: metric, in: period)
        }
    }

    /// Whether ranks go by what the value column shows.
    private var isRankedByValue: Bool { subject != .overall || !scale.hasLevels }

    /// Narrows and sorts; equal rows stand by rank, then by name.
    mutating func arrange(filter: WordFilter, sort: BoardSort) {
        if sort != self.sort {
            self.sort = sort
            sorted = sortedPlaces(by: sort)
        }
        let players = ranking.players
        order = sorted
        if !filter.isEmpty {
            ranking.roster.folded.withBytes { names in
                order.removeAll { !filter.passes(names[Int(players[Int($0)])]) }
            }
        }
        shown = PlayerOrder(order.map { players[Int($0)] }, of: ranking.roster)
        // In another order the sums are the same.
        if filter != self.filter {
            self.filter = filter
            sumUp()
        }
    }

    private func sortedPlaces(by sort: BoardSort) -> [Int32] {
        var places = ranking.players.indices.map { Int32($0) }
        // Places are in the natural order already.
        if sort != BoardSort(.rank), sort != LeaderboardPane.naturalSort(subject, scale) {
            let keys = keys(of: sort.column)
            StableOrder.sort(&places, descending: sort.isDescending) { keys[$0] }
        }
        return places
    }

    /// In ascending order, as sums of the same rows in another order may differ in their last bit.
    private mutating func sumUp() {
        let ascending = count == allCount ? ascending : ascending.filter { shown.shows(Int($0)) }
        shownSum = ascending.reduce(0) { $0 + values[Int($1)] }
        func value(_ place: Int) -> Double { values[Int(ascending[place])] }
        let middle = ascending.count / 2
        shownMedian =
            ascending.isEmpty
            ? 0 : ascending.count.isMultiple(of: 2) ? (value(middle - 1) + value(middle)) / 2 : value(middle)
    }

    /// Adds up what is shown.
    mutating func addUp() {
        var totals = BoardTotals()
        let roster = ranking.roster
        totals.count = count
        func sum(_ metrics: MetricSet, _ span: StandingSpan) -> MetricValues {
            roster.sum(metrics, in: StandingPeriod(span)) { shown.shows($0) }
        }
        totals.values = sum(.all, ranking.window.span)
        let ranked: MetricSet =
            if case .metric(let metric) = subject { MetricSet(metric) } else { MetricSet(scale.skills) }
        totals.gained = sum(ranked, .last7Days)
        totals.months = StandingSpan.months.map { sum(ranked, $0) }
        for (player, level) in levels.enumerated() where shown.shows(player) { totals.levels += Int(level) }
        self.totals = totals
    }

    /// The rows whose names hold the text, in the order of the screen.
    func matches(_ text: String) -> [Int] {
        let part = Array(text.lowercased().utf8)
        guard !part.isEmpty else { return [] }
        return ranking.roster.folded.withBytes { names in
            order.indices.filter { names[Int(ranking.players[Int(order[$0])])].holds(part) }
        }
    }

    /// The level that a row shows: of all time, whatever the window.
    func level(_ entry: LeaderboardEntry) -> Int? { subject.level(entry.allTime, scale) }

    /// How far the next level is: 0 to 0.9999.
    func progress(_ entry: LeaderboardEntry) -> Double {
        guard case .metric(let metric) = subject else { return 0 }
        return scale.experience(metric, entry.allTime).map(ExperienceTable.progress) ?? 0
    }

    func share(_ entry: LeaderboardEntry) -> Double {
        total > 0 ? subject.value(entry.values, scale) / total : 0
    }

    func failureRate(_ entry: LeaderboardEntry) -> Double {
        entry.values[.jobs] > 0 ? entry.values[.failedJobs] / entry.values[.jobs] : 0
    }

    /// The twelve months of the sparkline.
    func months(_ entry: LeaderboardEntry) -> [Double] { entry.months.map { subject.value($0, scale) } }

    /// What a column is sorted by, of each place in the ranking.
    private func keys(of column: BoardColumn) -> [Double] {
        let roster = ranking.roster
        let window = StandingPeriod(ranking.window.span)
        func each(_ ofEverybody: [Double]) -> [Double] { ranking.players.map { ofEverybody[Int($0)] } }
        switch column {
        case .rank: return ranking.ranks.map(Double.init)
        case .change, .improved:
            // Newcomers stand above everybody who moved, or below.
            let newcomers = column == .change ? 1e9 : -.infinity
            return ranking.changes.map { $0 == Ranking.newcomer ? newcomers : Double($0) }
        // By bytes: the same on every machine.
        case .name: return each(roster.placesByName)
        case .level: return each(levels)
        case .value: return each(values)
        case .progress: return each(progress)
        case .gained: return each(BoardRows.values(of: subject, roster, StandingPeriod(.last7Days), scale))
        case .share: return ranking.players.map { total > 0 ? values[Int($0)] / total : 0 }
        case .trend:
            var sums = [Double](repeating: 0, count: roster.count)
            for span in StandingSpan.months {
                let month = BoardRows.values(of: subject, roster, StandingPeriod(span), scale)
                for player in sums.indices { sums[player] += month[player] }
            }
            return each(sums)
        case .failureRate:
            let (failed, jobs) = (roster.column(of: .failedJobs, in: window), roster.column(of: .jobs, in: window))
            return each(zip(failed, jobs).map { $1 > 0 ? $0 / $1 : 0 })
        case .metric(let metric): return each(roster.column(of: metric, in: window))
        }
    }

    /// Everybody's ``level(_:)``; 0 without one.
    private var levels: [Double] {
        let allTime = StandingPeriod(.allTime)
        guard case .metric(let metric) = subject else {
            return scale.hasLevels ? ranking.scores : ranking.roster.totalLevels(scale, in: allTime)
        }
        guard scale.hasLevel(metric), let worth = scale.experiencePerUnit[metric] else {
            return [Double](repeating: 0, count: ranking.roster.count)
        }
        return ranking.roster.column(of: metric, in: allTime).map { Double(ExperienceTable.level(of: worth * $0)) }
    }

    /// Everybody's ``progress(_:)``.
    private var progress: [Double] {
        guard case .metric(let metric) = subject, let worth = scale.experiencePerUnit[metric] else {
            return [Double](repeating: 0, count: ranking.roster.count)
        }
        return ranking.roster.column(of: metric, in: StandingPeriod(.allTime)).map {
            ExperienceTable.progress(of: worth * $0)
        }
    }

    private mutating func measure() {
        let roster = ranking.roster
        let gains = BoardRows.values(of: subject, roster, StandingPeriod(.last7Days), scale)
        var value = 0.0
        var gained = 0.0
        for player in ranking.players {
            value = max(value, values[Int(player)])
            gained = max(gained, gains[Int(player)])
        }
        let moved = ranking.changes.reduce(1) { $1 == Ranking.newcomer ? $0 : max($0, abs($1)) }
        let lastRank = ranking.ranks.last ?? 1
        widths = [
            .rank: String(lastRank).utf8.count + 2, .change: max(3, String(moved).utf8.count + 1),
            .name: extent.nameWidth, .level: 3, .value: width(value, subject), .progress: 17,
            .gained: width(gained, subject) + 1, .share: 5, .trend: UserStanding.monthCount, .failureRate: 6,
        ]
        for metric in Metric.allCases {
            widths[.metric(metric)] = width(extent.largest[metric], .metric(metric))
        }
    }

    private func width(_ value: Double, _ subject: Leaderboard.Subject) -> Int {
        if case .metric(let metric) = subject, metric.unit == .megabytes { return "999.9 GB".utf8.count }
        return subject.text(value).utf8.count
    }
}
