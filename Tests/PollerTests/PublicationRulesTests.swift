import Poller
import Scoreboard
import Storage
import Testing

@Suite struct PublicationRulesTests {
    private func merged(_ bench: PollBench) throws -> [String] {
        try StandingsSidecar.decode(PosixFileSystem().read(bench.root.standings), path: "boards").map(\.cluster)
    }

    @Test func anExcludedClusterIsInNoMergedBoard() throws {
        let bench = try PollBench([PollSessionTests.job(1)])
        try bench.pollAll()
        bench.settings.cluster = try ClusterName("geddes")
        bench.sacct.clusters.append("geddes")
        try bench.poll()
        #expect(try merged(bench) == ["geddes", "hammer"])
        bench.settings.cluster = try ClusterName("hammer")
        bench.settings.publication.excluded = [try ClusterName("geddes")]
        try bench.poll()
        #expect(try merged(bench) == ["hammer"])
        let scope = bench.settings.publication
        let files = PosixFileSystem()
        let clusters = try bench.root.clusters(in: files)
        func boards(_ rules: PublicationRules) throws -> [String] {
            try Doctor(root: bench.root, files: files, clock: bench.clock, rules: rules).examine(clusters)
                .filter { $0.subject == .boards }.map(\.message)
        }
        #expect(try boards(scope) == [])
        #expect(try boards(PublicationRules()) == ["it lacks the cluster"])
    }

    @Test func boardsAreOfTheWindowsThatTheSiteHas() throws {
        let bench = try PollBench([PollSessionTests.job(1)])
        try bench.pollAll()
        let files = PosixFileSystem()
        let all = ["alltime.json", "rolling-30d.json", "rolling-365d.json"]
        func boards(_ directory: String) throws -> [String] {
            try files.list(directory).filter { $0.hasSuffix(".json") }
        }
        #expect(try boards(bench.root.leaderboardsDirectory) == all)
        bench.settings.publication.windows = [.last30Days]
        try bench.poll()
        #expect(try boards(bench.root.leaderboardsDirectory) == ["rolling-30d.json"])
        #expect(try boards(bench.directory.leaderboardsDirectory) == ["rolling-30d.json"])
        bench.settings.publication.windows = Window.allCases
        try bench.poll()
        #expect(try boards(bench.directory.leaderboardsDirectory) == all)
    }
}
