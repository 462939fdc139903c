import Foundation
import Testing

/// Usage, exit codes and streams.
@Suite struct UsageTests {
    @Test(arguments: [
        ["--no-such-option"], ["no-such-command"], ["ingest"], ["ingest", "--cluster", "../x"],
        ["ingest", "--cluster", "negishi", "--slurm", "x"], ["ingest", "--cluster", "negishi", "--fields", "User"],
        ["poll", "--rate-limit", "0"], ["poll", "--rate-limit", "x"], ["poll", "--timeout", "0"],
        ["poll", "--backfill-start", "2026-13"], ["poll", "--now", "noon"], ["bloom", "stats"],
        ["bloom", "stats", "--cluster", "negishi", "--month", "2026-00"], ["snapshot", "nopane"],
        ["snapshot", "--size", "0x0"], ["snapshot", "--size", "axb"], ["generate"],
        ["generate", "--month", "2026-10", "--jobs", "0"],
        ["sacct", "--cluster", "negishi", "--since", "2026-01-02T00:00:00Z", "--until", "2026-01-01T00:00:00Z"],
        ["discover", "--user", "a,b"], ["discover", "--rate-limit", "0"], ["discover", "--user", "a\u{1b}b"],
        ["leaderboards"], ["parse", "--reqmem-bare", "maybe"], ["config", "--sample", "nothing"],
        ["config", "--check", "--set", "a=1"],
        ["board", "--plain", "--refresh-sec", "x"],
    ])
    func wrongUsageIsTwo(arguments: [String]) throws {
        let home = TemporaryDirectory()
        let outcome = try Binary.run(arguments, environment: ["SLURM_SB_ROOT": home.file("root")])
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.isEmpty)
        #expect(!home.has("root"))
    }

    @Test(arguments: [
        ["--help"], ["--version"], ["poll", "--help"], ["ingest", "--help"], ["parse", "--help"], ["probe", "--help"],
        ["sacct", "--help"], ["leaderboards", "--help"], ["bloom", "--help"], ["bloom", "stats", "--help"],
        ["snapshot", "--help"], ["config", "--help"], ["generate", "--help"], ["--poll", "--help"],
        ["help", "poll"], ["discover", "--help"],
        ["poll", "--version"],
    ])
    func helpAndVersionGoToOutput(arguments: [String]) throws {
        let outcome = try Binary.run(arguments)
        #expect(outcome.status == 0)
        #expect(!outcome.output.isEmpty)
        #expect(outcome.errors.isEmpty)
    }

    @Test func modeFlagsAreTheCommands() throws {
        for (flag, command) in [("--poll", "poll"), ("--snapshot", "snapshot")] {
            let byFlag = try Binary.run([flag, "--help"])
            #expect(try Binary.run(["--no-such", flag]).status == 2)
            #expect(try Binary.run([command, "--help"]).text == byFlag.text)
        }
        let root = Root()
        try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 50), to: "rows")])
        let options = ["--root", root.path, "--now", Root.now, "--size", "80x20"]
        let byFlag = try Binary.run(options + ["--snapshot"])
        #expect(byFlag.status == 0, "\(byFlag.errors)")
        #expect(byFlag.output == (try Binary.run(["snapshot"] + options)).output)
        #expect(!byFlag.output.isEmpty)
    }

    @Test func aReaderThatGoesIsNoError() throws {
        let outcome = try Binary.shell(#""$B" generate --month 2026-10 --jobs 100000 | head -1; echo done"#)
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 2)
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    }

    /// A disk that is full is not a reader that went: half an answer must not pass for a whole one.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDiskIsAnError() throws {
        let outcome = try Binary.shell(#""$B" generate --month 2026-10 --jobs 1000 > /dev/full"#)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("No space left"), "\(outcome.errors)")
    }

    @Test(arguments: ["ingest", "parse"]) func inputsThatCannotBeRead(command: String) throws {
        let root = Root()
        let place = command == "ingest" ? ["--root", root.path, "--cluster", "negishi"] : []
        let missing = root.directory.file("missing.txt")
        let outcome = try Binary.run([command] + place + [missing])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(missing) && outcome.errors.contains("No such file"))
        let directory = try Binary.run([command] + place + [root.directory.path])
        #expect(directory.status == 1)
        #expect(directory.errors.contains(root.directory.path) && directory.errors.contains("directory"))
        #expect(!root.directory.has("root"))
    }

    @Test(arguments: ["", "\n", "nonsense\n", "JobIDRaw|User\n1|alice\n", "       JobID      State \n------- -----\n"])
    func inputsThatAreNoRows(text: String) throws {
        let root = Root()
        let outcome = try root.ingest("negishi", [], input: Data(text.utf8))
        // Nothing is nothing; anything else must be explained.
        #expect(outcome.status == (text.isEmpty ? 0 : 1), "\(outcome.errors)")
        #expect(!outcome.errors.isEmpty)
        expectNoFigures(root)
    }

    private func expectNoFigures(_ root: Root) {
        #expect(root.directory.files(below: "root/clusters/negishi/agg/rollups").isEmpty)
    }

    @Test func theRootComesFromTheEnvironment() throws {
        let root = Root()
        let rows = Data(try RowSamples.generated(jobs: 10).utf8)
        let outcome = try Binary.run(
            ["ingest", "--cluster", "NEGISHI"],
            environment: ["SLURM_SB_ROOT": root.path + "/", "SLURM_SB_NOW": Root.now], input: rows)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try root.daily("negishi").isEmpty == false)
        let wrong = try Binary.run(
            ["ingest", "--cluster", "negishi"], environment: ["SLURM_SB_ROOT": root.path, "SLURM_SB_NOW": "noon"],
            input: rows)
        #expect(wrong.status == 2)
    }
}
