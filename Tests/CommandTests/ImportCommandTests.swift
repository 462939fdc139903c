import Foundation
import Testing

/// `import` of a root that the older Python program wrote, by the built program.
@Suite struct ImportCommandTests {
    private static let fixture = Binary.packageDirectory.appendingPathComponent("Fixtures/python-root")
    /// What was worked out by hand, by month and user.
    private static func expected() throws -> FigureTable {
        try JSONDecoder().decode(
            FigureTable.self, from: Data(contentsOf: fixture.appendingPathComponent("expected.json")))
    }

    private func run(
        _ root: Root, from source: String = fixture.path, more: [String] = [], environment: [String: String] = [:]
    ) throws -> Binary.Outcome {
        try Binary.run(
            ["import", "--from", source, "--root", root.path, "--now", Root.now] + more, environment: environment)
    }

    private func imported(_ root: Root) throws -> FigureTable {
        struct File: Decodable {
            var month: String
            var imported: Bool
            var users: [[String: Cell]]
        }
        var table: FigureTable = [:]
        let place = "root/clusters/bell/agg/rollups/imported"
        for name in root.directory.files(below: place) {
            let file = try JSONDecoder().decode(File.self, from: root.directory.data("\(place)/\(name)"))
            #expect(file.imported && name == "\(file.month).json")
            for user in file.users {
                table[file.month, default: [:]][try user["username", default: .other].text()] = try Figures {
                    try user[$0, default: .other].number()
                }
            }
        }
        return table
    }

    /// A copy of the fixture that holds what can be used alone.
    static func soundCopy(at path: String) throws {
        try FileManager.default.copyItem(atPath: fixture.path, toPath: path)
        for name in ["2019-08", "2019-09", "notes"] {
            try FileManager.default.removeItem(atPath: "\(path)/clusters/bell/agg/rollups/monthly/\(name).json")
        }
    }

    @Test func `The numbers are those that were worked out by hand`() throws {
        let root = Root()
        let outcome = try run(root)
        // What cannot be used is named, and the rest is there.
        #expect(outcome.status == 4)
        #expect(try imported(root) == Self.expected())
        for words in [
            "bell: 6 months in \(Self.fixture.path), 2019-05 to 2026-11", "had read all up to 2026-09",
            "1 month without jobs, not imported",
            "1 month read from the accounting by the next polls, not imported: 2026-11",
            "4 months imported until the polls have read the accounting's own: 2019-05 to 2019-06, 2019-09, 2026-10",
            "jobs: the older program kept no count", "GPU hours: GPUs with a type were counted twice",
            "(2019-05 to 2019-06)", "memory used: the older program never measured it",
            "the month: it was not wholly read, so that all of it may be too little (2026-10)",
            "2019-08.json: ", "2019-09.json: 1 of its users cannot be read", "notes.json: its name is no month",
        ] {
            #expect(outcome.text.contains(words), "\(words) in \(outcome.text)")
        }
        // Again: the same, and nothing new.
        let before = root.contents()
        let again = try run(root)
        #expect(again.status == 4 && again.text.contains("4 months were there already"), "\(again.text)")
        #expect(
            root.contents().filter { !$0.key.hasSuffix("commit.json") }
                == before.filter { !$0.key.hasSuffix("commit.json") })
        let right = try run(root, more: ["--trust-gpu-hours"])
        #expect(!right.text.contains("GPU hours:"))
        #expect(try imported(root)["2019-05"]?["alice"]?.gpu_seconds == 62 * 3600)
    }

    @Test func `A dry run says the same and writes nothing`() throws {
        let root = Root()
        let dry = try run(root, more: ["--dry-run"])
        #expect(dry.status == 4)
        #expect(!root.directory.has("root"))
        let real = try run(root)
        #expect(dry.text.replacingOccurrences(of: "would be imported", with: "imported") == real.text)
    }

    @Test func `Wrong usage is told and changes nothing`() throws {
        let root = Root()
        try root.directory.write("", to: "root/leaderboards/x")
        for (arguments, status, words) in [
            (["--from", root.path], 2 as Int32, "is the shared directory itself"),
            (["--from", root.path + "/none"], 1, "does not exist"),
            (["--from", Self.fixture.path, "--cluster", "hammer"], 1, "has no months of hammer; it has those of bell"),
            (["--from", Self.fixture.path, "--cluster", "no/name"], 2, "is invalid for '--cluster"),
        ] {
            let outcome = try Binary.run(["import", "--root", root.path] + arguments)
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
        #expect(root.directory.files() == ["root/leaderboards/x"])
        #expect(try Binary.run(["import", "--root", root.path]).status == 2)
    }

    /// Everywhere where an imported month is shown, it is called that.
    @Test func `Imported months are marked wherever they are shown`() throws {
        let root = Root()
        let source = root.directory.file("old")
        try Self.soundCopy(at: source)
        let outcome = try run(root, from: source)
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
        func output(_ arguments: [String]) throws -> String {
            let outcome = try Binary.run(
                arguments + ["--root", root.path, "--now", Root.now], environment: ["TERM": "dumb"])
            #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            return outcome.text
        }
        let spans = "bell 2019-05 to 2019-06, 2026-10"
        let board = try output(["board", "--plain", "--window", "alltime"])
        #expect(board.contains("Imported from another program: \(spans)"), "\(board)")
        #expect(board.contains("Jobs and GPU hours of imported months are the fewest there can have been."))
        #expect(board.contains("alice"))
        let user = try output(["board", "--plain", "--pane", "user", "--user", "alice"])
        #expect(user.contains("Imported from another program: 2026-10"))
        #expect(user.split(separator: "\n").contains { $0.contains("2026-10") && $0.contains("imported") }, "\(user)")
        for size in ["60x16", "80x24", "120x36", "200x50"] {
            #expect(try output(["snapshot", "--size", size, "--window", "alltime"]).contains("imported"), "\(size)")
            #expect(try output(["snapshot", "user", "--size", size]).contains("imported"), "\(size)")
        }
        #expect(
            try output(["snapshot", "health", "--size", "120x36"]).contains("2019-05 to 2019-06, 2026-10 imported"))
        #expect(try output(["board", "--plain", "--pane", "health"]).contains("imported months"))
        let csv = try output(["export", "--format", "csv", "--window", "alltime"])
        #expect(
            csv.split(whereSeparator: \.isNewline).first?.contains(",imported_months") == true, "\(csv.prefix(400))")
        #expect(
            try output(["export", "--format", "json", "--window", "alltime"]).contains(#""imported": "\#(spans)""#))
        #expect(
            try output(["export", "--format", "ndjson", "--window", "alltime"]).contains(#""imported": "\#(spans)""#))
        #expect(
            try output(["export", "--format", "markdown", "--window", "alltime"]).contains(
                "Imported from another program"))
        #expect(
            try output(["export", "--format", "prometheus", "--window", "alltime"])
                .contains(#"slurm_scoreboard_imported_months{cluster="ALL",window="alltime"} 3"#))
        let doctor = try output(["doctor"])
        #expect(doctor.contains("2019-05 to 2019-06, 2026-10 imported from another program"), "\(doctor)")
        for name in ["root/leaderboards/alltime.json", "root/clusters/bell/agg/leaderboards/alltime.json"] {
            #expect(
                try root.directory.text(name).contains(#""imported":{"bell":["2019-05","2019-06","2026-10"]}"#),
                "\(name)")
        }
        // October lies in the last 365 days; of the last 30 it is cut, and its days are not known.
        #expect(
            try root.directory.text("root/leaderboards/rolling-365d.json").contains(#""imported":{"bell":["2026-10"]}"#)
        )
        #expect(try !root.directory.text("root/leaderboards/rolling-30d.json").contains("imported"))
        #expect(
            try root.directory.text("root/clusters/bell/agg/users/alice.json")
                .contains(#""imported":["2019-05","2019-06","2026-10"]"#))
    }

    /// What the accounting still has takes the place of what was imported, by polling alone.
    @Test func `Polls replace what the accounting still has`() throws {
        let root = Root()
        let source = root.directory.file("old")
        try Self.soundCopy(at: source)
        #expect(try run(root, from: source).status == 0)
        // In October alice had the 10 hours on 4 cores that were imported, in 5 jobs, and dave his 2 hours in 4.
        var rows =
            "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw|Submit|Eligible|Start|End\n"
        for number in 0..<9 {
            let end = 1_791_000_000 + number * 10_000
            let (user, seconds, cores) = number < 5 ? ("alice", 7200, 4) : ("dave", 1800, 2)
            rows += "\(number + 1)|\(user)|COMPLETED|\(seconds)|\(cores)|1|1000Mn|cpu=\(cores)|0|"
            rows += "\(end - 9000)|\(end - 9000)|\(end - seconds)|\(end)\n"
        }
        let slurm = try FakeSlurm(rows: rows, clusters: ["bell"])
        let history = ["SLURM_SB_BACKFILL_START": "2026-08-01"]
        for _ in 0..<30 {
            let outcome = try Binary.run(
                [
                    "poll", "--once", "--root", root.path, "--cluster", "bell", "--rate-limit", "10000", "--now",
                    Root.now,
                ],
                environment: slurm.environment.merging(history) { $1 })
            #expect(outcome.status == 0, "\(outcome.errors)")
            if outcome.errors.contains("all history is read") { break }
        }
        #expect(try imported(root).keys.sorted() == ["2019-05", "2019-06"])
        #expect(try root.monthly("bell")["2026-10"]?.mapValues(\.jobs) == ["alice": 5, "dave": 4])
        let jobs = try BoardsReader.jobsByUser(root.directory.data("root/leaderboards/alltime.json"))
        #expect(jobs == ["alice": 3 + 1 + 5, "bob": 2, "carol": 2, "dave": 4])
        let again = try run(root, from: source, environment: history)
        #expect(again.text.contains("1 month read from the accounting already, not imported: 2026-10"), "\(again.text)")
        #expect(again.text.contains("2 months imported for good, as the history begins on 2026-08-01"))
    }
}
