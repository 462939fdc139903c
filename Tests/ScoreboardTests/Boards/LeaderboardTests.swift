import Testing

@testable import Scoreboard

@Suite struct LeaderboardTests {
    /// A user with these core-hours, and one job for each window in which there are any.
    private func user(
        _ name: String, allTime: Double = 0, last365: Double = 0, last30: Double = 0, before365: Double = 0,
        before30: Double = 0
    ) -> UserStanding {
        func values(_ hours: Double) -> MetricValues {
            var values = MetricValues()
            values[.coreHours] = hours
            values[.jobs] = hours > 0 ? 1 : 0
            return values
        }
        var standing = UserStanding(user: name)
        standing.last30Days = values(last30)
        standing.last365Days = values(last365)
        standing.previous30Days = values(before30)
        standing.previous365Days = values(before365)
        standing.allTime = values(allTime)
        // Jobs of all time are those of the last month and those before.
        standing.allTime[.jobs] = (last30 > 0 ? 1 : 0) + (allTime > last30 ? 1 : 0)
        return standing
    }

    private func lines(_ board: Leaderboard) -> [String] {
        board.entries.map { entry in
            switch entry.change {
            case .new: "\(entry.rank) \(entry.user) NEW"
            case .moved(let places): "\(entry.rank) \(entry.user) \(places)"
            }
        }
    }

    @Test func `Equal values share a rank and leave a gap, in the order of names`() {
        let users = [
            user("zoe", last30: 5), user("bob", last30: 7), user("ann", last30: 7), user("cy", last30: 9),
            user("dan", last30: 5), user("eve", last30: 5), user("flo", last30: 1),
        ]
        let board = Leaderboard(of: users, by: .metric(.coreHours), in: .last30Days)
        #expect(board.entries.map(\.user) == ["cy", "ann", "bob", "dan", "eve", "zoe", "flo"])
        #expect(board.entries.map(\.rank) == [1, 2, 2, 4, 4, 4, 7])
        #expect(Leaderboard(of: users.reversed(), by: .metric(.coreHours), in: .last30Days) == board)
    }

    @Test func `Only who has jobs in the window is on the board`() {
        let users = [
            user("old", allTime: 50), user("recent", allTime: 3, last365: 3, last30: 3),
            user("year", allTime: 20, last365: 20), user("nobody"),
        ]
        func names(_ window: Window) -> [String] {
            Leaderboard(of: users, by: .metric(.coreHours), in: window).entries.map(\.user)
        }
        #expect(names(.last30Days) == ["recent"])
        #expect(names(.last365Days) == ["year", "recent"])
        #expect(names(.allTime) == ["old", "year", "recent"])
        #expect(Leaderboard(of: [], by: .overall, in: .allTime).entries.isEmpty)
    }

    /// Who has jobs but nothing of the metric is on the board, last.
    @Test func `Zero is a value`() {
        var idle = user("idle", last30: 4)
        idle.last30Days[.coreHours] = 0
        let board = Leaderboard(of: [idle, user("ann", last30: 4)], by: .metric(.coreHours), in: .last30Days)
        #expect(board.entries.map(\.user) == ["ann", "idle"])
        #expect(board.entries.map(\.rank) == [1, 2])
    }

    /// Before: ann 9, bob 8, cy 8, gone 7, dan 6: ranks 1, 2, 2, 4, 5. Now: dan 9, ann 5, bob 5, cy 4, eve 1.
    @Test func `Changes of rank are against the window before`() {
        let users = [
            user("ann", last30: 5, before30: 9), user("bob", last30: 5, before30: 8),
            user("cy", last30: 4, before30: 8), user("dan", last30: 9, before30: 6), user("eve", last30: 1),
            user("gone", before30: 7),
        ]
        let board = Leaderboard(of: users, by: .metric(.coreHours), in: .last30Days)
        #expect(lines(board) == ["1 dan 4", "2 ann -1", "2 bob 0", "4 cy -2", "5 eve NEW"])
    }

    @Test func `The year is measured against the year before`() {
        let users = [
            user("ann", last365: 5, last30: 9, before365: 1, before30: 9),
            user("bob", last365: 4, last30: 1, before365: 2, before30: 1), user("cy", last365: 3, before30: 4),
        ]
        let board = Leaderboard(of: users, by: .metric(.coreHours), in: .last365Days)
        #expect(lines(board) == ["1 ann 1", "2 bob -1", "3 cy NEW"])
    }

    /// All time has no window before: its change is against what stood 30 days ago. Then: bob 10, ann 4; now: ann 14.
    @Test func `All time is measured against 30 days ago`() {
        let users = [
            user("ann", allTime: 14, last365: 14, last30: 10), user("bob", allTime: 11, last365: 11, last30: 1),
            user("cy", allTime: 3, last365: 3, last30: 3),
        ]
        let board = Leaderboard(of: users, by: .metric(.coreHours), in: .allTime)
        #expect(lines(board) == ["1 ann 1", "2 bob -1", "3 cy NEW"])
    }

    /// 0.3 hours less 0.1 are 0.2 hours, whatever binary fractions say: both stood at rank 1.
    @Test func `Who stood level 30 days ago shares the rank of then`() {
        let users = [
            user("ann", allTime: 0.3, last365: 0.3, last30: 0.1), user("bob", allTime: 0.2, last365: 0.2),
        ]
        let board = Leaderboard(of: users, by: .metric(.coreHours), in: .allTime)
        #expect(lines(board) == ["1 ann 0", "2 bob -1"])
    }

    /// Core-hours are experience 1 to 1: 83 is level 2 and 174 level 3; five skills at 1 add 5, of jobs 10 each.
    @Test func `Overall is by total level, then experience, then name`() {
        let users = [
            user("low", allTime: 50, last30: 50), user("bea", allTime: 100, last30: 1),
            user("ada", allTime: 100, last30: 2), user("more", allTime: 101, last30: 1),
            user("top", allTime: 174, last30: 1), user("away", allTime: 5000),
        ]
        let board = Leaderboard(of: users, by: .overall, in: .last30Days)
        #expect(board.entries.map(\.user) == ["top", "more", "ada", "bea", "low"])
        #expect(board.entries.map(\.rank) == [1, 2, 3, 3, 5])
        #expect(board.entries.map(\.score.primary) == [8, 7, 7, 7, 6])
        // Two jobs of 10 beside the core-hours; `low` has one.
        #expect(board.entries.map(\.score.secondary) == [194, 121, 120, 120, 60])
    }

    /// A lower total level with more experience stands below: levels are steep.
    @Test func `Levels go before experience`() {
        var broad = UserStanding(user: "broad")
        broad.last30Days[.jobs] = 1
        broad.allTime = broad.last30Days
        for (metric, value) in [(Metric.coreHours, 83.0), (.wallHours, 8.3), (.gpuHours, 0.83)] {
            broad.allTime[metric] = value
        }
        var steep = UserStanding(user: "steep")
        steep.last30Days[.jobs] = 1
        steep.allTime = steep.last30Days
        steep.allTime[.coreHours] = 275
        // broad: 2 + 2 + 2 + 1 + 1 + 1 = 9, experience 259; steep: 3 + 5 × 1 = 8, experience 285.
        let board = Leaderboard(of: [steep, broad], by: .overall, in: .last30Days)
        #expect(board.entries.map(\.user) == ["broad", "steep"])
        #expect(board.entries.map(\.score.primary) == [9, 8])
    }

    @Test func `An entry carries the window's values and the levels' base`() throws {
        var ann = user("ann", allTime: 14, last365: 12, last30: 10)
        ann.last7Days[.jobs] = 3
        ann.months[11][.jobs] = 4
        let entry = try #require(
            Leaderboard(of: [ann], by: .metric(.coreHours), in: .last365Days).entries.first)
        #expect(entry.values == ann.last365Days)
        #expect(entry.allTime == ann.allTime)
        #expect(entry.last7Days == ann.last7Days)
        #expect(entry.months == ann.months)
        #expect(entry.score.primary == 12)
    }
}
