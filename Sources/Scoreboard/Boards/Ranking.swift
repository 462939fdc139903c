/// The order of a ``Leaderboard`` without its lines, which are made when somebody looks at them: the same players, ranks
/// and changes.
package struct Ranking: Sendable {
    package let roster: Roster
    package let subject: Leaderboard.Subject
    package let window: Window
    /// Who is on the board, as indices into the roster: by rank, then by name.
    package private(set) var players: [Int32] = []
    /// From 1, of each of `players`.
    package private(set) var ranks: [Int32] = []
    /// Places gained, of each of `players`; ``newcomer`` for who was not on the board before.
    package private(set) var changes: [Int32] = []
    /// What everybody in the roster is ordered by, in the window: the metric, or the total level.
    package let scores: [Double]
    private let scale: ExperienceScale

    package static let newcomer = Int32.min

    /// Nobody.
    package init() {
        self.init(of: Roster(), by: .overall, in: .allTime)
    }

    /// - Parameters:
    ///   - roster: Who is ranked.
    ///   - subject: What by.
    ///   - window: Over which span of time.
    ///   - scale: What a unit of each metric is worth.
    ///   - hasChanges: Whether the places gained are told; where they are not, nobody was on the board before.
    package init(
        of roster: Roster, by subject: Leaderboard.Subject, in window: Window, scale: ExperienceScale = .standard,
        hasChanges: Bool = true
    ) {
        self.roster = roster
        self.subject = subject
        self.window = window
        self.scale = scale
        let ranked = MetricSet(subject.metrics(scale) + [.jobs])
        roster.unpack(hasChanges ? .all : ranked, in: StandingPeriod(window.span))
        if hasChanges { roster.unpack(ranked, in: window.previousPeriod) }
        if subject == .overall, scale.hasLevels { roster.unpack(ranked, in: window.periodBefore) }
        let jobs = roster.column(of: .jobs, in: StandingPeriod(window.span))
        let scores = ScoreColumns(
            of: roster, by: subject, in: StandingPeriod(window.span), allTime: StandingPeriod(.allTime), scale)
        self.scores = scores.primary
        players = roster.indicesByName.filter { jobs[Int($0)] > 0 }
        ranks = scores.rank(&players)
        guard hasChanges else {
            changes = Array(repeating: Ranking.newcomer, count: players.count)
            return
        }

        let earlierJobs = roster.column(of: .jobs, in: window.previousPeriod)
        let earlierScores = ScoreColumns(
            of: roster, by: subject, in: window.previousPeriod, allTime: window.periodBefore, scale)
        var earlier = roster.indicesByName.filter { earlierJobs[Int($0)] > 0 }
        let earlierRanks = earlierScores.rank(&earlier)
        var before = [Int32](repeating: 0, count: roster.count)
        for (place, player) in earlier.enumerated() { before[Int(player)] = earlierRanks[place] }
        changes = players.indices.map { place in
            let rank = before[Int(players[place])]
            return rank == 0 ? Ranking.newcomer : rank - ranks[place]
        }
    }

    /// How many players are on the board.
    package var count: Int { players.count }

    /// The largest value of each metric in the window, from zero.
    package func largestValues() -> MetricValues {
        var largest = [Double](repeating: 0, count: Metric.allCases.count)
        let jobs = roster.column(of: .jobs, in: StandingPeriod(window.span))
        roster.visit(.all, in: StandingPeriod(window.span)) { metric, values in
            // From one end of the columns to the other, which is quicker than in the order of the ranks.
            var most = 0.0
            for user in values.indices where jobs[user] > 0 { most = max(most, values[user]) }
            largest[metric] = most
        }
        return MetricValues(each: largest)
    }

    /// A line, made now.
    package func entry(at place: Int) -> LeaderboardEntry {
        LeaderboardEntry(
            of: Int(players[place]), in: roster, rank: Int(ranks[place]), change: change(at: place), subject: subject,
            window: window, scale: scale)
    }

    /// How far the player of a place moved.
    package func change(at place: Int) -> LeaderboardEntry.RankChange {
        changes[place] == Ranking.newcomer ? .new : .moved(Int(changes[place]))
    }
}

extension Leaderboard.Subject {
    /// What it is worked out from.
    fileprivate func metrics(_ scale: ExperienceScale) -> [Metric] {
        switch self {
        case .overall: scale.skills
        case .metric(let metric): [metric]
        }
    }
}

/// What players are ordered by, of everybody in a roster.
private struct ScoreColumns {
    let primary: [Double]
    /// Nil where nothing settles equal ones.
    private let secondary: [Double]?

    /// The same as ``LeaderboardEntry/score(_:allTime:subject:scale:)``.
    init(
        of roster: Roster, by subject: Leaderboard.Subject, in period: StandingPeriod, allTime: StandingPeriod,
        _ scale: ExperienceScale
    ) {
        switch subject {
        case .metric(let metric): (primary, secondary) = (roster.column(of: metric, in: period), nil)
        case .overall where !scale.hasLevels:
            (primary, secondary) = (roster.experience(scale, in: period), nil)
        case .overall: (primary, secondary) = roster.levelsAndExperience(scale, in: allTime)
        }
    }

    /// Brings players from the order of their names into that of their ranks.
    func rank(_ players: inout [Int32]) -> [Int32] {
        if let secondary { StableOrder.sort(&players, descending: true) { secondary[$0] } }
        StableOrder.sort(&players, descending: true) { primary[$0] }
        var ranks: [Int32] = []
        ranks.reserveCapacity(players.count)
        for (place, player) in players.enumerated() {
            let isTied = place > 0 && isEqual(Int(player), Int(players[place - 1]))
            ranks.append(isTied ? ranks[place - 1] : Int32(place + 1))
        }
        return ranks
    }

    private func isEqual(_ player: Int, _ other: Int) -> Bool {
        primary[player] == primary[other] && secondary.map { $0[player] == $0[other] } ?? true
    }
}
