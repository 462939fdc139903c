import Scoreboard

/// Where one player stands on every board: by each metric and in each window.
struct PlayerRanks: Sendable {
    struct Place: Hashable, Sendable {
        var value: Double
        /// From 1; nil for who is not on the board of the window.
        var rank: Int?
        /// Of the sum over everybody: 0 to 1.
        var share: Double
    }

    private var places: [Key: Place] = [:]
    /// How many are on the board of a window.
    private(set) var playerCounts: [Window: Int] = [:]

    private struct Key: Hashable {
        var subject: Leaderboard.Subject
        var window: Window
    }

    /// - Parameter users: Everybody, the player among them or not.
    init(of player: UserStanding, among users: [UserStanding], scale: ExperienceScale) {
        let own = (level: scale.totalLevel(player.allTime), experience: scale.totalExperience(player.allTime))
        // Levels are of all time, whatever the window: they are worked out once.
        let isAhead = users.map { user -> Bool in
            let level = scale.totalLevel(user.allTime)
            return level > own.level || level == own.level && scale.totalExperience(user.allTime) > own.experience
        }
        for window in Window.allCases {
            let values = player.values(in: window)
            let isPresent = values[.jobs] > 0
            var ahead = [Int](repeating: 0, count: Metric.allCases.count)
            var sums = MetricValues()
            var aheadOverall = 0
            var experience = 0.0
            var count = 0
            for (index, user) in users.enumerated() {
                let others = user.values(in: window)
                guard others[.jobs] > 0 else { continue }
                count += 1
                let isOverallAhead =
                    scale.hasLevels
                    ? isAhead[index] : scale.totalExperience(others) > scale.totalExperience(values)
                if isOverallAhead { aheadOverall += 1 }
                experience += scale.totalExperience(others)
                for metric in Metric.allCases {
                    if others[metric] > values[metric] { ahead[metric.rawValue] += 1 }
                    sums[metric] += max(0, others[metric])
                }
            }
            playerCounts[window] = count
            func place(_ value: Double, _ ahead: Int, _ sum: Double) -> Place {
                Place(value: value, rank: isPresent ? ahead + 1 : nil, share: sum > 0 ? value / sum : 0)
            }
            for metric in Metric.allCases {
                places[Key(subject: .metric(metric), window: window)] = place(
                    values[metric], ahead[metric.rawValue], sums[metric])
            }
            places[Key(subject: .overall, window: window)] = place(
                scale.totalExperience(values), aheadOverall, experience)
        }
    }

    subscript(subject: Leaderboard.Subject, window: Window) -> Place {
        places[Key(subject: subject, window: window)] ?? Place(value: 0, rank: nil, share: 0)
    }
}
