import Foundation
import Testing

/// `poll` against programs that answer as Slurm's do.
@Suite struct PollTests {
    /// A month of a cluster behind a fake Slurm, and a root to poll it into.
    final class Site {
        let text: String
        let slurm: FakeSlurm
        let root = Root()
        static let cluster = "clusters/negishi"

        init(jobs: Int = 600, seed: Int = 1) throws {
            text = try RowSamples.generated(jobs: jobs, seed: seed)
            slurm = try FakeSlurm(rows: text)
        }

        func poll(
            now: String, limit: Int = 10_000, more: [String] = ["--once"], environment: [String: String] = [:]
        ) throws -> Binary.Outcome {
            try Binary.run(
                command(limit: limit) + ["--now", now] + more,
                environment: slurm.environment.merging(environment) { $1 })
        }

        func command(limit: Int) -> [String] {
            ["poll", "--root", root.path, "--cluster", "negishi", "--backfill-start", "2026-10-01"]
                + ["--rate-limit", "\(limit)"]
        }

        /// Polls until all history is read.
        ///
        /// - Returns: How each poll ended.
        @discardableResult
        func pollToTheEnd(now: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [Int32] {
            var statuses: [Int32] = []
            while statuses.count < 40 {
                let outcome = try poll(now: now)
                statuses.append(outcome.status)
                if outcome.status == 0, outcome.errors.contains("all history is read") { return statuses }
            }
            Issue.record("the history does not end: \(statuses)", sourceLocation: sourceLocation)
            return statuses
        }

        /// What the independent program makes of the jobs that had ended by then.
        func expected(until end: Int) throws -> FigureTable {
            let header = RowSamples.header(of: text)
            let column = header.split(separator: "|").firstIndex(of: "End")!
            let ended = RowSamples.groups(of: text).filter {
                let fields = $0.job.split(separator: "|", omittingEmptySubsequences: false)
                return (Int(fields[column]) ?? .max) < end
            }
            let directory = TemporaryDirectory()
            let rows = try directory.write(RowSamples.text(header, ended.flatMap(\.lines)), to: "rows")
            return try Expectation.independent(slurm: "22.05", rows: rows).days
        }

        func json(_ name: String) throws -> [String: Any] {
            let data = try root.directory.data("root/\(Self.cluster)/\(name)")
            return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
    }

    /// 2026-10-20T12:00:00Z and 2026-11-02T12:00:00Z.
    private static let october = (text: "2026-10-20T12:00:00Z", seconds: 1_792_497_600)
    private static let november = (text: "2026-11-02T12:00:00Z", seconds: 1_793_620_800)

    @Test func totalsAreThoseOfTheIndependentProgram() throws {
        let site = try Site()
        try site.pollToTheEnd(now: Self.october.text)
        let early = try site.expected(until: Self.october.seconds)
        expectEqual(try site.root.daily("negishi"), early)
        #expect(early.values.flatMap(\.values).reduce(Figures(), +).max_mem_bytes > 0)
        try site.pollToTheEnd(now: Self.november.text)
        let all = try site.expected(until: .max)
        #expect(all != early)
        expectEqual(try site.root.daily("negishi"), all)
        expectEqual(try site.root.monthly("negishi"), all.byMonth)
        // Looking again changes nothing.
        try site.pollToTheEnd(now: Self.november.text)
        expectEqual(try site.root.daily("negishi"), all)
    }

    /// More jobs than one call by id takes: the steps come in a windowed call, and by id for jobs that began before.
    @Test func slicesOfMoreJobsThanOneCallTakes() throws {
        let site = try Site(jobs: 25_000)
        try site.pollToTheEnd(now: Self.november.text)
        expectEqual(try site.root.daily("negishi"), try site.expected(until: .max))
        let windowed = site.slurm.calls.filter { !$0.contains(" -X ") && !$0.contains(" -j ") }
        #expect(!windowed.isEmpty, "the sample must be large enough")
    }

    @Test func pollingGivesWhatIngestingGives() throws {
        let site = try Site()
        try site.pollToTheEnd(now: Self.november.text)
        let other = Root()
        try other.ingest("negishi", [try other.directory.write(site.text, to: "rows")])
        let (polled, ingested) = (site.root.counted("negishi"), other.counted("negishi"))
        #expect(polled.keys.sorted() == ingested.keys.sorted())
        for (name, data) in ingested where name.hasSuffix(".json") { #expect(polled[name] == data, "\(name) differs") }
        // And what was ingested before is not counted again by polling.
        let first = try Site()
        try first.root.ingest("negishi", [try first.root.directory.write(site.text, to: "rows")])
        try first.pollToTheEnd(now: Self.november.text)
        for (name, data) in ingested where name.hasSuffix(".json") {
            #expect(first.root.counted("negishi")[name] == data, "\(name) differs")
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 8], ["exit", "complain", "cut", "kill"])
    func nothingOfAFailedCallCounts(call: Int, how: String) throws {
        let site = try Site(jobs: 300, seed: 3)
        try site.slurm.fail(call: call, how: how)
        var failed = 0
        let expected = try site.expected(until: .max)
        // Twenty minutes apart: after a failure the accounting is left alone, and steps that did not come are asked for later.
        for round in 0..<60 {
            let now = "2026-11-02T\(String(100 + round / 3).dropFirst()):\(round % 3)0:00Z"
            let before = site.root.counted("negishi")
            let calls = site.slurm.calls.count
            let outcome = try site.poll(now: now)
            if outcome.status == 0 {
                if outcome.errors.contains("all history is read"), try site.root.daily("negishi") == expected { break }
                continue
            }
            failed += 1
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("sacct"), "\(outcome.errors)")
            if site.slurm.calls.count == calls + 1 {
                #expect(site.root.counted("negishi") == before)
            }
            let failure = try #require(try site.json("state/health.json")["last_error"] as? [String: Any])
            #expect((failure["message"] as? String)?.contains("sacct") == true)
            #expect(try site.root.directory.text("root/\(Site.cluster)/log/poll.jsonl").contains(#""error""#))
        }
        // When a call for steps is what fails, the jobs count and the poll goes on; the first call is for jobs.
        #expect(failed == 1 || (failed == 0 && call > 1))
        expectEqual(try site.root.daily("negishi"), expected)
    }

    @Test func recordsAndLog() throws {
        let site = try Site()
        let first = try site.poll(now: Self.october.text)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("history is still being read"))
        var cursor = try site.json("state/poll_cursor.json")
        #expect(cursor["schema_version"] as? Int == 2)
        #expect(cursor["backfill_start"] as? String == "2026-10-01")
        #expect(cursor["watermark"] as? String == Self.october.text)
        #expect(cursor["asof"] as? String == Self.october.text)
        #expect(
            (cursor["gaps"] as? [[String: String]])?.first == [
                "from": "2026-10-01T00:00:00Z", "to": "2026-10-19T00:00:00Z",
            ])
        #expect((cursor["in_progress"] as? [String: String])?["next"] == "2026-10-01T00:00:00Z")
        try site.pollToTheEnd(now: Self.november.text)
        cursor = try site.json("state/poll_cursor.json")
        #expect((cursor["gaps"] as? [Any])?.isEmpty == true)
        #expect(cursor["last_complete_month"] as? String == "2026-10")
        #expect(cursor["in_progress"] == nil)

        let health = try site.json("state/health.json")
        #expect(health["last_attempt"] as? String == Self.november.text)
        #expect(health["last_success"] as? String == Self.november.text)
        #expect(health["slurm_version"] as? String == "22.05.8")
        #expect(health["last_error"] == nil)
        #expect(health["lag_seconds"] as? Int == 0)
        #expect(health["cursor"] as? String == "history is complete")
        #expect((health["damaged"] as? [Any])?.isEmpty == true)

        let rate = try site.json("state/rate.json")
        let ledger = try #require(rate["calls"] as? [String])
        #expect(ledger.count <= site.slurm.calls.count && !ledger.isEmpty)

        let log = try site.root.directory.text("root/\(Site.cluster)/log/poll.jsonl").split(separator: "\n")
        let keys: Set<String> = [
            "ts", "level", "cluster", "phase", "month", "calls", "bytes", "jobs_seen", "jobs_new", "rate_sleep_ms",
        ]
        var (calls, new) = (0, 0)
        for line in log {
            let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(keys.isSubset(of: Set(entry.keys)))
            #expect(entry["cluster"] as? String == "negishi")
            calls += entry["calls"] as? Int ?? 0
            new += entry["jobs_new"] as? Int ?? 0
        }
        #expect(calls == site.slurm.calls.count)
        #expect(new == 600)
    }

    @Test func everyQuestionIsPolite() throws {
        let site = try Site()
        try site.pollToTheEnd(now: Self.november.text)
        for call in site.slurm.calls {
            #expect(call.contains("-M negishi") && call.contains("-D") && call.contains("-P -n"))
            #expect(call.contains("-S uts") && call.contains("-E uts"))
            #expect(!call.contains("JobName") && !call.contains("Comment") && !call.contains("WorkDir"))
        }
    }

    @Test func aSecondPollerChangesNothing() throws {
        let site = try Site()
        // One call a minute: the first poller waits for its second call, under the lock.
        let first = try Binary.start(site.command(limit: 1) + ["--once"], environment: site.slurm.environment)
        #expect(first.says("waiting"), "\(first.errors)")
        let before = site.root.directory.files(below: "root").map { ($0, try? site.root.directory.data("root/" + $0)) }
        let second = try Binary.run(site.command(limit: 1) + ["--once"], environment: site.slurm.environment)
        #expect(second.status == 3)
        #expect(
            second.errors.contains("process \(first.processIdentifier) on \(Host.name) (this host)"), "\(second.errors)"
        )
        let ingest = try site.root.ingest("negishi", [], input: Data(site.text.utf8))
        #expect(ingest.status == 3)
        let rebuild = try Binary.run(["leaderboards", "--rebuild", "--root", site.root.path])
        #expect(rebuild.status == 3)
        let after = site.root.directory.files(below: "root").map { ($0, try? site.root.directory.data("root/" + $0)) }
        #expect(before.map(\.0) == after.map(\.0))
        for (old, new) in zip(before, after) { #expect(old.1 == new.1, "\(old.0) changed") }

        first.signal(SIGTERM)
        let outcome = try first.outcome(within: 20)
        #expect(outcome.status == 0 || outcome.status == 1, "\(outcome.errors)")
        #expect(outcome.errors.contains("stopped on request"))
        #expect(try site.root.directory.data("root/\(Site.cluster)/state/lock.pid").isEmpty)
        let third = try Binary.run(site.command(limit: 10_000) + ["--once"], environment: site.slurm.environment)
        #expect(third.status == 0, "\(third.errors)")
    }

    @Test(.timeLimit(.minutes(2))) func withoutOnceItGoesOnUntilItIsStopped() throws {
        let site = try Site(jobs: 100)
        let program = try Binary.start(
            site.command(limit: 10_000) + ["--now", Self.november.text], environment: site.slurm.environment)
        let cursor = site.root.directory
        while (try? cursor.text("root/\(Site.cluster)/state/health.json").contains("history is complete")) != true {
            usleep(50_000)
        }
        program.signal(SIGTERM)
        let outcome = try program.outcome(within: 20)
        #expect(outcome.status == 0, "\(outcome.errors)")
        expectEqual(try site.root.daily("negishi"), try site.expected(until: .max))
    }

    /// A replay under a fixed clock must not wait for a minute that never passes.
    @Test func aFixedClockPassesWhileItIsWaited() throws {
        let site = try Site(jobs: 100)
        #expect(try site.poll(now: "2026-11-02T12:00:00Z").status == 0)
        let calls = site.slurm.calls.count
        #expect(calls > 1)
        // As many calls as were made are allowed; the first of them is 58 s old.
        let outcome = try site.poll(now: "2026-11-02T12:00:58Z", limit: calls)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("waiting 3 s"), "\(outcome.errors)")
    }

    @Test(arguments: [
        "agg/rollups/daily/2026-10.json", "agg/rollups/monthly/2026-10.json", "state/seen/2026-10.bloom",
        "state/seen/2026-10.ids", "state/poll_cursor.json",
    ])
    func aDamagedFileIsSetAsideAndItsMonthReadAgain(name: String) throws {
        let site = try Site(jobs: 3_000)
        try site.pollToTheEnd(now: Self.october.text)
        let expected = try site.expected(until: Self.october.seconds)
        let path = "root/\(Site.cluster)/\(name)"
        let whole = try site.root.directory.data(path)
        try site.root.directory.write(whole.prefix(whole.count / 2), to: path)
        let outcome = try site.poll(now: Self.october.text)
        #expect(outcome.status == 4, "\(outcome.errors)")
        #expect(outcome.errors.contains(FilePathName.last(name)))
        let bad = site.root.directory.files(below: "root").filter { $0.contains(".bad") }
        #expect(bad.contains { $0.contains(FilePathName.last(name)) })
        if name != "state/poll_cursor.json" {
            let damaged = try #require(try site.json("state/health.json")["damaged"] as? [String])
            #expect(!damaged.isEmpty)
        }
        try site.pollToTheEnd(now: Self.october.text)
        expectEqual(try site.root.daily("negishi"), expected)
        expectEqual(try site.root.monthly("negishi"), expected.byMonth)
    }

    /// Reports and derived files are written anew without much ado.
    @Test(arguments: ["state/health.json", "agg/leaderboards/standings.bin"])
    func damagedReportsAreWrittenAnew(name: String) throws {
        let site = try Site()
        try site.pollToTheEnd(now: Self.october.text)
        try site.root.directory.write("{", to: "root/\(Site.cluster)/\(name)")
        let outcome = try site.poll(now: "2026-10-20T12:02:00Z")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try site.root.directory.data("root/\(Site.cluster)/\(name)").count > 1)
    }

    @Test func theClusterMustBeKnown() throws {
        let site = try Site(jobs: 10)
        let unknown = try Binary.run(
            ["poll", "--root", site.root.path, "--cluster", "nowhere", "--once"], environment: site.slurm.environment)
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("nowhere") && unknown.errors.contains("negishi"))
        let local = try Binary.run(
            ["poll", "--root", site.root.path, "--once", "--rate-limit", "100", "--now", Self.november.text],
            environment: site.slurm.environment)
        #expect(local.status == 0, "\(local.errors)")
        #expect(site.root.directory.has("root/\(Site.cluster)/state/poll_cursor.json"))
        let empty = TemporaryDirectory()
        let without = try Binary.run(
            ["poll", "--root", site.root.path, "--cluster", "hammer", "--once"], environment: ["PATH": empty.path])
        #expect(without.status == 1)
        #expect(without.errors.contains("PATH"))
    }

    /// Rows that are not understood are warned of, with a sample, and the others count.
    @Test func defectsAreWarnedOf() throws {
        let site = try Site(jobs: 100)
        let expected = try site.expected(until: .max)
        let header = RowSamples.header(of: site.text).split(separator: "|")
        let values = ["JobIDRaw": "1", "User": "eve", "State": "COMPLETED", "ElapsedRaw": "x", "AllocCPUS": "1"]
            .merging(["NNodes": "1", "Submit": "1792000000", "Start": "1792000000", "End": "1792000100"]) { $1 }
        let row = header.map { values[String($0)] ?? "" }.joined(separator: "|")
        try site.slurm.serve(site.text + row + "\n")
        try site.pollToTheEnd(now: Self.november.text)
        expectEqual(try site.root.daily("negishi"), expected)
        let log = try site.root.directory.text("root/\(Site.cluster)/log/poll.jsonl")
        #expect(log.contains("badNumber") && log.contains(#""warning""#))
    }
}

enum FilePathName {
    static func last(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}
