import Testing

@testable import Scoreboard

@Suite struct VisibilityPolicyTests {
    private func standing(_ user: String, jobs: Double) -> UserStanding {
        var standing = UserStanding(user: user)
        standing.allTime[.jobs] = jobs
        return standing
    }

    private func cluster(_ name: String, _ users: [UserStanding]) -> ClusterStandings {
        ClusterStandings(cluster: name, asOf: Timestamp(seconds: 0), today: day("2026-11-23"), users: users)
    }

    @Test func `Three jobs are enough, unless one opted out`() {
        let policy = VisibilityPolicy(optedOut: ["eve"])
        #expect(policy.shows("ann", jobs: 3))
        #expect(!policy.shows("ann", jobs: 2))
        #expect(!policy.shows("eve", jobs: 1_000_000))
        #expect(policy.shows("Eve", jobs: 3), "names are folded before they come here")
        #expect(VisibilityPolicy(minimumJobs: 1).shows("ann", jobs: 1))
        #expect(!VisibilityPolicy(minimumJobs: 1).shows("ann", jobs: 0))
    }

    @Test func `Clusters count together, and one alone asks for as many`() {
        let clusters = [
            cluster("bell", [standing("ann", jobs: 2), standing("bob", jobs: 1), standing("eve", jobs: 9)]),
            cluster("negishi", [standing("ann", jobs: 2), standing("bob", jobs: 1), standing("cy", jobs: 3)]),
        ]
        let visible = VisibilityPolicy(optedOut: ["eve"], minimumJobs: 3).visible(clusters)
        #expect(visible.map { $0.users.map(\.user) } == [["ann"], ["ann", "cy"]])
        #expect(visible.map(\.minimumJobs) == [3, 3])
        #expect(visible.mergedUsers.map(\.user) == ["ann", "cy"])
        #expect(visible.mergedUsers.map { $0.allTime[.jobs] } == [4, 3])
        #expect(visible.prefix(1).mergedUsers.map(\.user) == [])
        #expect(visible.suffix(1).mergedUsers.map(\.user) == ["cy"])
    }

    @Test func `A count that is none hides or shows without a crash`() {
        let users = [-1, .infinity, -.infinity, 1e300, .nan].map { standing("\($0)", jobs: $0) }
        #expect(VisibilityPolicy(minimumJobs: 3).visible(users).map(\.user) == ["inf", "1e+300"])
        _ = VisibilityPolicy().visible([cluster("a", users), cluster("b", users)])
    }
}
