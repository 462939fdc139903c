import SeededNumbers
import Testing

@testable import Scoreboard

/// What is packed and looked at by columns, against the same one by one.
@Suite struct RosterTests {
    @Test(arguments: 0..<30) func `A roster is the merged users`(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let clusters = RandomBoards.clusters(&dice)
        let merged = clusters.mergedUsers
        for clusters in [clusters, RandomBoards.packed(clusters)] {
            let roster = Roster(clusters)
            #expect(Array(roster) == merged)
            #expect(roster.names == merged.map(\.user))
            for (index, user) in merged.enumerated() {
                #expect(roster.place(of: user.user) == index)
                #expect(roster.standing(of: user.user) == user)
            }
            #expect(roster.place(of: "nobody") == nil)
            let single = Roster(clusters.prefix(1))
            #expect(Array(single) == clusters.prefix(1).mergedUsers)
        }
    }

    @Test func `Users of one cluster keep their order`() {
        var dice = SeededGenerator(seed: 5)
        var clusters = Array(RandomBoards.clusters(&dice).prefix(1))
        clusters[0].users = clusters[0].users.reversed()
        let roster = Roster(clusters)
        #expect(Array(roster) == clusters.mergedUsers)
        for (index, name) in roster.names.enumerated() { #expect(roster.place(of: name) == index) }
        #expect(Ranking(of: roster, by: .overall, in: .allTime).isSame(as: clusters.mergedUsers))
    }

    @Test(arguments: 0..<10) func `Columns are what the standings hold`(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let clusters = RandomBoards.clusters(&dice)
        let merged = clusters.mergedUsers
        let roster = Roster(clusters)
        let scale = ExperienceScale.standard
        for window in Window.allCases {
            let previous = merged.map { $0.previousValues(of: window) }
            for metric in Metric.allCases {
                let now = roster.column(of: metric, in: StandingPeriod(window.span))
                #expect(now == merged.map { $0.values(in: window)[metric] })
                #expect(roster.column(of: metric, in: window.previousPeriod) == previous.map { $0[metric] })
            }
            let experience = roster.experience(scale, in: window.previousPeriod)
            #expect(experience == previous.map { scale.totalExperience($0) })
            let levels = roster.totalLevels(scale, in: window.previousPeriod)
            #expect(levels == previous.map { Double(scale.totalLevel($0)) })
        }
        for span in StandingSpan.all {
            let sum = roster.sum(.all, in: StandingPeriod(span)) { $0.isMultiple(of: 2) }
            let counted = merged.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { $0.element[span] }
            #expect(sum == counted.reduce(MetricValues(), +))
        }
    }

    @Test func `Columns that were forgotten come again`() {
        var dice = SeededGenerator(seed: 11)
        let roster = Roster(RandomBoards.packed(RandomBoards.clusters(&dice)))
        let period = Window.allTime.previousPeriod
        let before = Metric.allCases.map { roster.column(of: $0, in: period) }
        let copy = roster
        copy.forgetColumns()
        #expect(Metric.allCases.map { roster.column(of: $0, in: period) } == before)
    }

    /// Whatever was asked for before, in between or not at all.
    @Test(arguments: [1, 7, 1000]) func `What is unpacked ahead is the same`(step: Int) {
        var dice = SeededGenerator(seed: 13)
        let clusters = RandomBoards.packed(RandomBoards.clusters(&dice))
        let merged = clusters.mergedUsers
        for asked in 0..<6 {
            let roster = Roster(clusters)
            let number = Roster(clusters).count
            let first = StandingPeriod(StandingSpan.all[asked])
            if asked.isMultiple(of: 2) { _ = roster.column(of: .coreHours, in: first) }
            var steps = 0
            while roster.unpackAhead(step) {
                steps += 1
                if steps == asked { _ = roster.column(of: .jobs, in: StandingPeriod(.last7Days)) }
                if steps == 2 * asked, asked == 4 { roster.forgetColumns() }
            }
            // Each of the six spans by steps; what was begun is not begun again.
            let each = (number + step - 1) / step
            #expect(asked == 4 ? steps >= 6 * each : steps == 6 * each)
            #expect(!roster.unpackAhead(step))
            for span in StandingSpan.all {
                for metric in Metric.allCases {
                    #expect(roster.column(of: metric, in: StandingPeriod(span)) == merged.map { $0[span][metric] })
                }
            }
        }
        #expect(!Roster().unpackAhead())
    }

    @Test func `Levels and experience together are those apart`() {
        var dice = SeededGenerator(seed: 17)
        let roster = Roster(RandomBoards.packed(RandomBoards.clusters(&dice)))
        for window in Window.allCases {
            let both = roster.levelsAndExperience(.standard, in: window.periodBefore)
            #expect(both.levels == roster.totalLevels(.standard, in: window.periodBefore))
            #expect(both.experience == roster.experience(.standard, in: window.periodBefore))
        }
    }

    /// One value is rounded as all of them together are: also where halves meet, and where no bits are left for a fraction.
    @Test func `One value settles as all do`() {
        var dice = SeededGenerator(seed: 2)
        let limits = [0.5, 1.5, 2.5, -0.5, 0x1p51 - 0.5, 0x1p51, 0x1p51 + 0.5, 0x1p52 + 1, 0x1p53, 1e300, .infinity]
        let values =
            limits
            + (0..<2000).map { _ in
                Double(
                    sign: .plus, exponent: Int.random(in: -20...60, using: &dice),
                    significand: Double.random(in: -1...1, using: &dice))
            }
        for metric in Metric.allCases {
            for value in values {
                var all = MetricValues()
                all[metric] = value
                all.settle()
                let one = MetricValues.settled(value, scale: MetricValues.scales[metric.rawValue])
                #expect(one == all[metric], "\(metric) \(value)")
            }
        }
    }

    @Test(arguments: 0..<6) func `A ranking is the leaderboard`(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let clusters = RandomBoards.clusters(&dice)
        let merged = clusters.mergedUsers
        let roster = Roster(RandomBoards.packed(clusters))
        for levels in [true, false] {
            var scale = ExperienceScale.standard
            scale.hasLevels = levels
            for window in Window.allCases {
                for subject in [.overall] + Metric.allCases.map({ .metric($0) }) as [Leaderboard.Subject] {
                    let ranking = Ranking(of: roster, by: subject, in: window, scale: scale)
                    #expect(ranking.isSame(as: merged, scale: scale))
                    let plain = Ranking(of: roster, by: subject, in: window, scale: scale, hasChanges: false)
                    #expect(plain.players == ranking.players && plain.ranks == ranking.ranks)
                    #expect(plain.scores == ranking.scores)
                    #expect(plain.changes.count == plain.count && plain.changes.allSatisfy { $0 == Ranking.newcomer })
                }
            }
        }
    }

    @Test func `Standings are equal however they are held`() {
        var dice = SeededGenerator(seed: 3)
        let clusters = RandomBoards.clusters(&dice)
        let packed = RandomBoards.packed(clusters)
        #expect(packed == clusters)
        #expect(packed == RandomBoards.packed(clusters))
        var other = clusters
        other[1].users[0].months[3][.jobs] += 1
        #expect(packed != other)
        #expect(packed != RandomBoards.packed(other))
        for (cluster, one) in zip(packed, clusters) {
            #expect(cluster.userCount == one.users.count && one.userCount == one.users.count)
            for user in one.users { #expect(cluster.standing(of: user.user) == user) }
            #expect(cluster.standing(of: "nobody") == nil)
        }
    }

    /// Byte by byte: a record that is copied is the record that would be packed.
    @Test func `A record's bytes are those of its standing alone`() {
        var dice = SeededGenerator(seed: 8)
        var users = RandomBoards.clusters(&dice).flatMap(\.users)
        // Rows that are the one before them, at the beginning too, and nobody's.
        users[0].last365Days = users[0].allTime
        users[0].last30Days = users[0].allTime
        users.append(UserStanding(user: "none"))
        let all = StandingRecords(users)
        for (place, user) in users.enumerated() {
            let one = StandingRecords([user])
            all.withRecord(place) { bytes, rows in
                one.withRecord(0) { #expect(bytes.elementsEqual($0) && rows.elementsEqual($1)) }
                #expect(bytes.count == one.raw.count)
            }
            #expect(one.standing(of: 0) == user)
        }
    }

    @Test func `Names are folded as strings are`() {
        let names = ["Ann", "ÉVA", "İ", "", "bob-2", "李"]
        FoldedNames(names).withBytes { folded in
            for (index, name) in names.enumerated() { #expect(Array(folded[index]) == Array(name.lowercased().utf8)) }
        }
    }
}

extension Ranking {
    /// Whether its lines are those of the leaderboard that is made the simple way.
    fileprivate func isSame(as users: [UserStanding], scale: ExperienceScale = .standard) -> Bool {
        let board = Leaderboard(of: users, by: subject, in: window, scale: scale)
        let largest = board.entries.reduce(into: MetricValues()) { largest, entry in
            for metric in Metric.allCases { largest[metric] = max(largest[metric], entry.values[metric]) }
        }
        return (0..<count).map(entry) == board.entries && largestValues() == largest
    }
}
