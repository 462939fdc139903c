import Foundation
import Testing

/// How often the accounting is asked, by real processes.
@Suite struct RateTests {
    /// 2026-10-20T12:00:00Z
    private static let start = 1_792_497_600

    private static func text(_ seconds: Int) -> String {
        let formatter = ISO8601DateFormatter()
        return formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// Ten pollers at once, again and again while the clock moves on: no minute has more than two calls. Those that wait
    /// are asked to end, since under a fixed clock a minute passes only while somebody sits it out.
    @Test(.timeLimit(.minutes(3))) func tenAtOnceMakeTwoCallsAMinute() throws {
        let site = try PollTests.Site(jobs: 300)
        var times: [Int] = []
        for wave in 0..<7 {
            let now = Self.start + wave * 17
            let before = site.slurm.calls.count
            let programs = try (0..<10).map { _ in
                try Binary.start(
                    site.command(limit: 2) + ["--once", "--now", Self.text(now)], environment: site.slurm.environment)
            }
            for program in programs {
                // It waits, or it has ended: it lost the lock, or needed no more calls.
                if program.says("waiting", within: 30) { program.signal(SIGTERM) }
                _ = try program.outcome(within: 30)
            }
            times += Array(repeating: now, count: site.slurm.calls.count - before)
        }
        #expect(times.count >= 4, "\(times)")
        for (first, third) in zip(times, times.dropFirst(2)) { #expect(third - first > 60, "\(times)") }
    }

    /// The accounting is down: it is asked again after ever longer times, by whichever process, and then at once counts all.
    @Test func aDownAccountingIsLeftAlone() throws {
        let site = try PollTests.Site(jobs: 100)
        let whole = try site.slurm.directory.text("sacct")
        try site.slurm.program(
            "sacct",
            """
            #!/bin/sh
            case "$*" in *--version*) echo 'slurm 22.05.8'; exit 0 ;; *--helpformat*) exec \(site.slurm.directory.path)/whole "$@" ;; esac
            echo "$*" >> \(site.slurm.directory.path)/calls
            echo 'sacct: error: Problem talking to the database: Connection refused' >&2
            exit 1
            """)
        try site.slurm.program("whole", whole)
        // Every ten seconds for five minutes.
        var asked: [Int] = []
        for seconds in stride(from: 0, to: 300, by: 10) {
            let before = site.slurm.calls.count
            let outcome = try site.poll(now: Self.text(Self.start + seconds), limit: 2)
            #expect(outcome.status == 1)
            if site.slurm.calls.count > before {
                #expect(outcome.errors.contains("Connection refused"), "\(outcome.errors)")
                asked.append(seconds)
            } else {
                #expect(outcome.errors.contains("it is not called before"), "\(outcome.errors)")
            }
        }
        // After 30, 60 and 120 s, each a quarter more or less.
        #expect(asked.count >= 3 && asked.count <= 5, "\(asked)")
        for ((earlier, later), pause) in zip(zip(asked, asked.dropFirst()), [30.0, 60, 120]) {
            #expect((pause * 0.75...pause * 1.25 + 10).contains(Double(later - earlier)), "\(asked)")
        }
        try site.slurm.program("sacct", whole)
        let end = Self.start + 86_400
        try site.pollToTheEnd(now: Self.text(end))
        expectEqual(try site.root.daily("negishi"), try site.expected(until: end))
    }
}
