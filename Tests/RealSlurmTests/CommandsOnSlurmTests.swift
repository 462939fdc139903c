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

        /// Even to say its version, sacct wants a configuration.
        private func slurmVersion(on cluster: String) async throws -> String {
            var command = Command(program: "/usr/bin/sacct", arguments: ["--version"])
            command.environment = rig.environment(for: cluster)
            let output = try await command.runSuccessfully()
            return String(output.split(separator: " ").last ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}
