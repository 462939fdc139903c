import Foundation
import Testing

/// Whoever opted out, or has few jobs, is in nothing that others read or are told by a command.
@Suite struct PrivacyTests {
    private static let header = "JobIDRaw|User|Account|JobName|State|ElapsedRaw|AllocCPUS|Submit|Start|End\n"

    private static func rows() -> String {
        var rows = header
        var number = 0
        for (user, jobs) in [("ann", 3), ("Quendolyn@SITE.EDU", 5), ("bob", 4), ("fewjobs", 2), ("zoë-q", 6)] {
            for _ in 0..<jobs {
                number += 1
                let end = 1_795_003_600 + number
                rows +=
                    "\(number)|\(user)|acct-\(user)|secretname|COMPLETED|3600|2|\(end - 3700)|\(end - 3600)|\(end)\n"
            }
        }
        // One row that cannot be read, and one that has one column too many.
        rows += "900|quendolyn|acct-quendolyn|secretname|CANCELLED+|3600|2|1795000000|1795000000|1795003600\n"
        return rows + "901|quendolyn|acct|secret|name|COMPLETED|3600|2|1795000000|1795000000|1795003600\n"
    }

    /// What the commands say, by command.
    private func outputs(_ root: Root, _ environment: [String: String]) throws -> [String: String] {
        let place = ["--root", root.path, "--now", Root.now]
        var outputs: [String: String] = [:]
        for line in [
            "leaderboards --rebuild", "board --plain", "board --plain --window alltime", "snapshot --size 200x60",
            "snapshot --format svg", "snapshot --format ansi --window alltime", "doctor", "doctor --json",
            "doctor --repair", "bloom stats --cluster hammer --month 2026-11 --json",
        ] {
            let outcome = try Binary.run(
                line.split(separator: " ").map { String($0) } + place,
                environment: environment.merging(["TERM": "dumb"]) { $1 })
            #expect(outcome.status == 0 || outcome.status == 1, "\(line): \(outcome.errors)")
            outputs[line] = (outcome.text + outcome.errors).lowercased()
        }
        return outputs
    }

    /// The files that others may read and that hold one of these texts, in their content or their path.
    private func leaks(_ root: Root, _ texts: [String], butIn isExempt: (String) -> Bool = { _ in false }) throws
        -> [String]
    {
        try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { name in
            var status = stat()
            guard !isExempt(name), lstat(root.path + "/" + name, &status) == 0 else { return false }
            var text = Data(name.lowercased().utf8) + [0]
            if status.st_mode & S_IFMT == S_IFREG {
                guard status.st_mode & 0o004 != 0 else { return false }
                let bytes = try Data(contentsOf: URL(fileURLWithPath: root.path + "/" + name))
                text += Data(bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
            }
            return texts.contains { text.range(of: Data($0.utf8)) != nil }
        }.sorted()
    }

    @Test func `Nothing names who opted out, or has few jobs`() throws {
        let root = Root()
        let homes = root.directory.file("homes")
        let environment = ["SLURM_SB_MIN_JOBS": "3", "SLURM_SB_HOME_ROOT": homes]
        let ingested = try root.ingest("hammer", [], environment: environment, input: Data(Self.rows().utf8))
        #expect(ingested.status == 0, "\(ingested.errors)")
        for text in ["quendolyn", "acct", "secret"] { #expect(!ingested.errors.contains(text), "\(ingested.errors)") }
        #expect(ingested.errors.contains("CANCELLED+"), "the column that cannot be read is told")
        var said = try outputs(root, environment)
        #expect(said["board --plain"]?.contains("quendolyn") ?? false)
        #expect(said.values.allSatisfy { !$0.contains("fewjobs") && !$0.contains("acct-") && !$0.contains("secret") })
        #expect(try leaks(root, ["acct", "secret"]) == [])
        let isRecord = { (name: String) in name.contains("/agg/rollups/") || name.hasSuffix("standings.bin") }
        #expect(try leaks(root, ["fewjobs"], butIn: isRecord) == [])

        try FileManager.default.createDirectory(
            atPath: homes + "/quendolyn/.slurm_scoreboard_optout", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: root.path + "/config", withIntermediateDirectories: true)
        try Data("ZOË-Q # by mail\n".utf8).write(to: URL(fileURLWithPath: root.path + "/config/optout.txt"))
        chmod(root.path + "/config/optout.txt", 0o660)
        said = try outputs(root, environment)
        for (command, text) in said {
            for name in ["quendolyn", "zoë", "zo%c3%ab"] { #expect(!text.contains(name), "\(command): \(text)") }
        }
        #expect(said["board --plain"]?.contains("bob") ?? false)
        #expect(try leaks(root, ["quendolyn", "zoë-q", "zo%c3%ab-q"]) == [])
    }
}
