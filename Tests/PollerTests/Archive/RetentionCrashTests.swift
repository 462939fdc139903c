import Foundation
import Glibc
import Poller
import Scoreboard
import Storage
import Testing

/// A poll that dies, or whose disk fails, at every one of its changes while it archives two months and takes a late job in.
@Suite struct RetentionCrashTests {
    static let records = ["2024-08", "2024-09", "2024-12"].enumerated().map { number, month in
        PollSessionTests.job(
            UInt32(number + 1), user: "user\(number % 2)", end: Month(month)!.firstDay.start.seconds + 200_000)
    }
    /// Of a month that is archived by then.
    static let late = PollSessionTests.job(9, user: "late", end: Month("2024-07")!.firstDay.start.seconds + 5_000)

    private func site() throws -> PollBench {
        let bench = try PollBench(Self.records, backfillStart: Month("2024-07")!.firstDay)
        bench.settings.retentionMonths = 0
        let files = UnsyncedFileSystem(root: bench.root.path)
        bench.sacct.records.append(
            PollSessionTests.job(4, user: "user1", end: Month("2024-07")!.firstDay.start.seconds + 3_000))
        for _ in 0..<200 where try bench.poll(files: files).isCaughtUp { break }
        // The oldest month is archived already.
        bench.settings.retentionMonths = 27
        try bench.poll(files: files)
        bench.settings.retentionMonths = 24
        bench.sacct.records.append(Self.late)
        try files.remove(bench.directory.path(of: .pollCursor))
        return bench
    }

    @Test(arguments: [CrashingFileSystem.Fault.crash, .error(ENOSPC)])
    func nothingIsLostOrDoubled(fault: CrashingFileSystem.Fault) throws {
        var points = 0
        for number in stride(from: 1, through: 2000, by: 1) {
            let bench = try site()
            let site = ArchiveBench(bench)
            let files = CrashingFileSystem(root: bench.root.path, failsAt: number, fault: fault)
            // Rounds until the late job and the two months are through.
            for _ in 0..<12 {
                do {
                    if try bench.poll(files: files).isCaughtUp { break }
                } catch {
                    break
                }
            }
            guard files.changeCount >= number else { break }
            points += 1
            try site.poll(rounds: 1)
            let totals = try site.totals()
            let jobs = totals.mapValues(\.jobs)
            #expect(jobs == ["user0": 2, "user1": 2, "late": 1], "after a fault at change \(number)")
            #expect(totals.values.allSatisfy { $0.maxRSSBytes == 2_048_000 * Int128($0.jobs) }, "at change \(number)")
            #expect(try site.archive.months.count == 3, "after a fault at change \(number)")
            let leftovers = try bench.paths().filter {
                $0.contains("/commit/") || $0.contains(".tmp-") || $0.hasSuffix("unpublished") || $0.hasSuffix(".bad")
            }
            #expect(leftovers == [], "after a fault at change \(number)")
        }
        print("RetentionCrashTests: \(points) points with \(fault)")
        #expect(points > 60)
    }
}
