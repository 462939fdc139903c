import Foundation

/// A real Slurm on loopback, with jobs that have ended in every state: `rig/slurm-rig`, driven from the tests.
struct SlurmRig: Sendable {
    /// Configuration, state, logs and sockets. Plain users can read it.
    var directory: URL
    /// When the rig was asked for: the month of the jobs that really run.
    var startTime: Date

    static let clusters = ["hammer", "negishi"]
    /// A plain user whose jobs are among the seeded ones.
    static let plainUser = "rigbob"
    static let injectedJobsPerCluster = 2000

    @TaskLocal static var current: SlurmRig?

    /// Starts the daemons, loads last month, runs the jobs and waits until the accounting says nothing new.
    static func bringUp() async throws -> SlurmRig {
        let given = ProcessInfo.processInfo.environment["RIG_DIR"]
        let directory = URL(filePath: given ?? "/tmp/slurm-rig.\(ProcessInfo.processInfo.processIdentifier)")
        let rig = SlurmRig(directory: directory, startTime: Date())
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        do {
            say("starting a real Slurm in \(directory.path)")
            try await rig.control("install", seconds: 700)
            try await rig.control("up", "--owner", "\(ProcessInfo.processInfo.processIdentifier)", seconds: 180)
            for (index, cluster) in clusters.enumerated() {
                try await rig.control(
                    "inject", "--cluster", cluster, "--month", rig.firstMonth, "--jobs", "\(injectedJobsPerCluster)",
                    "--users", "30", "--seed", "\(index + 1)", seconds: 120)
            }
            say("running jobs on \(clusters.joined(separator: " and ")); this takes a minute and a half")
            try await rig.control("seed-jobs", seconds: 400)
            try await rig.settle()
            say("the jobs have ended; polling them")
        } catch {
            await rig.takeDown()
            throw error
        }
        return rig
    }

    /// Stops all that runs. Files stay for a look when the caller chose the directory.
    func takeDown() async {
        let chosen = ProcessInfo.processInfo.environment["RIG_DIR"] != nil
        do {
            try await control(chosen ? "down" : "purge", seconds: 200)
        } catch {
            Self.say("the rig in \(directory.path) did not go down: \(error)")
        }
    }

    /// One command of `slurm-rig`.
    @discardableResult
    func control(_ arguments: String..., seconds: Double) async throws -> String {
        try await asRoot([Self.program] + arguments, environment: ["RIG_DIR": directory.path])
            .runSuccessfully(seconds: seconds)
    }

    /// A command as root: by ourselves, or by a sudo that asks nothing.
    func asRoot(_ words: [String], environment: [String: String]) -> Command {
        let settings = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let sudo = geteuid() == 0 ? [] : ["sudo", "-n"]
        return Command(program: "/usr/bin/env", arguments: sudo + ["env"] + settings + words)
    }

    /// What a Slurm client needs to reach a cluster.
    func environment(for cluster: String) -> [String: String] {
        ["SLURM_CONF": directory.appending(path: "etc/\(cluster)/slurm.conf").path]
    }

    /// The month of the injected jobs, the one before that in which the rig came up, as `YYYY-MM`.
    var firstMonth: String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month], from: startTime)
        guard let year = parts.year, let month = parts.month else { return "" }
        let previous = month == 1 ? (year - 1, 12) : (year, month - 1)
        return previous.1 < 10 ? "\(previous.0)-0\(previous.1)" : "\(previous.0)-\(previous.1)"
    }

    /// Cancels a job of one of the clusters and waits until the accounting has it, so that the next test finds totals
    /// that stay as they are.
    func cancel(job: String, of cluster: String) async throws {
        let client = environment(for: cluster)
        _ = try await asRoot(["scancel", job], environment: client).runSuccessfully(seconds: 30)
        var states = Command(
            program: "/usr/bin/sacct", arguments: ["-D", "-n", "-P", "-M", cluster, "-j", job, "-o", "State"])
        states.environment = client
        let deadline = Date().addingTimeInterval(60)
        repeat {
            let lines = try await states.runSuccessfully(seconds: 30).split(separator: "\n")
            // The job and its batch step.
            if lines.count >= 2, !lines.contains(where: { $0 == "RUNNING" || $0 == "PENDING" }) {
                return try await settle()
            }
            try await Task.sleep(for: .milliseconds(500))
        } while Date() < deadline
        throw NotSettled()
    }

    /// Slurm goes on correcting the steps of a job for some seconds after its end.
    private func settle() async throws {
        let deadline = Date().addingTimeInterval(60)
        var last: [ExpectedTotals]?
        repeat {
            var now: [ExpectedTotals]? = []
            for cluster in Self.clusters {
                // Two looks at a step that changes in between contradict each other, which is an error there.
                guard let totals = try? await expectedTotals(of: cluster) else {
                    now = nil
                    break
                }
                now?.append(totals)
            }
            if now != nil, now == last { return }
            last = now
            try await Task.sleep(for: .seconds(3))
        } while Date() < deadline
        throw NotSettled()
    }

    struct NotSettled: Error, CustomStringConvertible {
        var description: String { "the accounting still changed a minute after the last job's end" }
    }

    /// Progress for whoever waits.
    private static func say(_ text: String) {
        FileHandle.standardError.write(Data("Real Slurm: \(text)\n".utf8))
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "rig")
    static let program = folder.appending(path: "slurm-rig").path
}
