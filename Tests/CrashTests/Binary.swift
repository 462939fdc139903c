import Foundation

/// The built program, and what it takes to disturb it.
enum Binary {
    /// `$SLURM_SB_BINARY`, else what the package built.
    static let path: String = {
        if let given = variable("SLURM_SB_BINARY"), !given.isEmpty { return given }
        let package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return package.appendingPathComponent(".build/debug/slurm-sb-tui").path
    }()

    /// Whether strace is installed and may trace here; containers often forbid it.
    static let canBeTraced: Bool = {
        let directory = TemporaryDirectory()
        let trial = try? SpawnedProgram.run(["strace", "-o", "/dev/null", "true"], in: directory)
        if trial?.status == 0 { return true }
        print("CrashTests: SKIPPED, strace does not work here: \(trial?.errors ?? "it cannot be started")")
        return false
    }()

    /// In continuous integration a skipped test is a failed one.
    static let mustBeTraced = !["", "0", "false"].contains(variable("CI")?.lowercased() ?? "")

    /// What the tests' processes find programs by.
    static let searchPath = variable("PATH") ?? "/usr/bin:/bin"

    private static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}
