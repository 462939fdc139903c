import Foundation
import Testing

/// The boards, against sums made here from the daily rollups.
@Suite struct BoardTests {
    struct Board: Decodable {
        struct Row: Decodable {
            var rank: Int
            var user: String
            var value: Double
            var jobs: Double
            var gpu_jobs: Double
            var failed_jobs: Double
            var elapsed_hours: Double
            var clock_hours: Double
            var gpu_elapsed_hours: Double
            var gpu_clock_hours: Double
            var sum_req_mem_mb: Double
            var sum_avg_mem_mb: Double
            var sum_max_mem_mb: Double
        }
        var asof: String
        var window: String
        var metric: String
        var cluster: String
        var rows: [Row]
    }

    private static let stems = ["alltime": "alltime", "365d": "rolling-365d", "30d": "rolling-30d"]
    /// The first day of each window that ends on 2026-11-23, and its last.
    private static let windows = [
        "alltime": ("0000-01-01", "9999-12-31"), "365d": ("2025-11-24", "2026-11-23"),
        "30d": ("2026-10-25", "2026-11-23"),
    ]

    private func board(_ root: Root, _ window: String, cluster: String? = nil) throws -> Board {
        let place = cluster.map { "clusters/\($0)/agg/leaderboards" } ?? "leaderboards"
        let data = try root.directory.data("root/\(place)/\(Self.stems[window]!).json")
        return try JSONDecoder().decode(Board.self, from: data)
    }

    /// Two clusters that share users, with months inside, outside and on the edges of the windows; the present month's
    /// rows go on behind the present day.
    private func filled() throws -> Root {
        let root = Root()
        for (cluster, month, seed) in [
            ("negishi", "2026-11", 1), ("negishi", "2026-10", 2), ("negishi", "2025-11", 3), ("negishi", "2024-02", 4),
            ("hammer", "2026-10", 5), ("hammer", "2026-09", 6), ("hammer", "2025-10", 7), ("hammer", "2025-11", 8),
        ] {
            let text = try RowSamples.generated(cluster, month: month, jobs: 400, users: 25, seed: seed)
            let outcome = try root.ingest(cluster, [try root.directory.write(text, to: "\(cluster)-\(month)")])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        return root
    }

    private func sums(_ tables: [FigureTable], _ window: String) -> [String: Figures] {
        let (first, last) = Self.windows[window]!
        var sums: [String: Figures] = [:]
        for (day, users) in tables.flatMap({ $0 }) where first <= day && day <= last {
            sums.merge(users, uniquingKeysWith: +)
        }
        return sums
    }

    private func compare(_ board: Board, _ sums: [String: Figures], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(Set(board.rows.map(\.user)) == Set(sums.keys), sourceLocation: sourceLocation)
        for row in board.rows {
            guard let sum = sums[row.user] else { continue }
            let pairs: [(String, Double, Double)] = [
                ("value", row.value, Double(sum.core_seconds) / 3600), ("jobs", row.jobs, Double(sum.jobs)),
                ("gpu_jobs", row.gpu_jobs, Double(sum.gpu_jobs)),
                ("failed_jobs", row.failed_jobs, Double(sum.failed_jobs)),
                ("elapsed_hours", row.elapsed_hours, Double(sum.elapsed_seconds) / 3600),
                ("clock_hours", row.clock_hours, Double(sum.core_seconds) / 3600),
                ("gpu_elapsed_hours", row.gpu_elapsed_hours, Double(sum.gpu_elapsed_seconds) / 3600),
                ("gpu_clock_hours", row.gpu_clock_hours, Double(sum.gpu_seconds) / 3600),
                ("sum_req_mem_mb", row.sum_req_mem_mb, Double(sum.req_mem_bytes) / 1e6),
                ("sum_avg_mem_mb", row.sum_avg_mem_mb, Double(sum.avg_mem_bytes) / 1e6),
                ("sum_max_mem_mb", row.sum_max_mem_mb, Double(sum.max_mem_bytes) / 1e6),
            ]
            for (name, found, wanted) in pairs {
                #expect(
                    abs(found - wanted) <= wanted * 1e-12, "\(row.user) \(name): \(found), not \(wanted)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    @Test func valuesAreSumsOverTheDaysOfTheWindowAndTheClusters() throws {
        let root = try filled()
        let tables = [try root.daily("negishi"), try root.daily("hammer")]
        for window in ["alltime", "365d", "30d"] {
            let merged = try board(root, window)
            #expect(merged.window == window)
            #expect(merged.cluster == "ALL")
            #expect(merged.metric == "clock_hours")
            compare(merged, sums(tables, window))
            compare(try board(root, window, cluster: "negishi"), sums([tables[0]], window))
            for (index, row) in merged.rows.enumerated() {
                #expect(row.rank == 1 + merged.rows.count { $0.value > row.value })
                if index > 0 {
                    let before = merged.rows[index - 1]
                    #expect(before.value > row.value || (before.value == row.value && before.user < row.user))
                }
            }
        }
        let differing = Set(["alltime", "365d", "30d"].map { sums(tables, $0).values.reduce(Figures(), +).jobs })
        #expect(differing.count == 3, "the sample must tell the windows apart")
    }

    private static let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|Submit|Start|End"

    private static func row(_ id: Int, _ user: String, end: String, seconds: Int = 3600) -> String {
        "\(id)|\(user)|COMPLETED|\(seconds)|1|1|1G|cpu=1|2024-01-01T00:00:00|2024-01-01T00:00:00|\(end)"
    }

    @Test func windowsAreExactToTheDay() throws {
        let root = Root()
        let rows = [
            Self.row(1, "in30first", end: "2026-10-25T00:00:00"), Self.row(2, "out30", end: "2026-10-24T23:59:59"),
            Self.row(3, "in30last", end: "2026-11-23T11:59:59"), Self.row(4, "in365first", end: "2025-11-24T00:00:00"),
            Self.row(5, "out365", end: "2025-11-23T23:59:59"),
        ]
        try root.ingest("hammer", [try root.directory.write(RowSamples.text(Self.header, rows), to: "rows")])
        func users(_ window: String) throws -> [String] { try board(root, window).rows.map(\.user).sorted() }
        expectEqual(try users("30d"), ["in30first", "in30last"])
        expectEqual(try users("365d"), ["in30first", "in30last", "in365first", "out30"])
        expectEqual(try users("alltime"), ["in30first", "in30last", "in365first", "out30", "out365"])
        // The next day the first one is out.
        let next = try Binary.run(
            ["leaderboards", "--rebuild", "--root", root.path, "--now", "2026-11-24T00:00:00Z"])
        #expect(next.status == 0, "\(next.errors)")
        expectEqual(try users("30d"), ["in30last"])
        expectEqual(
            try users("365d"), ["in30first", "in30last", "in365first", "out30"].filter { $0 != "in365first" })
    }

    @Test func ranksAreCompetitionRanks() throws {
        let root = Root()
        let hours = [("zoe", 3), ("bob", 2), ("ann", 2), ("eve", 1), ("cat", 1), ("dan", 0)]
        let rows = hours.enumerated().map {
            Self.row($0 + 1, $1.0, end: "2026-11-20T00:00:00", seconds: $1.1 * 3600)
        }
        try root.ingest("hammer", [try root.directory.write(RowSamples.text(Self.header, rows), to: "rows")])
        let found = try board(root, "30d").rows.map { "\($0.rank) \($0.user)" }
        expectEqual(found, ["1 zoe", "2 ann", "2 bob", "4 cat", "4 eve", "6 dan"])
    }

    @Test func userFilesHoldTheUsersTotals() throws {
        let root = try filled()
        let table = try root.daily("negishi")
        let all = sums([table], "alltime")
        #expect(root.directory.files(below: "root/clusters/negishi/agg/users").count == all.count)
        for (user, sum) in all {
            let data = try root.directory.data("root/clusters/negishi/agg/users/\(user).json")
            let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let clusters = try #require(file["clusters"] as? [String: [String: Any]])
            let part = try #require(clusters["negishi"])
            let counts = try #require(part["counts"] as? [String: Int])
            let totals = try #require(part["totals"] as? [String: Any])
            #expect(file["username"] as? String == user)
            #expect(counts == ["jobs": sum.jobs, "gpu_jobs": sum.gpu_jobs, "failed_jobs": sum.failed_jobs])
            let hours = try #require((totals["clock_hours"] as? NSNumber)?.doubleValue)
            #expect(Int((hours * 3600).rounded()) == sum.core_seconds)
        }
    }

    @Test func rebuildMakesTheSameFilesAgain() throws {
        let root = try filled()
        // The first run of a month writes its users' files; the last run's clock is the same for all.
        let derived = [
            "leaderboards", "clusters/negishi/agg/users", "clusters/negishi/agg/leaderboards",
            "clusters/hammer/agg/users", "clusters/hammer/agg/leaderboards",
        ]
        func files() throws -> [String: Data] {
            try derived.reduce(into: [:]) { all, place in
                for name in root.directory.files(below: "root/" + place) where name != ".lock" {
                    all["\(place)/\(name)"] = try root.directory.data("root/\(place)/\(name)")
                }
            }
        }
        let before = try files()
        #expect(before.count > 60)
        for place in derived { try FileManager.default.removeItem(atPath: root.path + "/" + place) }
        let outcome = try Binary.run(["leaderboards", "--rebuild", "--root", root.path, "--now", Root.now])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let after = try files()
        #expect(after.keys.sorted() == before.keys.sorted())
        for (name, data) in before { #expect(after[name] == data, "\(name) differs") }
        // A file of nobody goes, and what people put there stays.
        try root.directory.write("{}", to: "root/clusters/hammer/agg/users/nobody.json")
        _ = try Binary.run(["leaderboards", "--rebuild", "--root", root.path, "--now", Root.now])
        #expect(!root.directory.has("root/clusters/hammer/agg/users/nobody.json"))
    }

    @Test func rebuildNeedsARoot() throws {
        let directory = TemporaryDirectory()
        let outcome = try Binary.run(["leaderboards", "--rebuild", "--root", directory.file("nowhere")])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(directory.file("nowhere")))
        #expect(!directory.has("nowhere"))
        #expect(try Binary.run(["leaderboards", "--root", directory.path]).status == 2)
    }
}
