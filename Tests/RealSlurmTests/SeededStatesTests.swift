import Testing

extension RealSlurm {
    /// The rest is worth nothing when the rig does not make what it promises.
    @Suite struct SeededStates {
        @Test(arguments: SlurmRig.clusters)
        func everyStateOccurred(cluster: String) async throws {
            let rig = try #require(SlurmRig.current)
            let expected = try await rig.expectedTotals(of: cluster)
            let states = [
                "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REQUEUED",
                "RESIZING", "TIMEOUT",
            ]
            for state in states {
                #expect(expected.states[state, default: 0] > 0, "\(cluster): nothing ended as \(state)")
            }
            // Running, suspended and pending ones, so that a program that counts them is caught.
            #expect(expected.notEnded >= 5)
            #expect(expected.months.keys.count >= 2)
            #expect(expected.attempts > SlurmRig.injectedJobsPerCluster)
        }

        @Test(arguments: SlurmRig.clusters)
        func liveJobsHaveMemoryAndGPUs(cluster: String) async throws {
            let rig = try #require(SlurmRig.current)
            let expected = try await rig.expectedTotals(of: cluster)
            let months = expected.months.values
            #expect(months.contains { ($0["righal"]?.gpuJobs ?? 0) >= 2 })
            // Four tasks that touch 50, 100, 150 and 200 MiB: 500 MiB in one step.
            #expect(months.contains { ($0["rigada"]?.maxRssBytes ?? 0) > 150_000_000 })
            #expect(months.contains { $0["(unknown)"]?.jobs == 1 }, "the user that was deleted")
            #expect(months.contains { $0["nobody"]?.jobs == 1 }, "the user without an association")
        }
    }
}
