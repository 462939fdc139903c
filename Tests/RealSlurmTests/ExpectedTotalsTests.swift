import Foundation
import Testing

/// The independent program against rows added up by hand. It needs no Slurm.
@Suite struct ExpectedTotalsProgram {
    static let header =
        "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|Submit|Start|End|MaxRSS|AveRSS"

    private func summary(_ rows: [String], options: [String] = []) async throws -> ExpectedTotals {
        let file = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data((([Self.header] + rows).joined(separator: "\n") + "\n").utf8).write(to: file)
        let script = SlurmRig.folder.appending(path: "expected_totals.py").path
        let output = try await Command(
            program: "/usr/bin/python3", arguments: [script] + options + [file.path]
        ).runSuccessfully()
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(ExpectedTotals.self, from: Data(output.utf8))
    }

    @Test func stepsReachTheirAttemptAndAreNoJobs() async throws {
        // 1795392000 is 2026-11-23T00:00:00Z. 100 s x 4 CPUs; both spellings of the same two GPUs.
        let result = try await summary([
            "7|Alice@SITE|TIMEOUT|100|4|1|2G|cpu=4,gres/gpu:a100=2,gres/gpu=2|1795390000|1795391900|1795392000||",
            "7.batch||CANCELLED|100|4|1|||1795391900|1795391900|1795392000|1024K|1000K",
            "7.0||CANCELLED|100|4|1|||1795391900|1795391900|1795392000|1.5M|900K",
        ])
        let totals = Totals(
            jobs: 1, gpuJobs: 1, failedJobs: 1, elapsedSeconds: 100, coreSeconds: 400, gpuElapsedSeconds: 100,
            gpuSeconds: 200, requestedMemoryBytes: 2_000_000_000, averageRssBytes: 1_000_000, maxRssBytes: 1_500_000)
        #expect(result.days == ["2026-11-23": ["alice": totals]])
        #expect(result.months == ["2026-11": ["alice": totals]])
        #expect(result.states == ["TIMEOUT": 1])
    }

    @Test func onlyEndedAttemptsCountAndEachOnce() async throws {
        let requeued = "8|bob|REQUEUED|10|1|1|100M|cpu=1|1795390000|1795390010|1795390020||"
        let result = try await summary([
            requeued, requeued,
            "8|bob|COMPLETED|20|1|1|100M|cpu=1|1795390020|1795390020|1795390040||",
            "9|bob|RUNNING|20|1|1|100M|cpu=1|1795390020|1795390020|Unknown||",
            "10|bob|REVOKED|20|1|1|100M|cpu=1|1795390020|1795390020|1795390040||",
            "11|2004|CANCELLED by 2004|0|0|1|4000Mc||1795390020|None|1795390040||",
            "12||CANCELLED|0|2|2|2147486648Mn||1795390020|None|1795390040||",
        ])
        let users = try #require(result.days["2026-11-22"])
        #expect(users.keys.sorted() == ["(unknown)", "bob", "uid:2004"])
        #expect(users["bob"]?.jobs == 2)
        #expect(users["bob"]?.elapsedSeconds == 30)
        #expect(users["uid:2004"]?.requestedMemoryBytes == 0)
        // 3000M for each of two nodes.
        #expect(users["(unknown)"]?.requestedMemoryBytes == 6_000_000_000)
        #expect(result.notEnded == 1)
    }

    @Test func gpusAreCountedByTheRule() async throws {
        let cases = [
            ("gres/gpu=4", 4), ("gres/gpu:a100=2,gres/gpu=1", 3), ("gres/gpu:a100=2,gres/gpu=2", 2),
            ("gres/gpu:a100=1,gres/gpu:v100=2", 3), ("gres/gpu:1g.10gb=1", 1), ("gres/gpumem=40000M,gres/shard=3", 0),
        ]
        for (tres, gpus) in cases {
            let result = try await summary(["1|carol|COMPLETED|1|1|1|0n|\(tres)|1795390000|1795390001|1795390002||"])
            #expect(result.months["2026-11"]?["carol"]?.gpuSeconds == gpus, "\(tres)")
        }
    }

    @Test func rowsThatDoNotFitAreAnError() async throws {
        await #expect(throws: Command.Failure.self) { _ = try await summary(["1|carol|COMPLETED"]) }
    }

    /// The comparison that the tests on a real Slurm rest upon must notice one unit.
    @Test func aSingleByteIsADifference() async throws {
        let row = "7|alice|COMPLETED|100|4|1|2G|cpu=4|1795390000|1795391900|1795392000|"
        let left = try await summary([row + "1000K|1000K"])
        let right = try await summary([row + "1000K|1000.001K"])
        #expect(differences(left.days, left.days) == [])
        #expect(differences(left.days, right.days).count == 1)
        #expect(differences(left.days, [:]).first?.hasPrefix("2026-11-23 alice: published Totals(jobs: 1") == true)
    }
}
