import Foundation
import Glibc
import Poller
import Scoreboard
import Storage
import Testing

/// A process that dies, or whose disk fails, at every one of its changes while it archives months, or while it takes a job
/// in that ended in an archived one.
@Suite struct RetentionCrashTests {
    static let july = Month("2024-07")!
    /// Two jobs in July, one in each month after it; the last one is of a month that is kept.
    static let records = [("2024-07", 3_000), ("2024-07", 9_000), ("2024-08", 200), ("2024-09", 300), ("2024-12", 400)]
        .enumerated().map { number, place in
            PollSessionTests.job(
                UInt32(number + 1), user: "user\(number % 2)",
                end: Month(place.0)!.firstDay.start.seconds + 90_000 + Int64(place.1))
        }
    static let lateRow = """
        JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End
        9|late|COMPLETED|100|4|1719900000|1719900000|1719900100

        """

    /// A polled root that archives nothing yet, or has archived what it can.
    private func template(archived: Bool) throws -> ArchiveBench {
        let bench = try PollBench(Self.records, backfillStart: Self.july.firstDay)
        bench.settings.retentionMonths = archived ? 24 : 0
        let site = ArchiveBench(bench)
        try site.poll(rounds: archived ? 1 : 0)
        return site
    }

    /// Runs `work` on copies of a root until no change of it fails any more.
    private func enumerate(
        _ site: ArchiveBench, _ fault: CrashingFileSystem.Fault,
        work: (ClusterDirectory, any FileSystem) throws -> Void, check: (PollBench, Int) throws -> Void
    ) throws -> Int {
        for number in 1...500 {
            let bench = try PollBench(Self.records)
            try FileManager.default.removeItem(atPath: bench.root.path)
            try FileManager.default.copyItem(atPath: site.bench.root.path, toPath: bench.root.path)
            let files = CrashingFileSystem(root: bench.root.path, failsAt: number, fault: fault)
            try? work(bench.directory, files)
            guard files.changeCount >= number else { return number - 1 }
            try work(bench.directory, UnsyncedFileSystem(root: bench.root.path))
            try check(bench, number)
            let leftovers = try bench.paths().filter {
                $0.contains("/commit/") || $0.contains(".tmp-") || $0.hasSuffix("unpublished") || $0.hasSuffix(".bad")
            }
            #expect(leftovers == [], "after a fault at change \(number)")
        }
        return 500
    }

    @Test(arguments: [CrashingFileSystem.Fault.crash, .error(ENOSPC)])
    func monthsAreArchivedOnce(fault: CrashingFileSystem.Fault) throws {
        let site = try template(archived: false)
        let expected = try site.totals()
        #expect(expected.mapValues(\.jobs) == ["user0": 3, "user1": 2])
        let points = try enumerate(site, fault) { directory, files in
            var commit = SliceCommit(cluster: directory, files: files)
            try commit.recover()
            _ = try Retention(directory, files: files, months: 24).step(now: PollBench.noon, committing: &commit) { _ in
                true
            }
        } check: { bench, number in
            let site = ArchiveBench(bench)
            let (totals, months, kept) = (try site.totals(), try site.archive.months, try bench.rollups())
            #expect(totals == expected, "after a fault at change \(number)")
            #expect(months.map(\.description) == ["2024-07", "2024-08", "2024-09"])
            #expect(kept.count == 1)
        }
        #expect(points > 30)
    }

    @Test(arguments: [CrashingFileSystem.Fault.crash, .error(ENOSPC)])
    func aLateJobIsAddedOnce(fault: CrashingFileSystem.Fault) throws {
        let site = try template(archived: true)
        #expect(try site.archive.months.count == 3)
        let before = try site.totals()
        let (root, rules) = (site.bench.root, ReductionRules())
        #expect(root.cluster(site.directory.name) == site.directory)
        let points = try enumerate(site, fault) { directory, files in
            let root = DataRoot(path: FilePath.parent(of: FilePath.parent(of: directory.path)))
            _ = try IngestSession(
                root: root, cluster: directory.name, rules: rules, files: files, clock: FakeClock(PollBench.noon)
            ).run([IngestInput(name: "late", bytes: Array(Self.lateRow.utf8))])
        } check: { bench, number in
            var totals = try ArchiveBench(bench).totals()
            let late = totals.removeValue(forKey: "late")
            let count = try ArchiveBench(bench).archive.jobCount(of: Self.july)
            #expect(late?.jobs == 1 && late?.coreSeconds == 400, "after a fault at change \(number)")
            #expect(totals == before, "after a fault at change \(number)")
            #expect(count == 3)
        }
        #expect(points > 30)
    }
}
