import Foundation
import Poller
import Scoreboard
import Storage

/// A polled cluster of two months in memory, the first one packed, which is put back to what it was for each mutation.
final class FuzzSite {
    let root: DataRoot
    /// Only the locks are here.
    private let lockDirectory: URL
    private let records: [FakeSacct.Record]
    private(set) var template = MemoryFileSystem.Tree()
    let files = MemoryFileSystem()
    private(set) var clock = FakeClock(PollBench.noon)
    private(set) var sacct = FakeSacct([])
    private var expected = Totals(rollups: [:], standings: [])
    private(set) var userFiles: [String: [UInt8]] = [:]

    struct Totals: Equatable {
        var rollups: [Month: DailyRollup]
        var standings: [UserStanding]
    }

    /// - Parameter isInterrupted: The last poll, which found new jobs, was killed in the middle of its commit.
    init(isInterrupted: Bool = false) throws {
        let memory = "/dev/shm"
        let parent = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        lockDirectory = URL(fileURLWithPath: parent).appendingPathComponent("fuzz-\(UUID().uuidString)")
        root = DataRoot(path: lockDirectory.path)
        // As many jobs in each month, so that the number does not tell whose file it is. The last of each has no steps yet.
        let days: [Int64] = [1, 4, 7, 10, 13, 40, 43, 46, 48, 50]
        var records = days.enumerated().map {
            PollSessionTests.job(
                UInt32($0 + 1), user: "user\($0 % 3)", end: PollSessionTests.recent - $1 * 86_400,
                rss: $0 % 5 == 4 ? nil : "2048K")
        }
        if isInterrupted { records.append(PollSessionTests.job(50, user: "late")) }
        self.records = records
        for path in [directory.stateDirectory, root.leaderboardsDirectory] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        var path = root.path
        template[path] = .directory
        while path != "/" {
            path = FilePath.parent(of: path)
            template[path] = .directory
        }
        reset()
        sacct.records = Array(records.prefix(days.count))
        while try !poll().isCaughtUp {}
        try LogFile(directory.path(of: .pollLog), files: files)
            .write(LogEvent(time: clock.now(), cluster: "hammer", phase: .finish))
        let step = LooseStep(
            jobID: 900, start: PollBench.noon, usage: StepUsage(maxRSSBytes: 5, averageRSSBytes: 5, cpuMilliseconds: 5))
        try files.atomicWrite(directory.path(of: .looseSteps), LooseStepsCodec.encode([step]), isPrivate: true)
        // A month that was sealed and is open again stays packed.
        var commit = SliceCommit(cluster: directory, files: files)
        try commit.commit(RollupFile(Month("2026-10")!, in: directory, files: files).packing())
        template = files.content
        sacct.records = records
        if isInterrupted { try interrupt() }
        reset()
        while try !poll().isCaughtUp {}
        expected = try totals()
        for case (let path, .file(let bytes)) in files.content.nodes where path.contains("/agg/users/") {
            userFiles[path] = bytes
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: lockDirectory)
    }

    var directory: ClusterDirectory { root.cluster(try! ClusterName("hammer")) }

    /// The files of the cluster and of the shared boards that are damaged one by one.
    var paths: [String] {
        template.nodes.compactMap { path, node in
            if case .file = node { path } else { nil }
        }.sorted()
    }

    /// Files that may come into the place of another: its own of another month or user, and any.
    func strangers(to path: String) -> [String] {
        let others = paths.filter { $0 != path }
        let siblings = others.filter {
            FilePath.parent(of: $0) == FilePath.parent(of: path) && $0.hasSuffix(path.suffix(5))
        }
        return siblings + siblings + siblings + others
    }

    func reset() {
        files.content = template
        clock = FakeClock(PollBench.noon)
        sacct = FakeSacct(records)
    }

    @discardableResult
    func poll(files: (any FileSystem)? = nil) throws -> PollSession.Round {
        let settings = PollSettings(
            cluster: directory.name, callsPerMinute: 1000, backfillStart: Day(year: 2026, month: 10, day: 1)!,
            programVersion: "test")
        return try PollSession(
            root: root, settings: settings, source: sacct, files: files ?? self.files, clock: clock, onEvent: { _ in }
        ).run(once: true)
    }

    @discardableResult
    func repair() throws -> [RepairAction] {
        try DoctorRepair(root: root, files: files, clock: clock).repair(directory)
    }

    /// What the doctor finds that is worth a word.
    func problems() throws -> [Finding] {
        let surroundings = Surroundings(
            machineTime: PollBench.noon, mayWrite: { _ in true }, lockHolder: { _ in nil })
        return try Doctor(root: root, files: files, clock: clock, surroundings: surroundings)
            .examine([directory]).filter { $0.severity > .fine }
    }

    /// Polls until all is read, past what the polls find damaged. Whenever a poll ends well and tells of nothing that is
    /// still to be repaired, all must be right.
    ///
    /// - Returns: How many polls found damage, and what is wrong, in words.
    func pollOn() -> (damages: Int, problems: [String]) {
        var damages = 0
        for _ in 0..<30 {
            do {
                let round = try poll()
                guard round.unrepaired.isEmpty else { continue }
                if let difference = try difference() { return (damages, ["a poll ended well: \(difference)"]) }
                if round.isCaughtUp { return (damages, []) }
            } catch {
                damages += 1
                guard error is PollError, damages < 6 else { return (damages, ["it is not mended: \(error)"]) }
            }
        }
        return (damages, ["it never ends"])
    }

    /// What is not as it should be; nil when all is right.
    func difference() throws -> String? {
        let found = try totals()
        if found.rollups != expected.rollups { return "the rollups are wrong" }
        return found.standings == expected.standings ? nil : "the boards are wrong"
    }

    private func totals() throws -> Totals {
        var rollups: [Month: DailyRollup] = [:]
        for month in try directory.knownMonths(in: files) {
            rollups[month] = try RollupFiles.daily(of: month, directory: directory, files: files)
        }
        let standings = try StandingsSidecar.decode(files.read(root.standings), path: root.standings)
        return Totals(rollups: rollups, standings: standings.mergedUsers)
    }

    /// Kills a poll when half of the files of its commit are in their places.
    private func interrupt() throws {
        let before = template
        for number in 1...200 {
            reset()
            files.content = before
            _ = try? poll(files: CrashingFileSystem(files, failsAt: number))
            let staged = files.content.nodes.keys.filter { $0.hasPrefix(directory.stagingDirectory + "/") }
            let record = files.content[directory.path(of: .commitRecord)]
            if record != before[directory.path(of: .commitRecord)], staged.count < 5 {
                template = files.content
                return
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
