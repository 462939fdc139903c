import Foundation
import Testing

/// Rows of several clusters in one run.
@Suite struct GenerateTests {
    private func generate(_ arguments: [String]) throws -> Binary.Outcome {
        try Binary.run(["generate", "--month", "2026-10", "--jobs", "40", "--users", "10"] + arguments)
    }

    @Test func eachClusterHasAFile() throws {
        let directory = TemporaryDirectory()
        let outcome = try generate(["--clusters", "7", "--into", directory.path, "--steps"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(
            directory.files() == [
                "bell.txt", "gautschi.txt", "gilbreth.txt", "hammer.txt", "hammer2.txt", "negishi.txt", "negishi2.txt",
            ])
        let alone = try generate(["--cluster", "negishi2", "--steps"])
        #expect(try directory.data("negishi2.txt") == alone.output)
        #expect(try directory.data("negishi.txt") != alone.output)
    }

    @Test func clustersHaveAnyName() throws {
        let directory = TemporaryDirectory()
        let outcome = try generate(["--clusters", "Anvil,bell3", "--into", directory.path, "--slurm", "20.11"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(directory.files() == ["anvil.txt", "bell3.txt"])
        #expect(try directory.text("anvil.txt").contains("c|"), "ReqMem per CPU, as 20.11 prints it")
        let again = try generate(["--clusters", "anvil", "--slurm", "20.11"])
        #expect(again.output == (try directory.data("anvil.txt")))
        let root = Root()
        #expect(try root.ingest("anvil", [directory.file("anvil.txt")], slurm: "20.11").status == 0)
        #expect(try root.monthly("anvil")["2026-10"]?.values.reduce(0) { $0 + $1.jobs } == 40)
    }

    @Test(arguments: [
        ["--clusters", "2"], ["--clusters", "0", "--into", "/tmp"], ["--clusters", "-1", "--into", "/tmp"],
        ["--clusters", "1001", "--into", "/tmp"], ["--clusters", "bell,../x", "--into", "/tmp"],
        ["--clusters", "bell,BELL", "--into", "/tmp"], ["--clusters", "bell,", "--into", "/tmp"],
        ["--cluster", "bell", "--clusters", "bell"], ["--cluster", "a/b"], ["--slurm", "22"],
    ])
    func wrongUsageIsTwo(arguments: [String]) throws {
        let outcome = try generate(arguments)
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func aDirectoryThatIsNotThereIsAnError() throws {
        let directory = TemporaryDirectory()
        let outcome = try generate(["--clusters", "2", "--into", directory.file("none")])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains("none/hammer.txt") && outcome.errors.contains("No such file"), "\(outcome.errors)")
    }

    /// A month that takes long is stopped: half of it must not pass for a month.
    @Test func aFileThatIsNotFinishedIsRemoved() throws {
        let directory = TemporaryDirectory()
        let program = try Binary.start([
            "generate", "--month", "2026-10", "--jobs", "100000000", "--clusters", "hammer", "--into", directory.path,
        ])
        let deadline = Date().addingTimeInterval(60)
        while !directory.has("hammer.txt.part"), Date() < deadline { usleep(2_000) }
        program.signal(SIGTERM)
        let outcome = try program.outcome()
        #expect(outcome.status == 130)
        #expect(outcome.errors.contains("hammer"), "\(outcome.errors)")
        #expect(directory.files() == [])
    }
}
