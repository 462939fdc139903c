/// A ranking of users by one metric, or by their total level, over one window.
package struct Leaderboard: Equatable, Sendable {
    /// What the ranking is by.
    package enum Subject: Hashable, Sendable {
        /// Total level, then total experience; where there are no levels, the experience of the window alone.
        case overall
        case metric(Metric)
    }

    package var subject: Subject
    package var window: Window
    /// By rank, then by name.
    package var entries: [LeaderboardEntry]

    /// Ranks everybody who has an ended job in the window.
    ///
    /// Ranks are competition ranks: equal values share a rank and leave the gap behind them (1, 2, 2, 4); users of
    /// equal rank stand in the order of their names.
    ///
    /// - Parameters:
    ///   - users: One standing a user.
    ///   - subject: What is ranked by.
    ///   - window: The span of time that is summed.
    ///   - scale: How values become experience and levels.
    package init(
        of users: [UserStanding], by subject: Subject, in window: Window, scale: ExperienceScale = .standard
    ) {
        self.subject = subject
        self.window = window
        var entries = users.compactMap { standing -> LeaderboardEntry? in
            let values = standing.values(in: window)
            guard values[.jobs] > 0 else { return nil }
            return LeaderboardEntry(standing, subject: subject, window: window, scale: scale)
        }
        entries.sort { ($1.score, $0.user) < ($0.score, $1.user) }
        for index in entries.indices {
            let ties = index > 0 && entries[index].score == entries[index - 1].score
            entries[index].rank = ties ? entries[index - 1].rank : index + 1
        }
        let earlier = Leaderboard.previousRanks(of: users, by: subject, in: window, scale: scale)
        for index in entries.indices {
            entries[index].change =
                earlier[entries[index].user].map { .moved($0 - entries[index].rank) } ?? .new
        }
        self.entries = entries
    }

    /// The rank of each user in the window before; users without jobs there have none.
    private static func previousRanks(
        of users: [UserStanding], by subject: Subject, in window: Window, scale: ExperienceScale
    ) -> [String: Int] {
        let scores: [(user: String, score: LeaderboardEntry.Score)] = users.compactMap { standing in
            let values = standing.previousValues(of: window)
            guard values[.jobs] > 0 else { return nil }
            let before = standing.allTime - standing.values(in: window == .allTime ? .last30Days : window)
            return (standing.user, LeaderboardEntry.score(values, allTime: before, subject: subject, scale: scale))
        }.sorted { $1.score < $0.score }
        var ranks: [String: Int] = [:]
        ranks.reserveCapacity(scores.count)
        var rank = 0
        for (index, entry) in scores.enumerated() {
            if index == 0 || entry.score != scores[index - 1].score { rank = index + 1 }
            ranks[entry.user] = rank
        }
        return ranks
    }
}
