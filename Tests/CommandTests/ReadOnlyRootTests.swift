import Foundation
import Testing

/// Whoever may only read the shared directory, or has a copy of it: everything that looks works, and nothing is written.
@Suite struct ReadOnlyRootTests {
    private static let looking = [
        ["board", "--plain", "--window", "alltime"], ["board", "--plain", "--pane", "user"],
        ["board", "--plain", "--pane", "health"], ["board", "--backend", "ansi"],
        ["snapshot", "--size", "100x30"], ["snapshot", "user", "--format", "svg"], ["snapshot", "bloom"],
        ["export", "--format", "csv"], ["export", "--format", "prometheus", "--window", "30d"],
        ["bloom", "stats", "--cluster", "hammer", "--month", "2026-10"], ["config"], ["doctor"],
    ]

    /// Two clusters' boards, and a directory in which nobody may write.
    private func readOnlyRoot() throws -> Root {
        let root = Root()
        for (seed, cluster) in ["bell", "hammer"].enumerated() {
            let rows = try RowSamples.generated(jobs: 200, seed: seed + 1)
            try root.ingest(cluster, [], input: Data(rows.utf8))
        }
        return root
    }

    /// Every path with its mode, its time of change and its content.
    private func state(_ root: Root) throws -> [String: String] {
        var state: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) + [""] {
            var status = stat()
            #expect(lstat(root.path + "/" + name, &status) == 0)
            let time =
                "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
            state[name] = "\(status.st_mode) \(status.st_size) \(time)"
        }
        return state
    }

    private func setModes(_ path: String, _ change: (mode_t) -> mode_t) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) + [""] {
            var status = stat()
            #expect(lstat(path + "/" + name, &status) == 0)
            #expect(chmod(path + "/" + name, change(status.st_mode & 0o7777)) == 0)
        }
    }

    @Test func `Another account looks at everything and writes nothing`() throws {
        let root = try readOnlyRoot()
        let program = root.directory.file("program")
        try Binary.copy(to: program)
        #expect(chmod(root.directory.path, 0o755) == 0)
        try setModes(root.path) { $0 & ~0o222 }
        defer { try? setModes(root.path) { $0 | 0o200 } }
        let before = try state(root)
        let isRoot = getuid() == 0
        let other = ["--reuid", "65534", "--regid", "65534", "--clear-groups"]
        var outputs: [String] = []
        for arguments in Self.looking {
            let line = arguments + ["--root", root.path, "--now", Root.now]
            let environment = ["TERM": "dumb", "HOME": "/nonexistent", "USER": "visitor"]
            let outcome =
                try isRoot
                ? Binary.run(program: "/usr/bin/setpriv", other + [program] + line, environment: environment)
                : Binary.run(line, environment: environment)
            // Where the toolchain's libraries are hidden from others, the program does not start at all.
            if outcome.errors.contains("error while loading shared libraries") { return }
            let isDoctor = arguments == ["doctor"]
            #expect(
                outcome.status == 0 || isDoctor && outcome.status == 1, "\(arguments): \(outcome.text)\(outcome.errors)"
            )
            #expect(!outcome.text.isEmpty, "\(arguments)")
            outputs.append(outcome.text)
        }
        #expect(try state(root) == before)
        // The same as whoever may write sees, but for what doctor says of rights.
        for (arguments, output) in zip(Self.looking, outputs) where arguments != ["doctor"] && arguments[0] != "config"
        {
            let own = try Binary.run(
                arguments + ["--root", root.path, "--now", Root.now],
                environment: ["TERM": "dumb", "HOME": "/nonexistent", "USER": "visitor"])
            #expect(own.text == output, "\(arguments)")
        }
        // Whoever would write is told.
        if isRoot {
            let ingest = try Binary.run(
                program: "/usr/bin/setpriv",
                other + [program, "ingest", "--root", root.path, "--cluster", "hammer", "/dev/null"],
                environment: ["HOME": "/nonexistent"])
            #expect(ingest.status == 1)
            #expect(ingest.errors.contains("permission"), "\(ingest.errors)")
            #expect(try state(root) == before)
        }
    }

    /// A laptop's copy, made with links and times left behind, of what the interface needs alone.
    @Test func `A copy of the boards alone is a root to look at`() throws {
        let root = try readOnlyRoot()
        let copy = TemporaryDirectory()
        try FileManager.default.copyItem(
            atPath: root.path + "/leaderboards", toPath: copy.file("leaderboards"))
        let place = ["--now", Root.now, "--size", "100x30", "--root"]
        let original = try Binary.run(["snapshot"] + place + [root.path])
        let copied = try Binary.run(["snapshot"] + place + [copy.path])
        #expect(copied.status == 0, "\(copied.errors)")
        #expect(copied.text == original.text)
        #expect(copy.files().allSatisfy { $0.hasPrefix("leaderboards/") })
    }
}
