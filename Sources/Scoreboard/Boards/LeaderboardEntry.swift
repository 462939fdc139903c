/// One user's line on a leaderboard.
package struct LeaderboardEntry: Equatable, Sendable {
    /// How far a user moved since the window before.
    package enum RankChange: Hashable, Sendable {
        /// Places gained (above zero) or lost.
        case moved(Int)
        /// Not on the board before.
        case new
    }

    /// What entries are ordered by: the larger comes first.
    package struct Score: Comparable, Hashable, Sendable {
        /// The metric's value, or the total level.
        package var primary: Double
        /// What settles equal total levels: the total experience; zero for a metric.
        package var secondary: Double

        package static func < (left: Score, right: Score) -> Bool {
            (left.primary, left.secondary) < (right.primary, right.secondary)
        }
    }

    /// From 1.
    package var rank: Int
    package var change: RankChange
    package var user: String
    package var score: Score
    /// Every metric over the board's window.
    package var values: MetricValues
    /// Every metric over the last seven days.
    package var last7Days: MetricValues
    /// Every metric over all time: levels come from these, whatever the window.
    package var allTime: MetricValues
    /// The last twelve months, the current one last.
    package var months: [MetricValues]

    init(_ standing: UserStanding, subject: Leaderboard.Subject, window: Window, scale: ExperienceScale) {
        rank = 0
        change = .moved(0)
        user = standing.user
        values = standing.values(in: window)
        last7Days = standing.last7Days
        allTime = standing.allTime
        months = standing.months
        score = LeaderboardEntry.score(values, allTime: standing.allTime, subject: subject, scale: scale)
    }

    /// A line whose rank is known.
    init(
        of user: Int, in roster: Roster, rank: Int, change: RankChange, subject: Leaderboard.Subject, window: Window,
        scale: ExperienceScale
    ) {
        self.rank = rank
        self.change = change
        self.user = roster.names[user]
        values = roster.values(of: user, in: window.span)
        last7Days = roster.values(of: user, in: .last7Days)
        allTime = roster.values(of: user, in: .allTime)
        months = StandingSpan.months.map { roster.values(of: user, in: $0) }
        score = LeaderboardEntry.score(values, allTime: allTime, subject: subject, scale: scale)
    }

    static func score(
        _ values: MetricValues, allTime: MetricValues, subject: Leaderboard.Subject, scale: ExperienceScale
    ) -> Score {
        switch subject {
        case .metric(let metric): Score(primary: values[metric], secondary: 0)
        case .overall where !scale.hasLevels: Score(primary: scale.totalExperience(values), secondary: 0)
        case .overall: Score(primary: Double(scale.totalLevel(allTime)), secondary: scale.totalExperience(allTime))
        }
    }
}
