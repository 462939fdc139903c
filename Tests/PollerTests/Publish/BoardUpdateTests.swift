import Foundation
import Poller
import Scoreboard
import Storage
import SeededNumbers
import Testing

/// Boards that ticks bring up to date are the boards that everything is summed for.
@Suite struct BoardUpdateTests {
    /// Everything that is derived, by its path below the root.
    private static func derived(_ root: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root)
        where path.hasPrefix("leaderboards/") || path.contains("/agg/leaderboards/") || path.contains("/agg/users/") {
            if path.hasSuffix(".lock") { continue }
            found[path] = Array(try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)))
        }
        return found
    }

    /// The same of a copy of the root, made anew from the rollups alone.
    private static func rebuilt(_ bench: PollBench) throws -> [String: [UInt8]] {
        let copy = bench.root.path + "-rebuilt"
        try FileManager.default.copyItem(atPath: bench.root.path, toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        for name in ["leaderboards", "clusters/hammer/agg/leaderboards", "clusters/hammer/agg/users"] {
            try FileManager.default.removeItem(atPath: copy + "/" + name)
        }
        for name in ["state/windows.bin", "state/lock.pid"] {
            try? FileManager.default.removeItem(atPath: copy + "/clusters/hammer/" + name)
        }
        // Homes are named with their whole path.
        let publisher = BoardPublisher(
            root: DataRoot(path: copy), files: UnsyncedFileSystem(root: copy), clock: bench.clock,
            rules: bench.settings.publication)
        try publisher.rebuild()
        return try derived(copy)
    }

    private static func check(_ bench: PollBench, _ what: Comment) throws {
        let (found, expected) = (try derived(bench.root.path), try rebuilt(bench))
        #expect(found.keys.sorted() == expected.keys.sorted(), what)
        for (path, bytes) in expected where found[path] != bytes { Issue.record("\(path) differs: \(what)") }
    }

    /// Polls once.
    ///
    /// - Returns: Whether the boards were made without reading a rollup whole.
    private static func isUpdated(_ bench: PollBench) throws -> Bool {
        let files = WatchingFileSystem(root: bench.root.path)
        try bench.poll(files: files)
        return !files.read.contains { $0.contains("/agg/rollups/daily/") || $0.contains("/agg/rollups/monthly/") }
    }

    private static func bench(_ records: [FakeSacct.Record]) throws -> PollBench {
        // Every round looks back over all of its day, so that late records are found.
        let bench = try PollBench(records, backfillStart: Day(year: 2026, month: 9, day: 20)!)
        bench.settings.publication.minimumJobs = 2
        bench.settings.publication.usernames = UsernamePattern(["*", "!root"])
        return bench
    }

    private static func record(_ id: UInt32, _ end: Int64, _ random: inout SeededGenerator) -> FakeSacct.Record {
        var record = PollSessionTests.job(
            id, user: ["root", "bob", "carl", "dora", "eve", "fay", "gus", "hal"].randomElement(using: &random)!,
            end: end,
            elapsed: .random(in: 0...7200, using: &random),
            rss: [nil, "2048K", "3G", "1M"].randomElement(using: &random)!)
        record.cpus = .random(in: 1...64, using: &random)
        record.state = ["COMPLETED", "FAILED", "TIMEOUT"].randomElement(using: &random)!
        record.tres = ["", "cpu=4,gres/gpu:a100=2,gres/gpu=2", "cpu=1,gres/gpu=1"].randomElement(using: &random)!
        return record
    }

    @Test(arguments: 0..<6) func `after every tick the boards are those of a rebuild`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var next: UInt32 = 1
        func records(_ count: Int, _ times: ClosedRange<Int64>) -> [FakeSacct.Record] {
            (0..<count).map { _ in
                next += 1
                return Self.record(next, .random(in: times, using: &random), &random)
            }
        }
        let noon = PollBench.noon.seconds
        let bench = try Self.bench(records(60, noon - 60 * 86_400...noon))
        try bench.pollAll()
        try Self.check(bench, "all history")
        var updates = 0
        for tick in 1...14 {
            // Now and then over midnight.
            let pause: Int64 = tick % 6 == 5 ? 43_200 : 300
            let now = bench.clock.now().seconds
            bench.clock.advance(seconds: pause)
            bench.sacct.records += records(Int.random(in: 0...6, using: &random), now - 3000...now + pause)
            if tick == 9 {
                let home = bench.settings.publication.homeRoot + "/bob"
                try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
                try Data().write(to: URL(fileURLWithPath: home + "/" + OptOuts.homeFileName))
            }
            if try Self.isUpdated(bench) { updates += 1 }
            try Self.check(bench, "tick \(tick)")
        }
        print("\(updates) of 14 ticks were updates")
        #expect(updates >= 8)
    }

    /// A cluster with jobs on whose boards a tick without new jobs was published.
    private static func settled() throws -> PollBench {
        var random = SeededGenerator(seed: 7)
        let noon = PollBench.noon.seconds
        let bench = try bench(
            (1...40).map { record($0, .random(in: noon - 40 * 86_400...noon - 10, using: &random), &random) })
        try bench.pollAll()
        // The first tick looks through some history once more.
        for _ in 0..<3 {
            bench.clock.advance(seconds: 300)
            if try isUpdated(bench) { return bench }
        }
        Issue.record("no tick was an update")
        return bench
    }

    private static func addJob(_ bench: PollBench) {
        let now = bench.clock.now().seconds
        bench.clock.advance(seconds: 300)
        let id = UInt32(1000 + bench.sacct.records.count)
        bench.sacct.records.append(PollSessionTests.job(id, user: "dora", end: now))
    }

    @Test func `A tick of another day sums everything`() throws {
        let bench = try Self.settled()
        Self.addJob(bench)
        bench.clock.advance(seconds: 43_200)
        #expect(try !Self.isUpdated(bench))
        try Self.check(bench, "the next day")
        Self.addJob(bench)
        #expect(try Self.isUpdated(bench))
        try Self.check(bench, "after it")
    }

    @Test(
        arguments: [
            "clusters/hammer/state/windows.bin", "clusters/hammer/agg/leaderboards/standings.bin",
            "clusters/hammer/agg/leaderboards/alltime.json", "clusters/hammer/agg/leaderboards/.published",
            "leaderboards/boards.bin", "leaderboards/rolling-30d.json", "leaderboards/.published",
            "clusters/hammer/agg/users/dora.json", "clusters/hammer/agg/users/eve.json",
        ], [true, false])
    func `What is damaged or gone is made anew`(path: String, isGone: Bool) throws {
        let bench = try Self.settled()
        let whole = bench.root.path + "/" + path
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: whole)))
        bytes[bytes.count / 2] ^= 1
        try FileManager.default.removeItem(atPath: whole)
        if !isGone { try Data(bytes).write(to: URL(fileURLWithPath: whole)) }
        Self.addJob(bench)
        try bench.poll()
        // A damaged file of somebody without new jobs is found when the day ends, as before.
        if isGone || !path.hasSuffix("eve.json") {
            for bad in try bench.paths() where bad.hasSuffix(".bad") {
                try FileManager.default.removeItem(atPath: bench.root.path + "/" + bad)
            }
            try Self.check(bench, "\(path)")
        }
    }

    @Test func `A rollup that somebody else replaced is read`() throws {
        let bench = try Self.settled()
        let path = bench.directory.path(of: .monthlyRollup(Month(year: 2026, month: 10)))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: path)
        try bytes.write(to: URL(fileURLWithPath: path))
        Self.addJob(bench)
        #expect(try !Self.isUpdated(bench))
        try Self.check(bench, "replaced")
    }

    @Test func `Other settings sum everything`() throws {
        let bench = try Self.settled()
        bench.settings.publication.minimumJobs = 1
        Self.addJob(bench)
        #expect(try !Self.isUpdated(bench))
        try Self.check(bench, "fewer jobs")
        bench.settings.publication.usernames = UsernamePattern(["*", "!carl"])
        Self.addJob(bench)
        #expect(try !Self.isUpdated(bench))
        try Self.check(bench, "other people")
    }

    /// Standings that are whole, and of another time than the boards beside them.
    @Test func `Boards of an earlier time are no base`() throws {
        let bench = try Self.settled()
        let saved = try Self.derived(bench.root.path)
        Self.addJob(bench)
        try bench.poll()
        for (path, bytes) in saved where path.hasSuffix("30d.json") || path.hasSuffix("boards.bin") {
            try Data(bytes).write(to: URL(fileURLWithPath: bench.root.path + "/" + path))
        }
        Self.addJob(bench)
        try bench.poll()
        try Self.check(bench, "after boards of an earlier time")
    }
}
