import Foundation

extension SlurmRig {
    /// Why there can be no rig here, or nil. In CI nothing is a reason: there the tests run or fail.
    static let obstacle: String? = {
        let reason = findObstacle()
        guard let reason else { return nil }
        let isCI =
            ProcessInfo.processInfo.environment["CI"].map { !["", "0", "false"].contains($0.lowercased()) } ?? false
        let line = String(repeating: "=", count: 72)
        let verdict = isCI ? "THE TESTS ON A REAL SLURM WILL FAIL" : "SKIPPED: THE TESTS ON A REAL SLURM"
        FileHandle.standardError.write(Data("\n\(line)\n\(verdict)\n\(reason)\n\(line)\n\n".utf8))
        return isCI ? nil : reason
    }()

    private static func findObstacle() -> String? {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg-query") else {
            return "They need Debian's Slurm packages, and this is no Debian."
        }
        let sudo = geteuid() == 0 ? [] : ["sudo", "-n"]
        if !sudo.isEmpty, status(of: sudo + ["true"]) != 0 {
            return "They need root, or a sudo that asks no password, to start daemons and run jobs as several users."
        }
        guard status(of: sudo + [program, "install"]) == 0 else {
            return "Slurm's packages could not be installed: see what `\(program) install` says."
        }
        return nil
    }

    private static func status(of words: [String]) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
