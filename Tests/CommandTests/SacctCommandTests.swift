import Foundation
import Testing

/// `sacct`: the question and the answer of the poller, for debugging.
@Suite struct SacctCommandTests {
    private static let rows = """
        JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|Submit|Start|End|MaxRSS
        1|alice|COMPLETED|100|1|1|1G|1790000000|1790000000|1790000100|
        1.batch||COMPLETED|100|1|1||1790000000|1790000000|1790000100|5K
        2|bob|COMPLETED|100|1|1|1G|1790000000|1790000000|1790000200|

        """

    private func sacct(
        _ slurm: FakeSlurm, since: String = "2026-09-01T00:00:00Z", until: String = "2026-10-01T00:00:00Z",
        cluster: String = "negishi", more: [String] = [], environment: [String: String] = [:]
    ) throws -> Binary.Outcome {
        try Binary.run(
            ["sacct", "--cluster", cluster, "--since", since, "--until", until] + more,
            environment: slurm.environment.merging(environment) { $1 })
    }

    @Test func rowsOnOutputAndTheRestOnErrors() throws {
        let slurm = try FakeSlurm(rows: Self.rows)
        let outcome = try sacct(slurm)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.count == 3)
        #expect(outcome.lines[0].contains("JobIDRaw|"))
        #expect(outcome.errors.contains("sacct -D -P"))
        #expect(outcome.errors.contains("2 rows"))
        // What it prints can be read again.
        let parsed = try Binary.run(["parse"], input: outcome.output)
        #expect(parsed.lines.count == 2, "\(parsed.errors)")
        let counted = try Binary.run(["parse", "--count"], input: outcome.output)
        #expect(counted.lines == ["2 jobs, 0 steps"], "\(counted.errors)")
        let withSteps = try sacct(slurm, more: ["--steps"])
        #expect(withSteps.lines.count == 4)
        #expect(try Binary.run(["parse", "--count"], input: withSteps.output).lines == ["2 jobs, 1 steps"])
    }

    @Test func theWindowEndsBeforeUntil() throws {
        let slurm = try FakeSlurm(rows: Self.rows)
        // 1790000100 is 2026-09-21T14:15:00Z.
        #expect(try sacct(slurm, since: "2026-09-21T14:15:00Z", until: "2026-09-21T14:16:40Z").lines.count == 2)
        #expect(try sacct(slurm, since: "2026-09-21T14:15:01Z", until: "2026-09-21T14:16:41Z").lines.count == 2)
        #expect(slurm.calls.first?.contains("-S uts1790000100 -E uts1790000199") == true, "\(slurm.calls)")
    }

    @Test func theCallersEnvironmentDoesNotReachSlurm() throws {
        let slurm = try FakeSlurm(rows: Self.rows)
        try slurm.program(
            "sacct",
            """
            #!/bin/sh
            case "$*" in --version) echo slurm 22.05.8; exit;; --helpformat) echo JobIDRaw User State ElapsedRaw AllocCPUS Start Submit End NNodes; exit;; esac
            env > "\(slurm.directory.path)/environment"

            """)
        _ = try sacct(
            slurm,
            environment: ["TZ": "Asia/Kolkata", "SACCT_FORMAT": "User", "SLURM_CLUSTERS": "x", "SLURM_CONF": "/conf"])
        let seen = try slurm.directory.text("environment")
        #expect(!seen.contains("TZ=") && !seen.contains("SACCT_FORMAT") && !seen.contains("SLURM_CLUSTERS"))
        #expect(seen.contains("SLURM_TIME_FORMAT=%s") && seen.contains("SLURM_CONF=/conf"))
    }

    @Test(arguments: [
        ("exit", "Connection refused"), ("complain", "went away"), ("cut", "stops inside a row"),
        ("kill", "signal 9"),
    ])
    func aFailedCallPrintsNothing(how: String, words: String) throws {
        let slurm = try FakeSlurm(rows: Self.rows)
        try slurm.fail(call: 1, how: how)
        let outcome = try sacct(slurm)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func slowAnswersEnd() throws {
        let slurm = try FakeSlurm()
        try slurm.program(
            "sacct",
            """
            #!/bin/sh
            case "$*" in --version) echo slurm 22.05.8; exit;; --helpformat) echo JobIDRaw User State ElapsedRaw AllocCPUS Start Submit End NNodes; exit;; esac
            exec sleep 100

            """)
        let outcome = try sacct(slurm, more: ["--timeout", "1"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("within 1 s"))
    }

    @Test func anUnknownClusterIsAnErrorThoughSacctSaysNothing() throws {
        let slurm = try FakeSlurm(rows: Self.rows)
        let outcome = try sacct(slurm, cluster: "nowhere")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("nowhere") && outcome.errors.contains("negishi"))
        // A known one without rows is fine.
        #expect(try sacct(slurm, until: "2026-09-02T00:00:00Z").status == 0)
    }

    @Test func withoutSacct() throws {
        let empty = TemporaryDirectory()
        let outcome = try Binary.run(
            ["sacct", "--cluster", "negishi", "--since", "2026-09-01T00:00:00Z"], environment: ["PATH": empty.path])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("not on the PATH"))
    }
}
