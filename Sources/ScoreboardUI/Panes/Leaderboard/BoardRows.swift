import Scoreboard
import TerminalKit

/// A leaderboard made ready for the screen: filtered, sorted, and measured. Made anew when the data, the board, the
/// filter or the order changes, not for every frame.
struct BoardRows: Sendable {
    /// By rank.
    private(set) var entries: [LeaderboardEntry] = []
    /// Indices into `entries`, in the order of the screen.
    private(set) var order: [Int] = []
    /// How many columns each column's contents take, at the widest.
    private(set) var widths: [BoardColumn: Int] = [:]
    /// The sum of the value column over the whole board, for shares.
    private(set) var total = 0.0
    /// Of what is shown.
    private(set) var shownSum = 0.0
    private(set) var shownMedian = 0.0
    /// The sums of what is shown; nil where nobody asked for them.
    private(set) var totals: BoardTotals?
    private(set) var subject = Leaderboard.Subject.overall
    /// The users that are shown, in the order of the screen.
    private(set) var names: [String] = []
    private var foldedNames: [[UInt8]] = []
    private var places: [String: Int] = [:]
    private var scale = ExperienceScale.standard

    var count: Int { order.count }

    subscript(row: Int) -> LeaderboardEntry { entries[order[row]] }

    /// The row of a user; nil when it is not shown.
    func row(of user: String) -> Int? { places[user] }

    /// Whether the user is on the board, shown or not.
    func contains(_ user: String) -> Bool { entries.contains { $0.user == user } }

    init() {}

    init(users: [UserStanding], subject: Leaderboard.Subject, window: Window, scale: ExperienceScale) {
        self.subject = subject
        self.scale = scale
        entries = Leaderboard(of: users, by: subject, in: window, scale: scale).entries
        foldedNames = entries.map { Array($0.user.lowercased().utf8) }
        total = entries.reduce(0) { $0 + max(0, subject.value($1.values, scale)) }
        measure()
    }

    /// Narrows and sorts; equal rows stand by rank, then by name.
    mutating func arrange(filter: WordFilter, sort: BoardSort) {
        var chosen = filter.isEmpty ? Array(entries.indices) : entries.indices.filter { filter.passes(foldedNames[$0]) }
        if sort.column == .name {
            // By bytes: the same on every machine.
            chosen.sort { left, right in
                let order = entries[left].user < entries[right].user
                return entries[left].user == entries[right].user ? left < right : order != sort.isDescending
            }
        } else if sort != BoardSort(.rank) {
            let keys = entries.map { key(of: sort.column, $0) }
            chosen.sort { left, right in
                if keys[left] == keys[right] { return left < right }
                return (keys[left] < keys[right]) != sort.isDescending
            }
        }
        order = chosen
        names = chosen.map { entries[$0].user }
        places = [:]
        places.reserveCapacity(chosen.count)
        for (row, index) in chosen.enumerated() { places[entries[index].user] = row }
        let values = chosen.map { subject.value(entries[$0].values, scale) }.sorted()
        shownSum = values.reduce(0, +)
        let middle = values.count / 2
        shownMedian =
            values.isEmpty
            ? 0 : values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
    }

    /// Adds up what is shown.
    mutating func addUp() {
        var totals = BoardTotals()
        for index in order { totals.add(entries[index], level: level(entries[index])) }
        self.totals = totals
    }

    /// The rows whose names hold the text, in the order of the screen.
    func matches(_ text: String) -> [Int] {
        let part = Array(text.lowercased().utf8)
        guard !part.isEmpty else { return [] }
        return order.indices.filter { foldedNames[order[$0]].firstRange(of: part) != nil }
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

    private func key(of column: BoardColumn, _ entry: LeaderboardEntry) -> Double {
        switch column {
        case .rank: Double(entry.rank)
        case .change:
            switch entry.change {
            // Newcomers stand above everybody who moved.
            case .new: 1e9
            case .moved(let places): Double(places)
            }
        case .improved:
            if case .moved(let places) = entry.change { Double(places) } else { -.infinity }
        case .name: 0
        case .level: Double(level(entry) ?? 0)
        case .value: subject.value(entry.values, scale)
        case .progress: progress(entry)
        case .gained: subject.value(entry.last7Days, scale)
        case .share: share(entry)
        case .trend: months(entry).reduce(0, +)
        case .failureRate: failureRate(entry)
        case .metric(let metric): entry.values[metric]
        }
    }

    private mutating func measure() {
        var largest = MetricValues()
        var value = 0.0
        var gained = 0.0
        var nameWidths: [Int] = []
        nameWidths.reserveCapacity(entries.count)
        var moved = 1
        for entry in entries {
            for metric in Metric.allCases { largest[metric] = max(largest[metric], entry.values[metric]) }
            value = max(value, subject.value(entry.values, scale))
            gained = max(gained, subject.value(entry.last7Days, scale))
            nameWidths.append(entry.user.displayWidth)
            if case .moved(let places) = entry.change { moved = max(moved, abs(places)) }
        }
        // One name of 200 columns does not take the room of everybody's bars: nineteen of twenty fit whole.
        nameWidths.sort()
        let name = nameWidths.isEmpty ? 0 : nameWidths[nameWidths.count * 19 / 20]
        let lastRank = entries.last?.rank ?? 1
        widths = [
            .rank: String(lastRank).utf8.count + 2, .change: max(3, String(moved).utf8.count + 1),
            .name: min(24, max(10, name)), .level: 3, .value: width(value, subject), .progress: 17,
            .gained: width(gained, subject) + 1, .share: 5, .trend: UserStanding.monthCount, .failureRate: 6,
        ]
        for metric in Metric.allCases {
            widths[.metric(metric)] = width(largest[metric], .metric(metric))
        }
    }

    private func width(_ value: Double, _ subject: Leaderboard.Subject) -> Int {
        if case .metric(let metric) = subject, metric.unit == .megabytes { return "999.9 GB".utf8.count }
        return subject.text(value).utf8.count
    }
}
