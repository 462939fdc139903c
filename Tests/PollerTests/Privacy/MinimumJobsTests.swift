import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Whoever has few jobs is on no board; on a board of several clusters they count together.
@Suite struct MinimumJobsTests {
    /// The rollups, from which all is summed and clusters are merged, hold everybody who did not opt out.
    static func isRecord(_ name: String) -> Bool { name.contains("/agg/rollups/") || name.hasSuffix("standings.bin") }

    @Test func fewJobsShowNobody() throws {
        let site = try PrivacyBench()
        try site.poll()
        #expect(try site.leaks(of: ["fewjobs"], butIn: Self.isRecord) == [])
        // By its core hours the first place would be theirs.
        #expect(try site.board().map(\.rank) == Array(1...8))
        #expect(try site.problems() == [])
        let whole = try PrivacyBench(minimumJobs: 1)
        try whole.poll()
        #expect(try whole.board().first == PrivacyBench.Row(rank: 1, user: "fewjobs", jobs: 2))
        // Three boards of the cluster and three of all, the sidecar of these, and the own file.
        #expect(try whole.leaks(of: ["fewjobs"], butIn: Self.isRecord).count == 8)
    }

    @Test func theThirdJobShowsThemAll() throws {
        let site = try PrivacyBench()
        try site.poll()
        site.bench.clock.advance(seconds: 600)
        site.bench.sacct.records.append(
            PollSessionTests.job(999, user: "fewjobs", end: site.bench.clock.now().seconds - 400))
        try site.poll()
        #expect(try site.board().first == PrivacyBench.Row(rank: 1, user: "fewjobs", jobs: 3))
        #expect(try site.bench.paths().contains("clusters/hammer/agg/users/fewjobs.json"))
        // A site that asks for more, or for less, is obeyed at once.
        site.bench.settings.publication.minimumJobs = 6
        try site.poll()
        #expect(try site.board().map(\.jobs) == [10, 9, 8, 7, 6])
        #expect(try site.leaks(of: ["fewjobs", "quinn", "cy.json"], butIn: Self.isRecord) == [])
        #expect(try site.problems() == [])
        site.bench.settings.publication.minimumJobs = 3
        try site.poll()
        #expect(try site.board().count == 9)
        #expect(try site.bench.paths().contains("clusters/hammer/agg/users/fewjobs.json"))
        #expect(try site.problems() == [])
    }

    @Test func theJobsOfSeveralClustersCountTogether() throws {
        let site = try PrivacyBench()
        try site.poll()
        try site.poll(
            "negishi",
            [
                PollSessionTests.job(1, user: "fewjobs"), PollSessionTests.job(2, user: "fewjobs"),
                PollSessionTests.job(3, user: "loner"),
            ])
        #expect(try site.board().first == PrivacyBench.Row(rank: 1, user: "fewjobs", jobs: 4))
        #expect(try site.leaks(of: ["loner"], butIn: Self.isRecord) == [])
        for cluster in ["hammer", "negishi"] {
            #expect(
                try !site.board("clusters/\(cluster)/agg/leaderboards/alltime.json").map(\.user).contains("fewjobs"))
            #expect(try !site.bench.paths().contains("clusters/\(cluster)/agg/users/fewjobs.json"))
        }
        // What the interface makes of the merged sidecar is what is published.
        let sidecar = try StandingsSidecar.decode(site.files.read(site.root.standings), path: "boards.bin")
        for choice in [["hammer"], ["negishi"], ["hammer", "negishi"]] {
            let users = sidecar.filter { choice.contains($0.cluster) }.mergedUsers
            let drawn = Leaderboard(of: users, by: .metric(.coreHours), in: .allTime).entries.map {
                PrivacyBench.Row(rank: $0.rank, user: $0.user, jobs: Int($0.values[.jobs]))
            }
            let path = choice.count == 1 ? "clusters/\(choice[0])/agg/" : ""
            #expect(try drawn == site.board("\(path)leaderboards/alltime.json"))
        }
        #expect(try site.problems() == [])
    }
}
