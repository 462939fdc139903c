import Foundation
import Testing

/// `config` and the settings of the built program.
@Suite struct ConfigTests {
    private struct Report: Decodable {
        struct Setting: Decodable {
            var key: String
            var unit: String?
            var origin: String
            var file: String?
            var line: Int?
            var name: String?
        }
        struct Cluster: Decodable {
            var name: String
            var display_name: String?
            var excluded: Bool
        }
        struct Problem: Decodable {
            var origin: String
            var file: String?
            var line: Int?
            var message: String
        }
        var settings: [Setting]
        var clusters: [Cluster]
        var problems: [Problem]

        subscript(_ key: String) -> Setting? { settings.first { $0.key == key } }
    }

    @Test func eachValueHasItsOrigin() throws {
        let root = Root()
        let home = TemporaryDirectory()
        try root.directory.write(
            "{\n\"retention_months\": 40, \"clusters\": {\"bell\":\n{\"timeout_sec\": 20}}}",
            to: "root/config/policy.json")
        try home.write("mouse: no\n", to: ".slurm_scoreboard/config.yaml")
        let environment = ["HOME": home.path, "SLURM_SB_WINDOWS": "30d"]
        let arguments = ["config", "--root", root.path, "--cluster", "bell", "--set", "raw_cache_days=4"]
        let outcome = try Binary.run(arguments + ["--json"], environment: environment)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try JSONDecoder().decode(Report.self, from: outcome.output)
        #expect(report["retention_months"]?.file == root.path + "/config/policy.json")
        #expect(report["retention_months"]?.line == 2)
        #expect(report["retention_months"]?.unit == "months")
        #expect(report["timeout_sec"]?.line == 3)
        #expect(report["mouse"]?.file == home.path + "/.slurm_scoreboard/config.yaml")
        #expect(report["windows"]?.name == "SLURM_SB_WINDOWS")
        #expect(report["raw_cache_days"]?.name == "--set")
        #expect(report["root"]?.name == "--root")
        #expect(report["bytes_per_day"]?.origin == "default")
        let plain = try Binary.run(arguments, environment: environment)
        let lines = plain.lines.map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
        #expect(lines.contains("retention_months 40 months \(root.path)/config/policy.json:2"))
        #expect(lines.contains("windows 30d $SLURM_SB_WINDOWS"))
        #expect(try Binary.run(arguments + ["--check"], environment: environment).output.isEmpty)
    }

    @Test func whatIsWrongIsTwoAndNamed() throws {
        let root = Root()
        try root.directory.write("{\"min_job\": 9}", to: "root/config/policy.json")
        let outcome = try Binary.run(["config", "--check", "--root", root.path])
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.contains(
                "/config/policy.json:1: there is no setting \"min_job\"; did you mean \"min_jobs\"?"))
        let json = try Binary.run(["config", "--json", "--root", root.path])
        #expect(json.status == 2)
        #expect(try JSONDecoder().decode(Report.self, from: json.output).problems.map(\.line) == [1])
    }

    @Test(arguments: [["poll", "--once"], ["leaderboards", "--rebuild"], ["ingest"]])
    func aBrokenFileStopsWhatWrites(command: [String]) throws {
        let slurm = try FakeSlurm()
        let root = Root()
        try root.directory.write("{\"rate_limit_per_min\": 0}", to: "root/config/policy.json")
        let cluster = command[0] == "leaderboards" ? [] : ["--cluster", "negishi"]
        let outcome = try Binary.run(command + ["--root", root.path] + cluster, environment: slurm.environment)
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains("policy.json:1: \"rate_limit_per_min\" is 0, which is out of range"))
        #expect(root.directory.files(below: "root") == ["config/policy.json"])
        #expect(slurm.calls.isEmpty)
    }

    @Test func aBrokenFileKeepsNobodyFromTheBoard() throws {
        let root = Root()
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 50), to: "rows")])
        let arguments = ["snapshot", "--root", root.path, "--now", Root.now]
        let whole = try Binary.run(arguments)
        try root.directory.write("{broken", to: "root/config/policy.json")
        let outcome = try Binary.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("left out: \(root.path)/config/policy.json:1: "))
        // The message is in the footer; the rows are the same.
        #expect(outcome.lines.dropLast(2) == whole.lines.dropLast(2))
        #expect(outcome.text.contains("Left out: "))
        // A wrong flag is the person's own.
        #expect(try Binary.run(arguments + ["--set", "mouse=perhaps"]).status == 2)
        #expect(try Binary.run(arguments + ["--set", "mouse"]).status == 2)
    }

    @Test func aBrokenThemeIsTold() throws {
        let root = Root()
        try root.directory.write(
            "{\"name\": \"site\",\n\"roles\": {\"title\": {\"256\": \"300\"}}}", to: "root/ui/theme.json")
        let check = try Binary.run(["config", "--check", "--root", root.path])
        #expect(
            check.status == 2 && check.errors.contains("\(root.path)/ui/theme.json:2: \"title\" \"256\" holds \"300\""))
    }

    @Test func anExcludedClusterTakesNoPart() throws {
        let slurm = try FakeSlurm()
        let root = Root()
        let rows = try root.directory.write(RowSamples.generated(jobs: 50), to: "rows")
        try root.ingest("negishi", [rows])
        try root.ingest("hammer", [rows])
        let board = ["board", "--plain", "--root", root.path, "--now", Root.now]
        #expect(try Binary.run(board).text.contains("hammer: updated"))
        try root.directory.write(
            "{\"clusters\":[{\"name\":\"hammer\",\"excluded\":true},{\"name\":\"negishi\",\"display_name\":\"Big N\"}]}",
            to: "root/config/clusters.json")
        let seen = try Binary.run(board).text
        #expect(!seen.contains("hammer"))
        #expect(seen.contains("Big N: updated"))
        for command in [["poll", "--once"], ["ingest"]] {
            let outcome = try Binary.run(
                command + ["--cluster", "hammer", "--root", root.path], environment: slurm.environment)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("hammer takes no part"), "\(outcome.errors)")
        }
        #expect(try Binary.run(["leaderboards", "--rebuild", "--root", root.path, "--now", Root.now]).status == 0)
        let boards = try root.directory.data("root/leaderboards/boards.bin")
        #expect(boards.range(of: Data("hammer".utf8)) == nil)
        #expect(boards.range(of: Data("negishi".utf8)) != nil)
        #expect(
            try Binary.run(["probe", "--root", root.path, "--cluster", "hammer"], environment: slurm.environment).status
                == 4)
    }

    /// A failure state and a GPU alias of one cluster, from the site's file to the rollups.
    @Test func whatTheSiteCountsReachesTheRollups() throws {
        let header = "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|AllocTRES|Submit|Start|End|Partition\n"
        let row = "1|alice|CANCELLED by 7|3600|8|2|cpu=8|1764000000|1764000100|1764003700|gpu-a\n"
        let root = Root()
        try root.directory.write(
            "{\"count_cancelled_as_failure\": true, \"clusters\": {\"negishi\": {\"gpu_aliases\": {\"partition:gpu-a\": 4}}}}",
            to: "root/config/policy.json")
        for cluster in ["negishi", "bell"] {
            #expect(try root.ingest(cluster, [], input: Data((header + row).utf8)).status == 0)
        }
        let negishi = try #require(try root.daily("negishi").values.first?["alice"])
        let bell = try #require(try root.daily("bell").values.first?["alice"])
        #expect(negishi.failed_jobs == 1 && bell.failed_jobs == 1)
        #expect(negishi.gpu_jobs == 1 && bell.gpu_jobs == 0)
        // 4 GPUs on each of 2 nodes, for an hour.
        #expect(negishi.gpu_seconds == 8 * 3600)
    }

    @Test(arguments: ["policy", "user", "clusters", "optout", "theme"]) func samples(name: String) throws {
        let sample = try Binary.run(["config", "--sample", name])
        #expect(sample.status == 0 && !sample.output.isEmpty)
        let root = Root()
        let home = TemporaryDirectory()
        let places = [
            "policy": "config/policy.json", "clusters": "config/clusters.json", "optout": "config/optout.txt",
            "theme": "ui/theme.json",
        ]
        if let place = places[name] { try root.directory.write(sample.output, to: "root/" + place) }
        if name == "user" { try home.write(sample.output, to: ".slurm_scoreboard/config.yaml") }
        let check = try Binary.run(["config", "--check", "--root", root.path], environment: ["HOME": home.path])
        #expect(check.status == 0, "\(check.errors)")
    }
}
