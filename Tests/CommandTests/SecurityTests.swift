import Foundation
import Testing

/// Names that want to be paths or escape sequences, rights, and links that lead elsewhere.
@Suite struct SecurityTests {
    private static let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End\n"

    /// The row of a job that ended some days before ``Root/now``.
    private static func row(_ id: Int, user: String, state: String = "COMPLETED") -> String {
        "\(id)|\(user)|\(state)|3600|2|\(1_795_000_000 + id)|\(1_795_000_000 + id)|\(1_795_003_600 + id)\n"
    }

    /// As accounting might hold them, and the name that each becomes.
    private static let names: [(raw: String, name: String)] = [
        ("../../x", "../../x"), ("a/b", "a/b"), (".", "."), ("..", ".."), ("", "(unknown)"), ("%", "%"),
        ("%2e%2e%2fx", "%2e%2e%2fx"), ("/etc/passwd", "/etc/passwd"), ("con", "con"), ("nul.json", "nul.json"),
        (".hidden", ".hidden"), ("-rf", "-rf"), ("~root", "~root"), ("$(id)", "$(id)"), ("a\\b", "a\\b"),
        ("\u{1}\u{8}\u{7f}", "\u{1}\u{8}\u{7f}"), ("\u{1b}]0;owned\u{7}", "\u{1b}]0;owned\u{7}"),
        ("\u{1b}[31mred", "\u{1b}[31mred"), ("\u{9b}31m", "\u{9b}31m"), ("\u{202e}live", "\u{202e}live"),
        ("\u{0}nul", "\u{0}nul"), ("tab\there", "tab\there"), ("GROSS@REALM", "gross"), ("müller", "müller"),
        ("%%x%-0", "%%x%-0"), (String(repeating: "n", count: 300), String(repeating: "n", count: 300)),
        (String(repeating: "/", count: 1000), String(repeating: "/", count: 1000)),
        (String(repeating: "é", count: 150), String(repeating: "é", count: 150)),
    ]

    private func hostile() throws -> Root {
        let root = Root()
        let rows = Self.names.enumerated().map { Self.row($0.offset + 1, user: $0.element.raw) }.joined()
        let outcome = try root.ingest("hammer", [], input: Data((Self.header + rows).utf8))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("\(Self.names.count) ended jobs, \(Self.names.count) of them new"))
        return root
    }

    @Test func `Names never become paths, and come back from their files`() throws {
        let root = try hostile()
        let users = "root/clusters/hammer/agg/users"
        // Nothing beside the root, and below the users' directory no other directory.
        #expect(try FileManager.default.contentsOfDirectory(atPath: root.directory.path) == ["root"])
        let files = try FileManager.default.contentsOfDirectory(atPath: root.directory.file(users))
        #expect(files.sorted() == root.directory.files(below: users))
        #expect(files.count == Self.names.count)
        var found: [String: String] = [:]
        for file in files {
            #expect(file.utf8.count <= 255 && file.hasSuffix(".json"))
            #expect(file.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(file)")
            let data = try root.directory.data("\(users)/\(file)")
            let tree = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let name = try #require(tree["username"] as? String)
            found[name] = file
            // Long names are told by the file alone, all others by its name too.
            if !file.hasPrefix("%%") { #expect(Self.user(ofFile: file) == name) }
        }
        #expect(Set(found.keys) == Set(Self.names.map(\.name)))
        #expect(found["%"] != found["(unknown)"])
        #expect(found.values.filter { $0.hasPrefix("%%") }.count == 3)
        #expect(try root.monthly("hammer")["2026-11"]?.mapValues(\.jobs) == found.mapValues { _ in 1 })
    }

    /// `%` and two digits are a byte, everything else stands for itself.
    private static func user(ofFile name: String) -> String? {
        let stem = Array(name.utf8.dropLast(5))
        if stem == [UInt8(ascii: "%")] { return "" }
        var bytes: [UInt8] = []
        var rest = stem[...]
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "%") else {
                bytes.append(first)
                continue
            }
            guard let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Whether a terminal would obey anything in the text.
    private static func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || !(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x202E)
        }
    }

    @Test func `No text output holds a byte that a terminal obeys`() throws {
        let root = try hostile()
        let place = ["--root", root.path, "--now", Root.now]
        for arguments in [
            ["board"], ["--snapshot"], ["snapshot", "--size", "200x60"], ["board", "--window", "alltime"],
        ] {
            let outcome = try Binary.run(arguments + place, environment: ["TERM": "dumb"])
            #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            #expect(Self.isHarmless(outcome.text), "\(arguments)")
            #expect(Self.isHarmless(outcome.errors), "\(arguments)")
            // The names are there, made visible.
            #expect(outcome.text.contains("red") && outcome.text.contains("owned"), "\(arguments): \(outcome.text)")
        }
        let broken =
            Self.header + Self.row(1, user: "\u{1b}]0;a\u{7}", state: "\u{1b}[31mODD") + "x\u{1b}[2J|\u{9b}|\n"
            + Self.row(2, user: "a", state: "CANCELLED\u{7}+") + "\u{202e}.|\r\n"
        for arguments in [["parse"], ["ingest", "--cluster", "bell"] + place] {
            let outcome = try Binary.run(arguments, input: Data(broken.utf8))
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("left out") && outcome.errors.contains("ODD"))
            #expect(Self.isHarmless(outcome.errors), "\(outcome.errors.debugDescription)")
            #expect(Self.isHarmless(outcome.text), "\(outcome.text.debugDescription)")
        }
        // A name of a file, and a header, that are repeated in a message.
        let missing = try Binary.run(["parse", "/nowhere/\u{1b}]0;x\u{7}"])
        #expect(missing.status == 1 && Self.isHarmless(missing.errors), "\(missing.errors.debugDescription)")
        let header = try Binary.run(["parse"], input: Data("JobIDRaw|\u{1b}[31mX\n".utf8))
        #expect(header.status == 1 && Self.isHarmless(header.errors), "\(header.errors.debugDescription)")
    }

    @Test(arguments: [
        "../x", "A B", ".", "..", "", "/", "a/b", "-x", ".x", "ü", "a\u{1b}[31m", String(repeating: "c", count: 65),
    ])
    func `A name that is no cluster's is refused, and nothing is made`(cluster: String) throws {
        let root = Root()
        let rows = Data((Self.header + Self.row(1, user: "alice")).utf8)
        for command in ["ingest", "poll"] {
            let outcome = try Binary.run(
                [command, "--root", root.path, "--cluster=\(cluster)", "--now", Root.now], input: rows)
            #expect(outcome.status == 2, "\(command): \(outcome.errors)")
            #expect(Self.isHarmless(outcome.errors), "\(outcome.errors.debugDescription)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: root.directory.path).isEmpty)
    }

    @Test(arguments: ["077", "000", "022", "777"])
    func `Files and directories are the group's, whatever the caller's umask`(umask: String) throws {
        let root = Root()
        let slurm = try FakeSlurm(rows: try RowSamples.generated(jobs: 50))
        let rows = try root.directory.write(Self.header + Self.row(1, user: "alice"), to: "rows")
        for command in [
            "ingest --cluster hammer '\(rows)'", "poll --once --cluster negishi --backfill-start 2026-11-22",
            "leaderboards --rebuild",
        ] {
            let outcome = try Binary.shell(
                "umask \(umask); exec \"$B\" \(command) --root '\(root.path)' --now \(Root.now)",
                environment: slurm.environment)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        var count = 0
        var privateCount = 0
        for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) + [""] {
            var status = stat()
            try #require(lstat(root.path + "/" + name, &status) == 0)
            let mode = status.st_mode & 0o7777
            switch status.st_mode & S_IFMT {
            case S_IFDIR: #expect(mode == 0o2775, "\(name) is \(String(mode, radix: 8))")
            case S_IFREG
            where ["/state/steps/", "/state/withheld/", "/state/optouts.json", "/state/windows.bin"].contains(
                where: name.contains):
                #expect(mode == 0o660, "\(name) is \(String(mode, radix: 8))")
                privateCount += 1
            case S_IFREG: #expect(mode == 0o664 || mode == 0o644, "\(name) is \(String(mode, radix: 8))")
            default: Issue.record("\(name) is neither file nor directory")
            }
            count += 1
        }
        #expect(count > 30)
        #expect(privateCount > 0)
        #expect(root.directory.has("root/clusters/negishi/log/poll.jsonl"))
    }

    /// Where links are put, below the root, and whether they lead to a directory.
    private static let links: [(path: String, isDirectory: Bool)] = [
        ("clusters/negishi/agg/users/alice.json", false), ("clusters/negishi/agg/leaderboards/alltime.json", false),
        ("clusters/negishi/agg/rollups/daily/2026-10.json", false), ("clusters/negishi/log/poll.jsonl", false),
        ("clusters/negishi/state/health.json", false), ("clusters/negishi/state/lock.pid", false),
        ("clusters/negishi/state/poll_cursor.json", false), ("clusters/negishi/state/rate.json", false),
        ("clusters/negishi/state/commit.json", false), ("clusters/negishi/state/unpublished", false),
        ("leaderboards/alltime.json", false), ("leaderboards/boards.bin", false), ("leaderboards/.lock", false),
        ("clusters/negishi/state/seen", true), ("clusters/negishi/state/commit", true),
        ("clusters/negishi/state/steps", true), ("clusters/negishi/state", true), ("clusters/negishi/agg", true),
        ("clusters/negishi/agg/users", true), ("clusters/negishi/agg/rollups/monthly", true),
        ("clusters/negishi/agg/leaderboards", true), ("clusters/negishi/log", true), ("leaderboards", true),
        ("clusters/negishi", true), ("clusters", true),
    ]

    @Test(arguments: links.indices, ["ingest", "poll", "leaderboards"])
    func `A link in a shared directory is not followed when writing`(index: Int, command: String) throws {
        let link = Self.links[index]
        let root = Root()
        let slurm = try FakeSlurm(rows: Self.header + (1...9).map { Self.row($0, user: "alice") }.joined())
        try root.ingest("negishi", [], input: Data((Self.header + Self.row(90, user: "alice")).utf8))
        // What stood there moves out of the root, and a link to it takes its place: it even has the right content.
        let elsewhere = TemporaryDirectory()
        let target = elsewhere.file("target")
        let place = root.path + "/" + link.path
        if FileManager.default.fileExists(atPath: place) {
            try FileManager.default.moveItem(atPath: place, toPath: target)
        } else if link.isDirectory {
            try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        } else {
            try elsewhere.write("", to: "target")
        }
        symlink(target, place)
        // A lock is emptied when it is given back: it must hold something to show that it was touched.
        for lock in elsewhere.files() where lock.hasSuffix("lock.pid") || lock.hasSuffix("target/.lock") {
            try elsewhere.write("as it was", to: lock)
        }
        func contents() throws -> [String: Data] {
            try Dictionary(uniqueKeysWithValues: elsewhere.files().map { ($0, try elsewhere.data($0)) })
        }
        let before = try contents()
        let rest = ["--root", root.path, "--now", Root.now]
        let outcome: Binary.Outcome =
            switch command {
            case "ingest": try root.ingest("negishi", [], input: Data((Self.header + Self.row(2, user: "alice")).utf8))
            case "poll":
                try Binary.run(
                    ["poll", "--once", "--cluster", "negishi", "--backfill-start", "2026-11-17"] + rest,
                    environment: slurm.environment)
            default: try Binary.run(["leaderboards", "--rebuild"] + rest)
            }
        #expect(try contents() == before, "\(link.path): \(outcome.errors)")
        // Either the command says so, or it had nothing to write there, or the link itself was replaced.
        if outcome.status != 0 {
            #expect(outcome.status == 1 || outcome.status == 4, "\(outcome.errors)")
            #expect(outcome.errors.contains(root.path), "\(outcome.errors)")
        }
    }
}
