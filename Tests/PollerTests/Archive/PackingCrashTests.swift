import Foundation
import Glibc
import Poller
import Scoreboard
import Storage
import Testing

/// A process that dies, or whose disk fails, at every one of its changes while it packs months, or adds to packed ones.
@Suite struct PackingCrashTests {
    private static let faults = [CrashingFileSystem.Fault.crash, .error(ENOSPC)]

    @Test(arguments: faults) func aPollPacksAllOrNothing(fault: CrashingFileSystem.Fault) throws {
        let site = try SealedBench()
        for month in [SealedBench.august, SealedBench.august.next] {
            let file = RollupFile(month, in: site.directory, files: site.files)
            var commit = SliceCommit(cluster: site.directory, files: site.files)
            try commit.commit(file.writing(try #require(try file.read()?.text())))
        }
        // As an earlier release left it, with its filters.
        _ = try DoctorRepair(
            root: site.bench.root, files: site.files, clock: site.bench.clock, rules: site.bench.settings.publication
        ).repair(site.directory)
        #expect(try site.seenMonths().filters.count == 4)
        let rollups = try site.bench.rollups()
        let points = try site.bench.enumerate(fault) { bench, files in
            try bench.poll(files: files)
        } check: { bench, number in
            let names = try SealedBench(bench).rollupNames()
            #expect(names == ["2026-08.json.gz", "2026-09.json.gz", "2026-10.json", "2026-11.json"])
            #expect(try bench.rollups() == rollups, "after a fault at change \(number)")
            let filters = try SealedBench(bench).seenMonths().filters
            #expect(filters == ["2026-10", "2026-11"], "after a fault at change \(number)")
            let problems = try SealedBench(bench).problems()
            #expect(problems == [], "after a fault at change \(number)")
        }
        #expect(points > 30)
    }

    /// Where it fails, a reader finds one of the two contents, whether or not somebody recovers.
    @Test(arguments: faults) func aLateJobOfAPackedMonthIsAddedOnce(fault: CrashingFileSystem.Fault) throws {
        let site = try SealedBench()
        let points = try site.bench.enumerate(fault) { bench, files in
            try SealedBench(bench).ingest(SealedBench.lateRow, files: files)
        } disturbed: { bench, number in
            let jobs = try SealedBench(bench).jobs()
            #expect(jobs["ann"] == 4 && jobs["bob"] == 4, "at change \(number)")
        } check: { bench, number in
            let jobs = try SealedBench(bench).jobs()
            #expect(jobs == ["ann": 4, "bob": 4, "late": 1], "after a fault at change \(number)")
            #expect(try SealedBench(bench).rollupNames().first == "2026-08.json")
            #expect(try SealedBench(bench).seenMonths().filters.first == "2026-08")
            #expect(try SealedBench(bench).board() == jobs)
            #expect(try SealedBench(bench).problems() == [])
        }
        #expect(points > 30)
    }

    @Test(arguments: faults) func whoOptsOutOfPackedMonthsIsMovedOnce(fault: CrashingFileSystem.Fault) throws {
        let site = try SealedBench()
        try site.files.createDirectories(site.bench.root.configDirectory)
        try site.files.atomicWrite(site.bench.root.optOutList, Array("bob\n".utf8), isPrivate: true)
        let points = try site.bench.enumerate(fault) { bench, files in
            try bench.poll(files: files)
        } check: { bench, number in
            let files = SealedBench(bench).files
            let shown = try SealedBench(bench).jobs()
            #expect(shown == ["ann": 4], "after a fault at change \(number)")
            var withheld: Int64 = 0
            for month in try bench.directory.knownMonths(in: files) {
                let rollup = try RollupFiles.withheld(of: month, directory: bench.directory, files: files)
                withheld += rollup?.totals()["bob"]?.jobs ?? 0
            }
            #expect(withheld == 4, "after a fault at change \(number)")
            #expect(try SealedBench(bench).board() == ["ann": 4])
        }
        #expect(points > 30)
    }
}

extension PollBench {
    /// Runs `work` on copies of this root until no change of it fails any more, and each time once more undisturbed.
    ///
    /// - Parameters:
    ///   - disturbed: Looks at the root before that, as the failed run left it.
    ///   - check: Looks at it afterwards.
    /// - Returns: How many changes `work` makes.
    func enumerate(
        _ fault: CrashingFileSystem.Fault, work: (PollBench, any FileSystem) throws -> Void,
        disturbed: (PollBench, Int) throws -> Void = { _, _ in }, check: (PollBench, Int) throws -> Void
    ) throws -> Int {
        for number in 1...800 {
            let copy = try PollBench(sacct.records, backfillStart: settings.backfillStart)
            try FileManager.default.removeItem(atPath: copy.root.path)
            try FileManager.default.copyItem(atPath: root.path, toPath: copy.root.path)
            let files = CrashingFileSystem(UnsyncedFileSystem(root: copy.root.path), failsAt: number, fault: fault)
            try? work(copy, files)
            guard files.changeCount >= number else { return number - 1 }
            try disturbed(copy, number)
            copy.clock.advance(seconds: 300)
            try work(copy, UnsyncedFileSystem(root: copy.root.path))
            try check(copy, number)
            let leftovers = try copy.paths().filter {
                $0.contains("/commit/") || $0.contains(".tmp-") || $0.hasSuffix("unpublished") || $0.hasSuffix(".bad")
            }
            #expect(leftovers == [], "after a fault at change \(number)")
        }
        return 800
    }
}
