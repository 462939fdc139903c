import Foundation
import Testing

/// `export`: boards for other programs, read here by other programs' rules.
@Suite struct ExportCommandTests {
    private static let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|Submit|Start|End"

    /// Core-hours: zoe 30, ann 20 on hammer and 5 on bell, and a name of a quote, a backslash and an escape sequence.
    private func root() throws -> Root {
        let root = Root()
        func rows(_ users: [(String, Int)]) -> String {
            RowSamples.text(
                Self.header,
                users.enumerated().map {
                    "\($0 + 1)|\($1.0)|COMPLETED|\($1.1 * 3600)|1|1|1G|cpu=1|2026-11-01T00:00:00|2026-11-01T00:00:00|2026-11-20T00:00:00"
                })
        }
        let hammer = rows([("zoe", 30), ("ann", 20), (#"e"v\il"# + "\u{1B}[31m", 2)])
        try root.ingest("hammer", [try root.directory.write(hammer, to: "hammer")])
        try root.ingest("bell", [try root.directory.write(rows([("ann", 5)]), to: "bell")])
        return root
    }

    private func export(_ root: Root, _ format: String, _ more: [String] = []) throws -> Binary.Outcome {
        try Binary.run(["export", "--root", root.path, "--now", Root.now, "--format", format] + more)
    }

    @Test func eachLineIsAnObject() throws {
        let root = try root()
        let outcome = try export(root, "ndjson")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let objects = try outcome.lines.map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["user"] as? String } == ["zoe", "ann", #"e"v\il"# + "\u{1B}[31m"])
        #expect(objects.map { $0["value"] as? Double } == [30, 25, 2])
        #expect(objects.map { $0["jobs"] as? Int } == [1, 2, 1])
        #expect(objects.allSatisfy { $0["window"] as? String == "30d" && $0["cluster"] as? String == "ALL" })
        #expect(outcome.output.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
    }

    /// What is chosen: a cluster, players, a metric, a span, an order.
    @Test func aBoardIsChosen() throws {
        let root = try root()
        func users(_ arguments: [String]) throws -> [String] {
            try export(root, "csv", arguments).text.split(separator: "\r\n").dropFirst()
                .map { String($0.split(separator: ",")[1]) }
        }
        #expect(try users(["--cluster", "bell"]) == ["ann"])
        #expect(try users(["--user", "zoe"]) == ["zoe"])
        #expect(try users(["--metric", "jobs", "--cluster", "hammer", "--user", "!e\"v"]).sorted() == ["ann", "zoe"])
        #expect(try users(["--sort", "user:desc", "--user", "!e\"v"]) == ["zoe", "ann"])
        #expect(try users(["--window", "alltime", "--user", "ann"]) == ["ann"])
        #expect(try export(root, "json").text == exported(root, as: "json"))
    }

    /// The same as what was said when nothing was said.
    private func exported(_ root: Root, as format: String) throws -> String {
        try export(root, format, ["--cluster", "all", "--metric", "clock_hours", "--window", "30d"]).text
    }

    /// By the rules of the format: names, labels, escapes, one head before its samples, no sample twice.
    @Test func prometheusCanReadIt() throws {
        let root = try root()
        let outcome = try export(root, "prometheus")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let sample = /([a-zA-Z_:][a-zA-Z0-9_:]*)\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)*)\} (-?[0-9.e+-]+)/
        var family = ""
        var families: Set<String> = []
        var samples: [String: Double] = [:]
        for line in outcome.lines {
            if line.hasPrefix("# HELP ") { continue }
            if line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ")
                family = String(words[2])
                #expect(words[3] == "gauge" && families.insert(family).inserted, "\(line)")
                continue
            }
            let match = try #require(try sample.wholeMatch(in: line), "\(line)")
            #expect(match.1 == family)
            let value = try #require(Double(match.3))
            #expect(samples.updateValue(value, forKey: "\(match.1)|\(match.2)") == nil, "twice: \(line)")
        }
        let place = #"cluster="ALL",window="30d""#
        #expect(samples[#"slurm_scoreboard_clock_hours|\#(place),user="ann""#] == 25)
        #expect(samples[#"slurm_scoreboard_jobs|\#(place),user="ann""#] == 2)
        #expect(samples[#"slurm_scoreboard_rank|\#(place),metric="clock_hours",user="zoe""#] == 1)
        #expect(samples[#"slurm_scoreboard_clock_hours|\#(place),user="e\"v\\il"# + "\u{FFFD}[31m\""] == 2)
        #expect(samples[#"slurm_scoreboard_updated_timestamp_seconds|\#(place)"#] ?? 0 > 1_790_000_000)
        #expect(!outcome.text.contains("\u{1B}"))
    }

    @Test func nothingToExportIsSaid() throws {
        let empty = Root()
        try FileManager.default.createDirectory(atPath: empty.path, withIntermediateDirectories: true)
        let outcome = try export(empty, "csv")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(!outcome.errors.isEmpty)
        let missing = try Binary.run(["export", "--root", empty.path + "/none", "--now", Root.now])
        #expect(missing.status == 1 && missing.errors.contains("/none"), "\(missing.errors)")
        let root = try root()
        let unknown = try export(root, "csv", ["--cluster", "nowhere"])
        #expect(unknown.status == 2 && unknown.errors.contains("bell, hammer, ALL"), "\(unknown.errors)")
        #expect(try export(root, "yaml").status == 2)
    }
}
