import Foundation
import SeededNumbers
import Testing

/// The same rows give the same files, however they come.
@Suite struct ReplayTests {
    /// Generated rows, their groups, and the root that they give in one go.
    private final class Sample {
        let text: String
        let header: String
        let groups: [RowSamples.Group]
        let whole = Root()
        let scratch = TemporaryDirectory()

        init(jobs: Int = 300) throws {
            text = try RowSamples.generated(jobs: jobs)
            header = RowSamples.header(of: text)
            groups = RowSamples.groups(of: text)
            let outcome = try whole.ingest("negishi", [scratch.write(text, to: "whole")])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }

        func file(_ name: String, _ lines: some Sequence<String>) throws -> String {
            try scratch.write(RowSamples.text(header, lines), to: name)
        }

        /// Ingests each list of files in a run of its own and compares with the whole.
        func compare(
            _ runs: [[String]], more: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let root = Root()
            for files in runs {
                let outcome = try root.ingest("negishi", files, more: more)
                #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
            }
            expectEqual(try root.daily("negishi"), try whole.daily("negishi"), sourceLocation: sourceLocation)
            let (found, wanted) = (root.counted("negishi"), whole.counted("negishi"))
            #expect(found.keys.sorted() == wanted.keys.sorted(), sourceLocation: sourceLocation)
            for (name, data) in wanted {
                #expect(found[name] == data, "\(name) differs", sourceLocation: sourceLocation)
            }
        }
    }

    @Test func theSampleHasWhatTheTestsAreAbout() throws {
        let sample = try Sample()
        let totals = try sample.whole.daily("negishi").values.flatMap(\.values).reduce(Figures(), +)
        #expect(totals.jobs == 300)
        #expect(totals.max_mem_bytes > 0 && totals.avg_mem_bytes > 0)
        #expect(sample.groups.contains { $0.steps.count > 1 })
    }

    @Test func twice() throws {
        let sample = try Sample()
        let whole = sample.scratch.file("whole")
        try sample.compare([[whole], [whole]])
        try sample.compare([[whole, whole]])
    }

    @Test func jobsInAnotherOrder() throws {
        let sample = try Sample()
        var random = SeededGenerator(seed: 1)
        let shuffled = sample.groups.shuffled(using: &random)
        try sample.compare([[try sample.file("shuffled", shuffled.flatMap(\.lines))]])
    }

    @Test func stepsBeforeTheirJobs() throws {
        let sample = try Sample()
        try sample.compare([[try sample.file("before", sample.groups.flatMap { $0.steps + [$0.job] })]])
        try sample.compare([[try sample.file("backwards", sample.groups.reversed().flatMap { $0.lines.reversed() })]])
    }

    @Test func rowsInNoOrderAtAll() throws {
        let sample = try Sample()
        var random = SeededGenerator(seed: 2)
        try sample.compare([[try sample.file("rows", sample.groups.flatMap(\.lines).shuffled(using: &random))]])
    }

    @Test func jobsAndStepsInFilesOfTheirOwn() throws {
        let sample = try Sample()
        let jobs = try sample.file("jobs", sample.groups.map(\.job))
        let steps = try sample.file("steps", sample.groups.flatMap(\.steps))
        try sample.compare([[jobs, steps]])
        try sample.compare([[steps, jobs]])
        try sample.compare([[jobs], [steps]])
        try sample.compare([[steps], [jobs]])
        try sample.compare([[steps], [jobs], [steps]])
        try sample.compare([[jobs], [steps], [jobs, steps]])
    }

    @Test func severalFilesInAnyOrder() throws {
        let sample = try Sample()
        let parts = try (0..<3).map { part in
            try sample.file("part\(part)", sample.groups[(part * 100)..<(part * 100 + 100)].flatMap(\.lines))
        }
        try sample.compare([[parts[0]], [parts[1]], [parts[2]]])
        try sample.compare([[parts[2]], [parts[0]], [parts[1]]])
        try sample.compare([[parts[2], parts[1]], [parts[0]]])
    }

    @Test func overlappingFiles() throws {
        let sample = try Sample()
        let first = try sample.file("first", sample.groups[..<200].flatMap(\.lines))
        let last = try sample.file("last", sample.groups[100...].flatMap(\.lines))
        try sample.compare([[first], [last]])
        try sample.compare([[last], [first]])
        try sample.compare([[last, first]])
    }

    /// A file that was cut anywhere, as `split` does it.
    @Test func filesCutInsideAJob() throws {
        let sample = try Sample(jobs: 40)
        let lines = sample.groups.flatMap(\.lines)
        for cut in stride(from: 1, to: lines.count, by: 7) {
            let first = try sample.file("first", lines[..<cut])
            let last = try sample.file("last", lines[cut...])
            try sample.compare([[first], [last]])
            try sample.compare([[last], [first]])
        }
    }

    @Test(arguments: [1, 7]) func commitsOfAnySize(jobs: Int) throws {
        let sample = try Sample(jobs: jobs == 1 ? 60 : 300)
        let size = ["--jobs-per-commit", "\(jobs)"]
        try sample.compare([[sample.scratch.file("whole")]], more: size)
        try sample.compare(
            [
                [
                    try sample.file("jobs", sample.groups.map(\.job)),
                    try sample.file("steps", sample.groups.flatMap(\.steps)),
                ]
            ], more: size)
        try sample.compare([[try sample.file("before", sample.groups.flatMap { $0.steps + [$0.job] })]], more: size)
    }

    @Test func withoutSteps() throws {
        let sample = try Sample()
        let root = Root()
        try root.ingest("negishi", [sample.scratch.file("whole")], more: ["--no-steps"])
        var expected = try sample.whole.daily("negishi")
        for (day, users) in expected {
            for user in users.keys {
                expected[day]?[user]?.max_mem_bytes = 0
                expected[day]?[user]?.avg_mem_bytes = 0
            }
        }
        expectEqual(try root.daily("negishi"), expected)
    }

    /// A running job counts nothing now and everything once, when it has ended.
    @Test func runningJobsCountWhenTheyEnd() throws {
        let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|MaxRSS|AveRSS|Submit|Start|End"
        let directory = TemporaryDirectory()
        let morning = try directory.write(
            """
            \(header)
            7|alice|RUNNING|600|4|1|2G|cpu=4|||2026-10-31T20:00:00|2026-10-31T20:00:00|Unknown
            7.0||RUNNING|600|4|1|||900K|800K|2026-10-31T20:00:00|2026-10-31T20:00:00|Unknown
            8|alice|PENDING|0|4|1|2G||||2026-10-31T20:00:00|Unknown|Unknown
            9|alice|SUSPENDED|600|4|1|2G|cpu=4|||2026-10-31T20:00:00|2026-10-31T20:00:00|Unknown

            """, to: "morning")
        // One hour into November: the whole job belongs to November.
        let evening = try directory.write(
            """
            \(header)
            7|alice|COMPLETED|18000|4|1|2G|cpu=4|||2026-10-31T20:00:00|2026-10-31T20:00:00|2026-11-01T01:00:00
            7.0||COMPLETED|18000|4|1|||1000K|950K|2026-10-31T20:00:00|2026-10-31T20:00:00|2026-11-01T01:00:00

            """, to: "evening")
        let root = Root()
        let first = try root.ingest("negishi", [morning])
        expectEqual(try root.daily("negishi"), [:])
        #expect(Said.left(first.errors) == ["notEnded": 3])
        try root.ingest("negishi", [evening])
        try root.ingest("negishi", [evening, morning])
        var job = Figures()
        (job.jobs, job.elapsed_seconds, job.core_seconds) = (1, 18_000, 72_000)
        (job.req_mem_bytes, job.avg_mem_bytes, job.max_mem_bytes) = (2_000_000_000, 950_000, 1_000_000)
        expectEqual(try root.daily("negishi"), ["2026-11-01": ["alice": job]])
        expectEqual(try root.monthly("negishi"), ["2026-11": ["alice": job]])
    }
}
