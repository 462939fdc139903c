import ForwardingFileSystem
import Foundation
import Poller
import Sacct
import Scoreboard
import Storage
import Testing

/// Rows that the polls keep, and rollups that are made again from them.
@Suite struct RawCacheTests {
    private static let november = Day(year: 2026, month: 11, day: 1)!.start.seconds

    /// A cluster with jobs of two months, some of whose steps come late or still change when they are first read.
    private static func polled(days: Int = 90) throws -> PollBench {
        var records = (1...30).map { (number: Int) -> FakeSacct.Record in
            let end = november - 900_000 + Int64(number) * 80_000
            let rss: String? = number % 5 == 0 ? nil : "\(number)000K"
            return PollSessionTests.job(
                UInt32(number), user: "user\(number % 4)", end: end, elapsed: 500 + Int64(number), rss: rss)
        }
        let bench = try PollBench(records, backfillStart: Day(year: 2026, month: 10, day: 15)!)
        bench.settings.rawCacheDays = days
        let files = UnsyncedFileSystem(root: bench.root.path)
        for _ in 0..<50 where try bench.poll(files: files).isCaughtUp { break }
        // Ended seconds ago: its steps are read again. And one whose steps come with the second look.
        let now = bench.clock.now().seconds
        records.append(PollSessionTests.job(101, user: "user1", end: now - 5, rss: "100K"))
        records.append(PollSessionTests.job(102, user: "user2", end: now - 700, rss: nil))
        bench.sacct.records = records
        try bench.poll(files: files)
        bench.clock.advance(seconds: 400)
        records[30] = PollSessionTests.job(101, user: "user1", end: now - 5, rss: "300K")
        records[31] = PollSessionTests.job(102, user: "user2", end: now - 700, rss: "77K")
        bench.sacct.records = records
        for _ in 0..<2 { try bench.poll(files: files) }
        return bench
    }

    private static func rawFiles(_ bench: PollBench) throws -> [String] {
        try bench.paths().filter { $0.contains("/state/raw/") }.sorted()
    }

    private static func loseMonths(_ bench: PollBench) throws {
        for directory in [
            bench.directory.dailyRollupsDirectory, bench.directory.monthlyRollupsDirectory,
            bench.directory.seenDirectory, bench.directory.stepsDirectory,
        ] { try FileManager.default.removeItem(atPath: directory) }
    }

    private static func rebuild(_ bench: PollBench) throws -> IngestSession.Summary {
        try IngestSession(
            root: bench.root, cluster: bench.settings.cluster, rules: ReductionRules(),
            files: UnsyncedFileSystem(root: bench.root.path), clock: bench.clock
        ).runFromCache()
    }

    /// The files of the rollups, without when they were made.
    private static func rollupBytes(_ bench: PollBench) throws -> [String: [UInt8]] {
        let files = UnsyncedFileSystem(root: bench.root.path)
        var found: [String: [UInt8]] = [:]
        for (month, rollup) in try bench.rollups() {
            found["\(month)"] = DailyRollupCodec.encode(
                rollup, cluster: bench.settings.cluster, asOf: PollBench.noon)
            let users = try RollupFiles.monthly(of: month, directory: bench.directory, files: files)
            found["\(month) monthly"] = MonthlyRollupCodec.encode(
                try #require(users), cluster: bench.settings.cluster, month: month, asOf: PollBench.noon)
        }
        return found
    }

    @Test func rollupsAreMadeAgainFromTheKeptRows() throws {
        let bench = try Self.polled()
        let before = try Self.rollupBytes(bench)
        #expect(before.count == 4)
        let user1 = try bench.totals(of: "user1")
        // The second look at job 101, and its like of the others: 1, 5 (no steps), 9, 13, 17, 21, 25 (none), 29.
        #expect(user1.maxRSSBytes == 1000 * (300 + 1000 + 9000 + 13000 + 17000 + 21000 + 29000))
        let questions = bench.sacct.queries.count
        try Self.loseMonths(bench)
        #expect(try bench.rollups().isEmpty)
        let summary = try Self.rebuild(bench)
        #expect(summary.damaged == [])
        #expect(summary.counts.newJobs == 32)
        #expect(try Self.rollupBytes(bench) == before)
        #expect(bench.sacct.queries.count == questions)
        // And once more: nothing counts twice, and the polls go on as before.
        #expect(try Self.rebuild(bench).counts.newJobs == 0)
        try bench.poll(files: UnsyncedFileSystem(root: bench.root.path))
        #expect(try Self.rollupBytes(bench) == before)
    }

    @Test func aDamagedFileIsSetAsideAndTheOthersAreRead() throws {
        let bench = try Self.polled()
        let files = UnsyncedFileSystem(root: bench.root.path)
        let before = try bench.rollups().values.reduce(0) { $0 + $1.totals().values.reduce(0) { $0 + $1.jobs } }
        let victim = try #require(try Self.rawFiles(bench).dropFirst(2).first)
        let path = "\(bench.root.path)/\(victim)"
        let whole = try files.read(path)
        let lost = try RawRows(decoding: whole, path: path, cluster: bench.settings.cluster)
        #expect(lost.rowCount > 0)
        try files.atomicWrite(path, whole.dropLast(1) + [whole[whole.count - 1] ^ 4])
        try Self.loseMonths(bench)
        let summary = try Self.rebuild(bench)
        #expect(summary.damaged.map(\.path) == [path])
        #expect(summary.counts.newJobs < before && summary.counts.newJobs > 0)
        #expect(try files.status(path) == nil)
        #expect(try Self.rawFiles(bench).contains { $0.hasPrefix(victim) && $0.hasSuffix(".bad") })
        #expect(try Self.rebuild(bench).damaged == [], "what was set aside is not read")
    }

    @Test func nothingIsKeptUnlessSomebodyAsksForIt() throws {
        let bench = try Self.polled(days: PollSettings(cluster: try ClusterName("x"), programVersion: "").rawCacheDays)
        #expect(try Self.rawFiles(bench) == [])
        #expect(!FileManager.default.fileExists(atPath: bench.directory.rawDirectory))
    }

    @Test func rowsAreKeptAsTheyWerePrintedWhenTheyAreFirstCounted() throws {
        let bench = try PollBench(
            [PollSessionTests.job(1), PollSessionTests.job(2, user: "bob|")], backfillStart: PollBench.noon.day)
        bench.settings.rawCacheDays = 1
        try bench.poll()
        let names = try Self.rawFiles(bench)
        #expect(
            names
                == ["clusters/hammer/state/raw", "clusters/hammer/state/raw/20261123T120000Z.0.rows"].filter {
                    names.contains($0)
                })
        let path = bench.directory.path(of: .rawRows(PollBench.noon, number: 0))
        let rows = try RawRows(
            decoding: UnsyncedFileSystem(root: bench.root.path).read(path), path: path, cluster: bench.settings.cluster)
        #expect(rows.slice.slurmVersion == "22.05.8")
        #expect(rows.slice.readAt == PollBench.noon)
        let text = String(decoding: try InflateStream(rows.compressed, path: path).all(), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        // The window's two rows, the second of which is broken by its user's name; then the job with its two steps.
        #expect(lines.count == 1 + 2 + 1 + 3)
        #expect(
            lines[0]
                == "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw|Submit|Eligible|Start|End"
        )
        #expect(lines[2].hasPrefix("2|bob||COMPLETED|600|4|"))
        #expect(lines[3] == lines[0] + "|MaxRSS|AveRSS|TotalCPU")
        #expect(lines[5].hasPrefix("1.batch||COMPLETED|") && lines[5].hasSuffix("|2048K|1024K|00:01.000"))
        #expect(!text.contains("Account") && !text.contains("JobName"))
        // Seen again when its steps are not asked for any more, the job is not kept again.
        bench.sacct.records.removeLast()
        bench.clock.advance(seconds: 3000)
        try bench.poll()
        #expect(try Self.rawFiles(bench).count == names.count)
    }

    @Test func rowsGoWhenTheyAreOld() throws {
        let bench = try PollBench([PollSessionTests.job(1)], backfillStart: PollBench.noon.day)
        bench.settings.rawCacheDays = 2
        let files = UnsyncedFileSystem(root: bench.root.path)
        try bench.poll(files: files)
        let path = bench.directory.path(of: .rawRows(PollBench.noon, number: 0))
        try files.quarantine(path, at: PollBench.noon)
        bench.clock.advance(seconds: 86_400)
        bench.sacct.records.append(PollSessionTests.job(2, end: PollBench.noon.seconds + 80_000))
        try bench.poll(files: files)
        func names() throws -> [String] { try files.list(bench.directory.rawDirectory) }
        #expect(try names() == ["20261123T120000Z.0.rows.20261123T120000Z.bad", "20261124T120000Z.0.rows"])
        bench.clock.advance(seconds: 86_400)
        try bench.poll(files: files)
        #expect(try names() == ["20261124T120000Z.0.rows"])
        bench.settings.rawCacheDays = 0
        try bench.poll(files: files)
        #expect(try names() == [])
    }
}

extension InflateStream {
    fileprivate func all() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 100)
        while true {
            let count = try piece.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }
}
