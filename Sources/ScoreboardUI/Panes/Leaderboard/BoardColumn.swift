package import Scoreboard
import TerminalKit

/// A column of the leaderboard.
package enum BoardColumn: Hashable, Sendable {
    case rank, change, name, level, value, progress, gained, share, trend
    /// The share of a user's jobs that failed.
    case failureRate
    case metric(Metric)
    /// Places gained: an order alone, never shown. Newcomers, who stand above all in that of ``change``, stand below.
    case improved

    /// The name on the command line (`--sort`).
    package var key: String {
        switch self {
        case .rank: "rank"
        case .change: "change"
        case .name: "user"
        case .level: "level"
        case .value: "xp"
        case .progress: "progress"
        case .gained: "gained"
        case .share: "share"
        case .trend: "trend"
        case .failureRate: "failure_rate"
        case .metric(let metric): metric.key
        case .improved: "improved"
        }
    }

    private static let plain: [BoardColumn] = [
        .rank, .change, .name, .level, .value, .progress, .gained, .share, .trend, .failureRate, .improved,
    ]

    /// The names of the columns that are no metrics.
    package static let plainKeys = plain.map(\.key)

    /// The column of this name; nil when there is none.
    package init?(key: String) {
        if let column = BoardColumn.plain.first(where: { $0.key == key }) {
            self = column
        } else if let metric = Metric(key: key) {
            self = .metric(metric)
        } else {
            return nil
        }
    }

    /// The column on this board: what it ranks by stands in its value column.
    func on(_ subject: Leaderboard.Subject) -> BoardColumn {
        if case .metric(let metric) = self, subject == .metric(metric) { return .value }
        return self
    }

    /// What `--sort` calls it on this board.
    func key(on subject: Leaderboard.Subject) -> String {
        if case .metric(let metric) = subject, self == .value { return metric.key }
        return key
    }

    /// What `--sort` takes on a board.
    package static func keys(of subject: Leaderboard.Subject, _ scale: ExperienceScale) -> [String] {
        columns(of: subject, scale).map(\.key)
    }

    /// Whether `--sort` of this column means something on a board.
    package func isOn(_ subject: Leaderboard.Subject, _ scale: ExperienceScale) -> Bool {
        self == .improved || BoardColumn.columns(of: subject, scale).contains(on(subject))
    }

    func title(_ subject: Leaderboard.Subject, _ scale: ExperienceScale) -> String {
        switch self {
        case .rank: "Rank"
        case .change: ""
        case .name: "Name"
        case .level: "Level"
        case .value:
            switch subject {
            case .metric(.failedJobs) where !scale.hasLevels: "Failed"
            case .metric(let metric) where !scale.hasLevel(metric): metric.shortTitle
            case .overall where !scale.hasLevels: "Score"
            default: "XP"
            }
        case .progress: "Progress to next"
        case .gained: "Gained 7d"
        case .share: "Share"
        case .trend: "12 months"
        case .failureRate: "Of jobs"
        case .metric(.failedJobs) where !scale.hasLevels: "Failed"
        case .metric(let metric): metric.shortTitle
        case .improved: "Most improved"
        }
    }

    /// The title in a list, where there is room, and where none may be empty.
    func name(_ subject: Leaderboard.Subject, _ scale: ExperienceScale) -> String {
        switch self {
        case .change: "Change of rank"
        case .gained: "Gained in 7 days"
        case .share: "Share of all"
        case .failureRate: "Failed, of all jobs"
        case .metric(let metric): Leaderboard.Subject.metric(metric).title(scale)
        default: title(subject, scale)
        }
    }

    var alignment: ScreenBuffer.Alignment {
        switch self {
        case .name, .change, .progress, .trend: .left
        default: .right
        }
    }

    /// The lower, the longer it stays on a narrow screen.
    var priority: Int {
        switch self {
        case .rank, .name: 0
        case .value: 1
        case .change: 2
        case .level: 3
        case .failureRate: 4
        case .gained: 5
        case .progress: 6
        case .trend: 7
        case .share: 8
        case .metric(let metric): 10 + metric.rawValue
        case .improved: .max
        }
    }

    /// Whether `Tab` stops here: the columns that hold a number of their own.
    var takesFocus: Bool {
        switch self {
        case .rank, .change, .progress, .trend, .improved: false
        default: true
        }
    }

    /// The order that is meant when nothing else is said: numbers from the largest, names from A.
    var sortsDescending: Bool { self != .name && self != .rank }

    /// All columns of a board, in the order of the screen when nothing else is chosen.
    static func columns(of subject: Leaderboard.Subject, _ scale: ExperienceScale) -> [BoardColumn] {
        var columns: [BoardColumn] = [.rank, .change, .name]
        switch subject {
        case .overall:
            columns += scale.hasLevels ? [.level] : []
            columns += [.value, .gained, .share, .trend]
        case .metric(let metric):
            if subject.hasLevel(scale) {
                columns += [.level, .value, .progress]
            } else {
                columns += [.value]
                if metric == .failedJobs { columns.append(.failureRate) }
            }
            columns += [.gained, .share, .trend]
        }
        let others = Leaderboard.Subject.tabs.compactMap { tab -> Metric? in
            guard case .metric(let metric) = tab, tab != subject else { return nil }
            return metric
        }
        return columns + others.map { .metric($0) }
    }
}
