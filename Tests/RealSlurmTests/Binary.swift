import Foundation

/// The built program, run as a person or cron would run it.
struct Binary {
    var rig: SlurmRig

    /// `SLURM_SB_BINARY`, or the debug build of this package.
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["SLURM_SB_BINARY"], !given.isEmpty { return given }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return package.appending(path: ".build/debug/slurm-sb-tui").path
    }()

    /// Any command against a cluster.
    func run(
        _ arguments: [String], on cluster: String, environment: [String: String] = [:], seconds: Double = 120
    ) async throws -> Command.Outcome {
        var command = Command(program: Self.path, arguments: arguments)
        command.environment = rig.environment(for: cluster).merging(environment) { _, new in new }
        return try await command.run(seconds: seconds)
    }

    /// One tick of the poller.
    func poll(
        _ cluster: String, into root: DataRoot, environment: [String: String] = [:]
    ) async throws -> Command.Outcome {
        try await run(
            pollArguments(cluster, root), on: cluster, environment: environment)
    }

    /// One tick of the poller as another user of this machine.
    func poll(_ cluster: String, into root: DataRoot, as user: String) async throws -> Command.Outcome {
        var environment = rig.environment(for: cluster)
        environment["HOME"] = "/nonexistent"
        environment["LC_ALL"] = "C.UTF-8"
        environment["PATH"] = Command.path
        let program = try copyForEveryone()
        return try await rig.asRoot(
            ["runuser", "-u", user, "--", program] + pollArguments(cluster, root), environment: environment
        ).run()
    }

    /// Ticks until what is published equals what is expected, at most `limit` times. A tick that fails ends it.
    func pollUntilCaughtUp(
        _ cluster: String, limit: Int = 40, matching expected: ExpectedTotals, in root: DataRoot,
        tick: (_ cluster: String, _ root: DataRoot) async throws -> Command.Outcome
    ) async throws {
        for _ in 0..<limit {
            let outcome = try await tick(cluster, root)
            guard outcome.status == 0 else {
                throw Command.Failure.failed(
                    command: "poll \(cluster)", status: outcome.status, errors: outcome.errors)
            }
            if try root.monthlyTotals(of: cluster) == expected.months { return }
        }
    }

    private func pollArguments(_ cluster: String, _ root: DataRoot) -> [String] {
        [
            "--poll", "--cluster", cluster, "--root", root.path, "--rate-limit", "6000",
            "--backfill-start", rig.firstMonth + "-01", "--once",
        ]
    }

    /// The build directory may be closed to other users; the rig's is open to all.
    private func copyForEveryone() throws -> String {
        let copy = rig.directory.appending(path: "jobs/slurm-sb-tui")
        if !FileManager.default.fileExists(atPath: copy.path) {
            try FileManager.default.copyItem(atPath: Self.path, toPath: copy.path)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: copy.path)
        }
        return copy.path
    }
}
