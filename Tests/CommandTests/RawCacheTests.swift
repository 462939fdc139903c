import Foundation
import Testing

/// `ingest --from-cache`: rollups from what the polls kept, without Slurm.
@Suite struct RawCacheTests {
    @Test func lostRollupsComeBackFromTheCache() throws {
        let site = try PollTests.Site(jobs: 300)
        for _ in 0..<40 {
            let outcome = try site.poll(now: "2026-11-02T12:00:00Z", more: ["--once", "--set", "raw_cache_days=90"])
            #expect(outcome.status == 0, "\(outcome.errors)")
            if outcome.errors.contains("all history is read") { break }
        }
        let expected = try site.expected(until: .max)
        expectEqual(try site.root.daily("negishi"), expected)
        let kept = site.root.contents(below: "\(PollTests.Site.cluster)/state/raw")
        #expect(!kept.isEmpty)

        let files = FileManager.default
        for directory in ["agg/rollups/daily", "agg/rollups/monthly", "state/seen", "state/steps"] {
            let path = "\(site.root.path)/\(PollTests.Site.cluster)/\(directory)"
            for name in try files.contentsOfDirectory(atPath: path) { try files.removeItem(atPath: "\(path)/\(name)") }
        }
        let calls = site.slurm.calls.count
        let outcome = try Binary.run(
            ["ingest", "--from-cache", "--root", site.root.path, "--now", "2026-11-02T13:00:00Z"],
            environment: site.slurm.environment)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(site.slurm.calls.count == calls, "Slurm was asked")
        expectEqual(try site.root.daily("negishi"), expected)
        // It stays, and to take it in again counts nothing twice.
        #expect(site.root.contents(below: "\(PollTests.Site.cluster)/state/raw") == kept)
        let again = try Binary.run(["ingest", "--from-cache", "--cluster", "negishi", "--root", site.root.path])
        #expect(again.status == 0, "\(again.errors)")
        expectEqual(try site.root.daily("negishi"), expected)
    }

    @Test func filesAreNotTakenTogetherWithTheCache() throws {
        let root = Root()
        let outcome = try Binary.run(["ingest", "--from-cache", "--cluster", "negishi", "--root", root.path, "rows"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--from-cache takes no files"))
    }
}
