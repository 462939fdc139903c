import Testing

@testable import Scoreboard

@Suite struct MergedUsersTests {
    private func cluster(_ name: String, _ users: [UserStanding]) -> ClusterStandings {
        ClusterStandings(cluster: name, asOf: Timestamp(seconds: 0), today: day("2026-11-23"), users: users)
    }

    private func standing(_ user: String, coreSeconds: Int64) -> UserStanding {
        var standing = UserStanding(user: user)
        let values = MetricValues(UserTotals(jobs: 1, coreSeconds: coreSeconds))
        standing.allTime = values
        standing.last365Days = values
        standing.last30Days = values
        standing.previous365Days = values
        standing.previous30Days = values
        standing.last7Days = values
        standing.months = standing.months.map { _ in values }
        return standing
    }

    @Test func `Sums run across clusters per user`() {
        let merged = [
            cluster("negishi", [standing("lee", coreSeconds: 3600), standing("zoe", coreSeconds: 7200)]),
            cluster("hammer", [standing("kim", coreSeconds: 1800), standing("lee", coreSeconds: 5400)]),
            cluster("bell", []),
        ].mergedUsers
        #expect(merged.map(\.user) == ["kim", "lee", "zoe"])
        #expect(merged.map { $0.allTime[.coreHours] } == [0.5, 2.5, 2])
        let lee = merged[1]
        let values = [
            lee.allTime, lee.last365Days, lee.last30Days, lee.previous365Days, lee.previous30Days, lee.last7Days,
        ]
        for value in values + lee.months {
            #expect(value[.coreHours] == 2.5)
            #expect(value[.jobs] == 2)
        }
    }

    /// A tenth of an hour and two tenths are not three tenths in binary: 0.30000000000000004.
    @Test func `Equal use shares a rank, on however many clusters it was made`() {
        let merged = [
            cluster("bell", [standing("ann", coreSeconds: 360), standing("bob", coreSeconds: 1080)]),
            cluster("hammer", [standing("ann", coreSeconds: 720), standing("cy", coreSeconds: 1)]),
        ].mergedUsers
        #expect(merged[0].allTime[.coreHours] == merged[1].allTime[.coreHours])
        let board = Leaderboard(of: merged, by: .metric(.coreHours), in: .last30Days)
        #expect(board.entries.map(\.rank) == [1, 1, 3])
        #expect(board.entries.map(\.user) == ["ann", "bob", "cy"])
    }

    /// 298,800 core-seconds are the 83 hours at which level 2 begins; the sum of these three, in hours, is a bit less.
    @Test func `A level that is reached to the second is reached`() throws {
        let parts: [Int64] = [283_857, 151, 14_792]
        let merged = parts.enumerated().map { cluster("c\($0)", [standing("ann", coreSeconds: $1)]) }.mergedUsers
        let ann = try #require(merged.first)
        #expect(ann.allTime[.coreHours] == 83)
        #expect(ExperienceScale.standard.level(.coreHours, ann.allTime) == 2)
        #expect(ann.months[0][.coreHours] == 83)
    }
}
