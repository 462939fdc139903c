import Foundation
import Testing

extension RealSlurm {
    /// `probe` and `sacct`, the commands that look at Slurm and write nothing.
    @Suite struct CommandsOnSlurm {
        let rig: SlurmRig
        let binary: Binary

        init() throws {
            rig = try #require(SlurmRig.current)
            binary = Binary(rig: rig)
        }

        @Test(arguments: SlurmRig.clusters)
        func probeFindsALiveCluster(cluster: String) async throws {
            let root = try DataRoot()
            defer { root.remove() }
            let outcome = try await binary.run(["probe", "--json", "--root", root.path], on: cluster)
            #expect(outcome.status == 0, "\(outcome.output)\n\(outcome.errors)")
            let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            #expect(report is [String: Any])
            #expect(outcome.output.contains("\"\(cluster)\""), "the name of the cluster")
            let version = try await slurmVersion(on: cluster)
            #expect(outcome.output.contains(version), "Slurm's version")
            #expect(try FileManager.default.contentsOfDirectory(atPath: root.path).isEmpty, "probe wrote something")
        }

        @Test func probeWithoutSacctExitsWith2() async throws {
            let root = try DataRoot()
            defer { root.remove() }
            let outcome = try await binary.run(
                ["probe", "--root", root.path], on: SlurmRig.clusters[0], environment: ["PATH": "/nonexistent"])
            #expect(outcome.status == 2, "\(outcome.output)\n\(outcome.errors)")
            #expect((outcome.output + outcome.errors).contains("sacct"))
        }

        @Test(arguments: SlurmRig.clusters)
        func sacctPrintsRowsAndLogsApart(cluster: String) async throws {
            let root = try DataRoot()
            defer { root.remove() }
            let expected = try await rig.expectedTotals(of: cluster)
            let day = try #require(expected.days.keys.min())
            let outcome = try await binary.run(
                [
                    "sacct", "--cluster", cluster, "--root", root.path, "--since", day + "T00:00:00Z", "--until",
                    day + "T23:59:59Z",
                ], on: cluster)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let rows = outcome.output.split(separator: "\n")
            let jobs = expected.days[day]?.values.reduce(0) { $0 + $1.jobs } ?? 0
            #expect(rows.count >= jobs)
            #expect(rows.allSatisfy { $0.contains("|") }, "a line that is no row")
            #expect(Set(rows.map { $0.split(separator: "|", omittingEmptySubsequences: false).count }).count == 1)
            #expect(!outcome.errors.contains("|COMPLETED|"), "rows among the log lines")
        }

        /// sacct refuses a call for a user whom this host does not know, and the others of it are asked for all the same.
        @Test func discoverAsksForUsersByName() async throws {
            let cluster = SlurmRig.clusters[0]
            let root = try DataRoot()
            defer { root.remove() }
            let expected = try await rig.expectedTotals(of: cluster)
            try await binary.pollUntilCaughtUp(cluster, matching: expected, in: root) {
                try await binary.poll($0, into: $1)
            }
            let texts = try root.rollupTexts(of: cluster)
            let outcome = try await binary.run(
                [
                    "discover", "--cluster", cluster, "--root", root.path, "--rate-limit", "6000", "--user",
                    SlurmRig.plainUser, "no-such-user",
                ], on: cluster)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains(" 1 refused"), "\(outcome.errors)")
            #expect(!outcome.errors.contains("no-such-user"), "a line that others read names somebody")
            #expect(differingFiles(try root.rollupTexts(of: cluster), texts) == [], "jobs that were known count again")
        }

        /// Even to say its version, sacct wants a configuration.
        private func slurmVersion(on cluster: String) async throws -> String {
            var command = Command(program: "/usr/bin/sacct", arguments: ["--version"])
            command.environment = rig.environment(for: cluster)
            let output = try await command.runSuccessfully()
            return String(output.split(separator: " ").last ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}
