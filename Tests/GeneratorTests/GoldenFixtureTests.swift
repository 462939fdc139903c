import Foundation
import Testing

@testable import Generator

@Suite("Golden fixtures")
struct GoldenFixtureTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/sacct")
    static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

    @Test(
        "Rows, hand-made notes and expectations agree by an independent program",
        .enabled(if: hasPython, "needs /usr/bin/python3"))
    func checker() throws {
        let (status, output) = try GoldenFixtureTests.check([])
        #expect(status == 0, "\(output)")
        #expect(output.split(separator: "\n").count == 6)
    }

    @Test(
        "The independent program finds no defect in generated rows and counts the same jobs",
        .enabled(if: hasPython, "needs /usr/bin/python3"), arguments: ClusterProfile.all)
    func generatedRows(cluster: ClusterProfile) throws {
        let text = try GeneratedText(.october(cluster, jobs: 3000, withSteps: true, openJobs: 20))
        let file = FileManager.default.temporaryDirectory.appending(path: "generated-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.bytes).write(to: file)
        let (status, output) = try GoldenFixtureTests.check(["--totals", "\(cluster.dialect)", file.path])
        try #require(status == 0, "\(output)")
        let found = try JSONDecoder().decode(Totals.self, from: Data(output.utf8))
        #expect(found.defects.isEmpty)
        #expect(found.skipped == ["notEnded": 20, "revoked": 0])
        #expect(found.days.keys.allSatisfy { $0.hasPrefix("2026-10-") } && found.days.count == 31)
        let figures = found.days.values.flatMap(\.values)
        #expect(figures.reduce(0) { $0 + ($1["jobs"] ?? 0) } == 2980)
        #expect(figures.reduce(0) { $0 + ($1["core_seconds"] ?? 0) } == endedCoreSeconds(text))
        #expect(figures.contains { $0["max_mem_bytes"] ?? 0 > 0 })
    }

    @Test(
        "Every case has its three files", arguments: ["hammer", "bell", "negishi", "gilbreth", "gautschi", "malformed"])
    func files(name: String) {
        for file in ["rows.txt", "expected.json", "notes.md"] {
            let path = GoldenFixtureTests.folder.appending(path: "\(name)/\(file)").path
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    /// What `check.py --totals` prints.
    private struct Totals: Decodable {
        var days: [String: [String: [String: Int]]]
        var defects: [String: Int]
        var skipped: [String: Int]
    }

    private func endedCoreSeconds(_ text: GeneratedText) -> Int {
        text.jobs.filter { !$0.isOpen }.reduce(0) { $0 + $1.integer("ElapsedRaw") * $1.integer("AllocCPUS") }
    }

    private static func check(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [folder.appending(path: "check.py").path] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
