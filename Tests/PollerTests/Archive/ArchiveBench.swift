import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage

/// A cluster with jobs from January 2020 to November 2026, three users, polled without waiting for the disk.
struct ArchiveBench {
    let bench: PollBench

    static let january = Month("2020-01")!

    /// A job of every third month, each with its steps.
    static let records = (0..<28).map { number in
        let month = january.adding(months: number * 3)
        let end = month.firstDay.adding(days: number % 20).start.seconds + 50_000 + Int64(number) * 7
        return PollSessionTests.job(UInt32(100 + number), user: "user\(number % 3)", end: end)
    }

    var files: UnsyncedFileSystem { UnsyncedFileSystem(root: bench.root.path) }
    var directory: ClusterDirectory { bench.directory }

    /// - Parameter months: How many months keep their rollups.
    init(_ records: [FakeSacct.Record] = records, keeping months: Int = 0) throws {
        bench = try PollBench(records, backfillStart: ArchiveBench.january.firstDay)
        bench.settings.retentionMonths = months
    }

    init(_ bench: PollBench) {
        self.bench = bench
    }

    /// Polls until all is read, and then some more, so that what is due is archived.
    func poll(rounds: Int = 6) throws {
        for _ in 0..<200 where try bench.poll(files: files).isCaughtUp { break }
        for _ in 0..<rounds { try bench.poll(files: files) }
    }

    var archive: RollupArchive {
        get throws { try RollupArchive(of: directory, files: files) }
    }

    /// Every user's totals of all time, from the daily rollups and the two archives as they are decoded.
    func totals() throws -> [String: UserTotals] {
        var sums: [String: UserTotals] = [:]
        func add(_ part: [String: UserTotals]) {
            for (user, totals) in part { sums[user, default: UserTotals()] += totals }
        }
        for rollup in try bench.rollups().values { add(rollup.totals()) }
        for file in [ClusterFile.rollupArchive, .withheldArchive] {
            let path = directory.path(of: file)
            guard let bytes = try files.readIfPresent(path) else { continue }
            add(try ArchivedTotalsCodec.decode(bytes, path: path, cluster: directory.name).totals.users)
        }
        return sums
    }

    /// Boards, sidecars and user files.
    func derived() throws -> [String: [UInt8]] {
        let names = try bench.paths().filter {
            ($0.contains("leaderboards/") || $0.contains("/users/")) && !$0.hasSuffix(".lock")
        }
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try files.read("\(bench.root.path)/\($0)")) })
    }

    func problems() throws -> [Finding] {
        try Doctor(
            root: bench.root, files: files, clock: bench.clock,
            surroundings: Surroundings(
                machineTime: Timestamp(seconds: Int64(Date().timeIntervalSince1970)), mayWrite: { _ in true },
                lockHolder: { _ in nil })
        ).examine([directory]).filter { $0.severity > .fine }
    }

    /// Makes the polls read all history again.
    func forgetCursor() throws {
        try files.remove(directory.path(of: .pollCursor))
    }

    func damage(_ file: ClusterFile) throws {
        let path = directory.path(of: file)
        try files.atomicWrite(path, files.read(path).map { $0 ^ 1 })
    }

    /// Polls past what is found damaged.
    ///
    /// - Returns: What was found, in words.
    func pollOn() throws -> [String] {
        var errors: [String] = []
        for _ in 0..<60 {
            do {
                if try bench.poll(files: files).isCaughtUp { return errors }
            } catch {
                errors.append("\(error)")
                if errors.count > 4 { throw error }
            }
        }
        return errors
    }
}
