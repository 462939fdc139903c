import Foundation
import Testing

extension RealSlurm {
    /// What sacct says when it cannot answer, and that nothing is counted then.
    @Suite struct Outages {
        let rig: SlurmRig
        let binary: Binary

        init() throws {
            rig = try #require(SlurmRig.current)
            binary = Binary(rig: rig)
        }

        @Test func accountingDownIsAnErrorAndRecovers() async throws {
            let cluster = SlurmRig.clusters[0]
            let fresh = try DataRoot()
            let used = try DataRoot()
            defer {
                fresh.remove()
                used.remove()
            }
            let expected = try await rig.expectedTotals(of: cluster)
            let before = try await binary.poll(cluster, into: used)
            #expect(before.status == 0, "\(before.errors)")
            let texts = try used.rollupTexts(of: cluster)

            try await rig.control("accounting", "stop", seconds: 90)
            var during: [Result<Command.Outcome, any Error>] = []
            for root in [fresh, used] {
                do { during.append(.success(try await binary.poll(cluster, into: root))) } catch {
                    during.append(.failure(error))
                }
            }
            // Before anything is checked: the other tests want it back.
            try await rig.control("accounting", "start", seconds: 90)

            for result in during {
                let outcome = try result.get()
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("Connection refused"), "\(outcome.errors)")
            }
            #expect(try fresh.monthlyTotals(of: cluster) == [:])
            #expect(differingFiles(try used.rollupTexts(of: cluster), texts) == [])

            for root in [fresh, used] {
                try await binary.pollUntilCaughtUp(cluster, matching: expected, in: root) {
                    try await binary.poll($0, into: $1)
                }
                #expect(differences(try root.monthlyTotals(of: cluster), expected.months) == [])
            }
        }

        /// The accounting's host has a name that nobody knows.
        @Test func noNameServiceIsAnErrorAndNothingCounts() async throws {
            let cluster = SlurmRig.clusters[0]
            let root = try DataRoot()
            defer { root.remove() }
            let configuration = rig.directory.appending(path: "jobs/slurm-\(UUID().uuidString).conf")
            let lines = try String(
                contentsOf: rig.directory.appending(path: "etc/\(cluster)/slurm.conf"), encoding: .utf8
            )
            .split(separator: "\n").filter { !$0.hasPrefix("AccountingStorageHost=") }
            try (lines + ["AccountingStorageHost=accounting.invalid", ""]).joined(separator: "\n").write(
                to: configuration, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: configuration) }
            let outcome = try await binary.poll(
                cluster, into: root, environment: ["SLURM_CONF": configuration.path])
            #expect(outcome.status == 1, "\(outcome.errors)")
            #expect(outcome.errors.contains("sacct"), "\(outcome.errors)")
            #expect(try root.monthlyTotals(of: cluster) == [:])
        }

        /// sacct answers an unknown cluster with success and no rows.
        @Test func unknownClusterIsAnError() async throws {
            let root = try DataRoot()
            defer { root.remove() }
            let outcome = try await binary.run(
                [
                    "--poll", "--cluster", "nosuchcluster", "--root", root.path, "--rate-limit", "6000",
                    "--backfill-start", rig.firstMonth + "-01", "--once",
                ], on: SlurmRig.clusters[0])
            #expect(outcome.status != 0)
            #expect(outcome.errors.contains("nosuchcluster"), "\(outcome.errors)")
            #expect(try root.monthlyTotals(of: "nosuchcluster") == [:])
        }
    }
}
