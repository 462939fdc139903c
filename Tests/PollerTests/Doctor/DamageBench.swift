import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage

/// A polled cluster of two months, with jobs that still await their steps, and its doctor.
struct DamageBench {
    let bench: PollBench
    let expected: [Month: DailyRollup]

    var files: UnsyncedFileSystem { UnsyncedFileSystem(root: bench.root.path) }

    init() throws {
        var records = (1...12).map {
            PollSessionTests.job(
                $0, user: "user\($0 % 3)", end: PollSessionTests.recent - Int64($0) * 250_000)
        }
        // Its steps have not come: it stays among the awaiting ones.
        records.append(PollSessionTests.job(13, user: "user1", rss: nil))
        bench = try PollBench(records, backfillStart: Day(year: 2026, month: 10, day: 1)!)
        let files = UnsyncedFileSystem(root: bench.root.path)
        for _ in 0..<200 where try bench.poll(files: files).isCaughtUp { break }
        // The log that the command writes.
        try LogFile(bench.directory.path(of: .pollLog), files: PosixFileSystem(root: bench.root.path))
            .write(LogEvent(time: bench.clock.now(), cluster: "hammer", phase: .finish))
        expected = try bench.rollups()
    }

    func findings(
        mayWrite: @escaping @Sendable (String) -> Bool = { _ in true }, machineTime: Timestamp? = nil,
        holder: LockHolder? = nil
    ) throws -> [Finding] {
        try Doctor(
            root: bench.root, files: files, clock: bench.clock,
            surroundings: Surroundings(
                machineTime: machineTime ?? Timestamp(seconds: Int64(Date().timeIntervalSince1970)),
                mayWrite: mayWrite, lockHolder: { _ in holder })
        ).examine([bench.directory])
    }

    /// What is worth a word.
    func problems() throws -> [Finding] {
        try findings().filter { $0.severity > .fine }
    }

    @discardableResult
    func repair() throws -> [RepairAction] {
        try DoctorRepair(
            root: bench.root, files: files, clock: bench.clock, rules: bench.settings.publication
        ).repair(bench.directory)
    }

    /// Every file of the cluster and of the shared boards, relative to the root.
    func statePaths() throws -> [String] {
        try bench.paths().filter { name in
            var isDirectory: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path(name), isDirectory: &isDirectory)
            return !isDirectory.boolValue && !name.hasSuffix(".lock") && !name.hasSuffix("lock.pid")
        }
    }

    func path(_ name: String) -> String { bench.root.path + "/" + name }

    /// Polls until all is read, past what the polls find damaged.
    ///
    /// - Returns: What they found.
    func pollOn() throws -> [any Error] {
        var errors: [any Error] = []
        for _ in 0..<60 {
            do {
                if try bench.poll(files: files).isCaughtUp { return errors }
            } catch {
                errors.append(error)
                if errors.count > 6 { break }
            }
        }
        throw StillDamaged(errors: errors.map { "\($0)" })
    }

    struct StillDamaged: Error {
        var errors: [String]
    }

    func standings() throws -> [UserStanding] {
        let path = bench.root.standings
        return try StandingsSidecar.decode(files.read(path), path: path).mergedUsers
    }

    func removeSetAside() throws {
        for name in try bench.paths().filter({ $0.hasSuffix(".bad") }).sorted(by: >) {
            try FileManager.default.removeItem(atPath: path(name))
        }
    }
}
