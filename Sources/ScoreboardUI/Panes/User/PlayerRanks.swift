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
    init(of player: UserStanding, among users: Roster, scale: ExperienceScale) {
        let own = (level: scale.totalLevel(player.allTime), experience: scale.totalExperience(player.allTime))
        // Levels are of all time, whatever the window: they are worked out once.
        let levels = users.totalLevels(scale, in: StandingPeriod(.allTime))
        let isAhead = zip(levels, users.experience(scale, in: StandingPeriod(.allTime))).map { level, experience in
            level > Double(own.level) || level == Double(own.level) && experience > own.experience
        }
        for window in Window.allCases {
            let values = player.values(in: window)
            let isPresent = values[.jobs] > 0
            var ahead = [Int](repeating: 0, count: Metric.allCases.count)
            var sums = [Double](repeating: 0, count: Metric.allCases.count)
            var aheadOverall = 0
            var experience = 0.0
            var count = 0
            let all = Metric.allCases.map { values[$0] }
            let ownExperience = scale.totalExperience(values)
            let period = StandingPeriod(window.span)
            let experiences = users.experience(scale, in: period)
            let jobs = users.column(of: .jobs, in: period)
            for index in jobs.indices where jobs[index] > 0 {
                count += 1
                if scale.hasLevels ? isAhead[index] : experiences[index] > ownExperience { aheadOverall += 1 }
                experience += experiences[index]
            }
            users.visit(.all, in: period) { metric, others in
                for index in others.indices where jobs[index] > 0 {
                    if others[index] > all[metric] { ahead[metric] += 1 }
                    sums[metric] += max(0, others[index])
                }
            }
            playerCounts[window] = count
            func place(_ value: Double, _ ahead: Int, _ sum: Double) -> Place {
                Place(value: value, rank: isPresent ? ahead + 1 : nil, share: sum > 0 ? value / sum : 0)
            }
            for metric in Metric.allCases {
                places[Key(subject: .metric(metric), window: window)] = place(
                    values[metric], ahead[metric.rawValue], sums[metric.rawValue])
            }
            places[Key(subject: .overall, window: window)] = place(
                scale.totalExperience(values), aheadOverall, experience)
        }
    }

    subscript(subject: Leaderboard.Subject, window: Window) -> Place {
        places[Key(subject: subject, window: window)] ?? Place(value: 0, rank: nil, share: 0)
    }
}
