import Foundation
import Testing

extension RealSlurm {
    /// The jobs that run and wait on the rig, as the Live pane shows them and as awk counts squeue's own lines.
    @Suite struct Queue {
        let rig: SlurmRig
        let binary: Binary

        init() throws {
            rig = try #require(SlurmRig.current)
            binary = Binary(rig: rig)
        }

        /// Jobs, CPUs and nodes of a user: those that run, then those that wait.
        private static let count = #"""
            $2 == "R" || $2 == "PD" {
                side = $2 == "R" ? 0 : 3
                sum[$1, side]++; sum[$1, side + 1] += $3; sum[$1, side + 2] += $4; users[$1] = 1
            }
            END {
                for (user in users) {
                    line = user
                    for (i = 0; i < 6; i++) line = line " " (sum[user, i] + 0)
                    print line
                }
            }
            """#

        /// By `squeue -r`, a line for each task of an array.
        private func counted(_ cluster: String) async throws -> [String: [Int]] {
            let words = ["-c", "squeue -h -a -r -t all -o '%u|%t|%C|%D' | awk -F'|' \"$0\"", Self.count]
            var command = Command(program: "/bin/sh", arguments: words)
            command.environment = rig.environment(for: cluster)
            var users: [String: [Int]] = [:]
            for line in try await command.runSuccessfully(seconds: 60).split(separator: "\n") {
                let words = line.split(separator: " ").map(String.init)
                users[words[0]] = words.dropFirst().compactMap { Int($0) }
            }
            return users
        }

        /// By the pane: running jobs, CPUs, nodes, then pending jobs and CPUs.
        private func shown(_ cluster: String, _ root: DataRoot) async throws -> [String: [Int]] {
            let frame = try await binary.run(
                ["snapshot", "live", "--root", root.path, "--cluster", cluster, "--size", "160x60"],
                on: cluster)
            #expect(frame.status == 0, "\(frame.errors)")
            var users: [String: [Int]] = [:]
            for line in frame.output.split(separator: "\n") {
                let words = line.split { " ┃▶━─█░".contains($0) }.map(String.init).filter { !$0.hasSuffix("%") }
                guard let name = words.first, name.hasPrefix("rig") || name == "Total" else { continue }
                users[name] = words.dropFirst().prefix(7).map { Int($0.replacing(",", with: "")) ?? 0 }
            }
            return users
        }

        @Test(arguments: SlurmRig.clusters)
        func runningAndPendingJobsAreWhatSqueueLists(cluster: String) async throws {
            let root = try DataRoot()
            defer { root.remove() }
            for name in SlurmRig.clusters { _ = try await binary.poll(name, into: root) }
            // Jobs may start between two looks: only what did not change in between is compared.
            var (before, pane) = (try await counted(cluster), [String: [Int]]())
            for _ in 0..<10 {
                pane = try await shown(cluster, root)
                let after = try await counted(cluster)
                if after == before { break }
                before = after
            }
            #expect(before.values.contains { $0[0] > 0 } && before.values.contains { $0[3] > 0 })
            for (user, numbers) in before {
                // Jobs, CPUs, GPUs, nodes; jobs, CPUs, GPUs.
                let row = try #require(pane[user], "\(user) has jobs and no row")
                #expect([row[0], row[1], row[3], row[4], row[5]] == Array(numbers.prefix(5)), "\(user): \(row)")
            }
            #expect(Set(pane.keys) == Set(before.keys).union(["Total"]))
            #expect(pane["Total"]?[4] == before.values.reduce(0) { $0 + $1[3] })
        }

        /// GPUs as slurmctld's own records have them.
        @Test func runningGPUsAreWhatScontrolSays() async throws {
            let cluster = SlurmRig.clusters[0]
            let root = try DataRoot()
            defer { root.remove() }
            _ = try await binary.poll(cluster, into: root)
            let jobs = rig.directory.appending(path: "jobs").path
            let submit = [
                "runuser", "-u", "righal", "--", "sh", "-c",
                "cd \(jobs) && sbatch --parsable -o /dev/null -p gpu -n 1 --mem=50 --gpus=a100:2 --wrap 'sleep 600'",
            ]
            let id = try await rig.asRoot(submit, environment: rig.environment(for: cluster))
                .runSuccessfully(seconds: 60).trimmingCharacters(in: .whitespacesAndNewlines)
            var state = ""
            for _ in 0..<60 where !state.contains("JobState=RUNNING") {
                try await Task.sleep(for: .milliseconds(500))
                state = try await rig.asRoot(
                    ["scontrol", "show", "job", id], environment: rig.environment(for: cluster)
                ).runSuccessfully(seconds: 30)
            }
            #expect(state.contains("gres/gpu=2"))
            let row = try #require(try await shown(cluster, root)["righal"])
            #expect(row[2] == 2)
            try await rig.cancel(job: id, of: cluster)
        }
    }
}
