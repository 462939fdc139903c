import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// A month that comes all at once is written day by day; one that comes in parts is read, added to and written anew.
@Suite struct LargeIngestTests {
    private static let users = 300
    private static let days: Int64 = 31
    /// 2026-10-01T12:00:00Z.
    private static let firstNoon: Int64 = 1_790_856_000

    /// A job a user and day, with as many CPUs as the user's number, for a minute.
    private static let rows: [UInt8] = {
        var text = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End\n"
        for day in 0..<days {
            for user in 1...users {
                let end = firstNoon + day * 86_400 + Int64(user)
                let id = 100_000 + day * 1000 + Int64(user)
                text += "\(id)|u\(user)|COMPLETED|60|\(user)|\(end - 70)|\(end - 60)|\(end)\n"
            }
        }
        return Array(text.utf8)
    }()

    /// The rollups' files by name, after the rows came in.
    private static func files(jobsPerCommit: Int) throws -> [String: [UInt8]] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let root = DataRoot(path: path)
        let files = UnsyncedFileSystem(root: root.path)
        try files.createDirectories(root.configDirectory)
        try files.atomicWrite(root.optOutList, Array("u7\nu290\n".utf8), isPrivate: true)
        let cluster = try ClusterName("hammer")
        _ = try IngestSession(
            root: root, cluster: cluster, rules: ReductionRules(), files: files,
            clock: FakeClock(Timestamp("2026-11-26T10:00:00Z")!), jobsPerCommit: jobsPerCommit
        ).run([IngestInput(name: "rows", bytes: rows)], publishes: false)
        let directory = root.cluster(cluster)
        let month = Month("2026-10")!
        var found: [String: [UInt8]] = [:]
        for file in [ClusterFile.dailyRollup(month), .monthlyRollup(month), .withheldRollup(month)] {
            found[file.relativePath] = try files.read(directory.path(of: file))
        }
        return found
    }

    @Test func theFilesAreThoseOfManySmallIngests() throws {
        let whole = try Self.files(jobsPerCommit: 1_000_000)
        let parts = try Self.files(jobsPerCommit: 700)
        #expect(whole.keys.sorted() == parts.keys.sorted())
        for (name, bytes) in whole { #expect(bytes == parts[name], "\(name)") }
        // By hand: user n has 31 minutes of n CPUs; 7 and 290 are withheld.
        let monthly = try #require(whole[ClusterFile.monthlyRollup(Month("2026-10")!).relativePath])
        let totals = try MonthlyRollupCodec.decode(
            monthly, path: "monthly", cluster: try ClusterName("hammer"), month: Month("2026-10")!
        ).users
        #expect(totals.count == 298 && totals["u7"] == nil && totals["u290"] == nil)
        let user = try #require(totals["u113"])
        #expect(user.jobs == 31)
        #expect(Int64(user.coreSeconds) == 210_180)
    }

    /// 360,000 jobs without steps take more than is held of those that await them, so that some are written before the slice ends.
    /// The first of them comes again at the end, with a step.
    @Test(arguments: [false, true])
    func stepsOfJobsThatWereWrittenEarlyAreTheirs(comeAgain: Bool) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let root = DataRoot(path: path)
        let files = UnsyncedFileSystem(root: root.path)
        var text = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|ReqMem|Submit|Start|End|MaxRSS|AveRSS\n"
        func row(_ id: Int) -> String {
            let end = Int(Self.firstNoon) + id
            return "\(1_000_000 + id)|ann|COMPLETED|3600|2|4000Mn|\(end - 9_000)|\(end - 3_600)|\(end)||\n"
        }
        for id in 0..<360_000 { text += row(id) }
        if comeAgain {
            let end = Self.firstNoon
            text += row(0) + "1000000.batch||COMPLETED|3600|2||\(end - 3_600)|\(end - 3_600)|\(end)|5M|4M\n"
        }
        let cluster = try ClusterName("hammer")
        let summary = try IngestSession(
            root: root, cluster: cluster, rules: ReductionRules(), files: files,
            clock: FakeClock(Timestamp("2026-11-26T10:00:00Z")!)
        ).run([IngestInput(name: "rows", bytes: Array(text.utf8))], publishes: false)
        #expect(summary.counts.newJobs == 360_000)
        let directory = root.cluster(cluster)
        let month = Month("2026-10")!
        let segments = try #require(try directory.awaitingStepSegments(in: files)[month])
        // What was handed over, some 300,000, and the others. The job that comes again is among the first, so that all are divided
        // anew: 4,096 and twice as many each are 258,048 in six, and then there is the beginning.
        #expect(segments == (comeAgain ? Array(0...6) : [0, 1]))
        var awaiting = 0
        for segment in segments {
            let path = directory.path(of: .awaitingSteps(month, segment: segment))
            awaiting += try StepStore.decode(files.read(path), path: path, month: month).count
        }
        #expect(awaiting == 360_000)
        let ann = try #require(try RollupFiles.daily(of: month, directory: directory, files: files)?.totals()["ann"])
        #expect(ann.jobs == 360_000)
        #expect(ann.measuredJobs == (comeAgain ? 1 : 0))
        #expect(ann.maxRSSBytes == (comeAgain ? 5_000_000 : 0))
    }

    /// Each month takes memory, so that one is committed before the next is begun; small ones go together.
    @Test(arguments: [(first: 140_000, commits: [140_000, 140_030]), (first: 1000, commits: [1030])])
    func aMonthIsCommittedBeforeTheNext(first: Int, commits: [Int]) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let root = DataRoot(path: path)
        let files = UnsyncedFileSystem(root: root.path)
        // The noons of 31 October, 1 November and 1 December; one job of October comes late.
        let (october, november, december) = (1_793_448_000, 1_793_534_400, 1_796_126_400)
        let ends = [Int](repeating: october, count: first) + [Int](repeating: november, count: 19)
        let all = ends + [october] + [Int](repeating: december, count: 10)
        var text = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End\n"
        for (id, end) in all.enumerated() {
            text += "\(id + 1)|ann|COMPLETED|3600|2|\(end - 3700)|\(end - 3600)|\(end)\n"
        }
        var committed: [Int] = []
        let cluster = try ClusterName("hammer")
        _ = try IngestSession(
            root: root, cluster: cluster, rules: ReductionRules(), files: files,
            clock: FakeClock(Timestamp("2026-12-26T10:00:00Z")!),
            onProgress: { committed.append($0.counts.newJobs) }
        ).run([IngestInput(name: "rows", bytes: Array(text.utf8))], publishes: false)
        #expect(committed == commits)
        for (month, jobs) in [("2026-10", first + 1), ("2026-11", 19), ("2026-12", 10)] {
            let month = Month(month)!
            let file = root.cluster(cluster).path(of: .monthlyRollup(month))
            let users = try MonthlyRollupCodec.decode(files.read(file), path: file, cluster: cluster, month: month)
                .users
            #expect(users["ann"]?.jobs == Int64(jobs))
        }
    }
}
