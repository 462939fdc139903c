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

    @Test func boardsAreOfPeople() throws {
        let bench = try PollBench([PollSessionTests.job(1), PollSessionTests.job(2, user: "svc-backup")])
        bench.settings.publication.usernames = UsernamePattern(["*", "!svc-*"])
        try bench.pollAll()
        let files = PosixFileSystem()
        func users(_ path: String) throws -> [String] {
            try StandingsSidecar.decode(files.read(path), path: path).flatMap { $0.users.map(\.user) }
        }
        #expect(try users(bench.root.standings) == ["alice"])
        #expect(try users(bench.directory.path(of: .standings)) == ["alice"])
        #expect(try files.list(bench.directory.usersDirectory) == ["alice.json"])
        for path in [bench.root.leaderboard(.allTime), bench.directory.path(of: .leaderboard(.allTime))] {
            let board = String(decoding: try files.read(path), as: UTF8.self)
            #expect(board.contains("alice") && !board.contains("svc"))
        }
        // All are counted.
        #expect(try bench.totals(of: "svc-backup").jobs == 1)
        let findings = try Doctor(
            root: bench.root, files: files, clock: bench.clock, rules: bench.settings.publication
        ).examine([bench.directory])
        #expect(!findings.contains { $0.subject == .boards })
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
