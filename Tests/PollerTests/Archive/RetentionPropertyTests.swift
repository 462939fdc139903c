import ForwardingFileSystem
import Poller
import Scoreboard
import SeededNumbers
import Storage
import Testing

/// Months archived at random moments, jobs that come late, history that is read again: the totals are those of a root that
/// archives nothing.
@Suite struct RetentionPropertyTests {
    @Test(arguments: 1...3) func totalsAreThoseOfARootWithoutRetention(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = ArchiveBench.january.firstDay.start.seconds
        let records = (1...50).map { number in
            PollSessionTests.job(
                UInt32(number), user: "user\(Int.random(in: 0..<5, using: &random))",
                end: Int64.random(in: first + 90_000..<PollSessionTests.recent, using: &random),
                elapsed: Int64.random(in: 1..<80_000, using: &random),
                rss: "\(Int.random(in: 1..<9_000, using: &random))K")
        }.shuffled(using: &random)
        let site = try ArchiveBench([])
        var shown = 0
        while shown < records.count {
            shown = min(records.count, shown + Int.random(in: 10..<30, using: &random))
            site.bench.sacct.records = Array(records.prefix(shown))
            site.bench.settings.retentionMonths = [0, 24, 36, 50].randomElement(using: &random) ?? 0
            // What came late is only found when the history is read again.
            if try site.files.status(site.directory.path(of: .pollCursor)) != nil { try site.forgetCursor() }
            for _ in 0..<Int.random(in: 3..<25, using: &random) { try site.bench.poll(files: site.files) }
        }
        site.bench.settings.retentionMonths = 24
        try site.forgetCursor()
        try site.poll()
        let plain = try ArchiveBench(records)
        try plain.poll(rounds: 0)
        #expect(try plain.archive.months == [])
        #expect(try site.archive.months.count > 12)
        #expect(try site.totals() == plain.totals())
        #expect(
            try site.derived().filter { $0.key.contains("/users/") }
                == plain.derived().filter { $0.key.contains("/users/") })
        #expect(try site.problems() == [])
    }
}
