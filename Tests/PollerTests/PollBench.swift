import Foundation
import Poller
import Sacct
import Scoreboard
import Storage

/// A cluster with a fake accounting, a fake clock and a real directory.
final class PollBench {
    let root: DataRoot
    let sacct: FakeSacct
    let clock: FakeClock
    var settings: PollSettings
    private(set) var events: [LogEvent] = []

    /// 2026-11-23T12:00:00Z
    static let noon = Timestamp(seconds: 1_795_435_200)

    init(_ records: [FakeSacct.Record], backfillStart: Day = Day(year: 2026, month: 11, day: 20)!) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("poll-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        root = DataRoot(path: path)
        sacct = FakeSacct(records)
        clock = FakeClock(PollBench.noon)
        settings = PollSettings(
            cluster: try ClusterName("hammer"), callsPerMinute: 1000, backfillStart: backfillStart,
            programVersion: "test")
        // A question a round, so that tests see what follows from each.
        settings.historySeconds = 0
        // Most tests need few jobs, and nobody's real home.
        settings.publication = PublicationRules(minimumJobs: 1, homeRoot: path + "/home")
        settings.discovery.homeRoot = path + "/home"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root.path)
    }

    var directory: ClusterDirectory { root.cluster(settings.cluster) }

    @discardableResult
    func poll(files: (any FileSystem)? = nil) throws -> PollSession.Round {
        try session(files: files).run(once: true)
    }

    func session(files: (any FileSystem)? = nil, clock: (any PollClock)? = nil) -> PollSession {
        PollSession(
            root: root, settings: settings, source: sacct, files: files ?? PosixFileSystem(root: root.path),
            clock: clock ?? self.clock
        ) { [unowned self] in events.append($0) }
    }

    /// What the last poll committed.
    func cursor() throws -> PollCursor {
        let path = directory.path(of: .pollCursor)
        return try PollCursor(decoding: PosixFileSystem().read(path), path: path)
    }

    /// Rounds without waiting for the disk, past what the accounting fails with, until a condition holds.
    func rounds(atMost limit: Int = 400, until isDone: (PollCursor) -> Bool) throws {
        for _ in 0..<limit {
            do {
                try poll(files: UnsyncedFileSystem(root: root.path))
            } catch  where error is ProcessFailure || error is CallBudget.Problem {
                clock.advance(seconds: 30)
                continue
            }
            if isDone(try cursor()) { return }
        }
        throw NeverDone(cursor: try cursor())
    }

    struct NeverDone: Error {
        let cursor: PollCursor
    }

    /// Polls until all history is read.
    func pollAll() throws {
        for _ in 0..<200 where try poll().isCaughtUp { return }
    }

    /// All totals of a user, over all months.
    func totals(of user: String) throws -> UserTotals {
        var sum = UserTotals()
        let files = PosixFileSystem(root: root.path)
        for month in try directory.knownMonths(in: files) {
            let rollup = try RollupFiles.daily(of: month, directory: directory, files: files)
            if let totals = rollup?.totals()[user] { sum += totals }
        }
        return sum
    }

    /// The rollups without what tells when they were written.
    func rollups() throws -> [Month: DailyRollup] {
        var rollups: [Month: DailyRollup] = [:]
        let files = PosixFileSystem(root: root.path)
        for month in try directory.knownMonths(in: files) {
            rollups[month] = try RollupFiles.daily(of: month, directory: directory, files: files)
        }
        return rollups
    }

    /// Every file below the root.
    func paths() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    }
}
