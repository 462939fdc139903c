import Foundation
import Testing

/// A busy month goes through `ingest` in bounded memory.
@Suite struct MemoryTests {
    /// A million rows with the release build, or when asked for; the debug build gets a tenth.
    private static let rows: Int = {
        let asked = ProcessInfo.processInfo.environment["SLURM_SB_LONG_TESTS"] == "1"
        return asked || Binary.path.contains("/release/") ? 1_000_000 : 100_000
    }()

    /// Runs the program and says on standard error what it needed at most.
    private static let measuring = """
        import resource, subprocess, sys
        status = subprocess.call(sys.argv[1:])
        print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, "MB", file=sys.stderr)
        sys.exit(status)
        """

    @Test(arguments: [true, false]) func ingestInBoundedMemory(steps: Bool) throws {
        let root = Root()
        let rows = root.directory.file("rows")
        let jobs = steps ? Self.rows / 3 : Self.rows
        let made = try Binary.shell(
            #""$B" generate --month 2026-10 --users 500 --jobs \#(jobs) \#(steps ? "--steps" : "") > "$OUT""#,
            environment: ["OUT": rows])
        #expect(made.status == 0, "\(made.errors)")
        let outcome = try Binary.python(
            ["-c", Self.measuring, Binary.path, "ingest", "--root", root.path, "--cluster", "negishi"]
                + ["--slurm", "22.05", rows], timeout: 600)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("\(jobs) of them new"), "\(outcome.errors)")
        let peak = try #require(
            outcome.errors.split(separator: "\n").first { $0.hasPrefix("peak") }
                .flatMap { Int($0.split(separator: " ")[1]) })
        let size = try FileManager.default.attributesOfItem(atPath: rows)[.size] as? Int ?? 0
        print("ingest of \(jobs) jobs\(steps ? " with steps" : ""), \(size / 1_000_000) MB: at most \(peak) MB")
        #expect(peak <= 200)
    }
}
