import Foundation
import Testing

@Suite("Golden fixtures")
struct GoldenFixtureTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/sacct")
    static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

    @Test(
        "Rows, hand-made notes and expectations agree by an independent program",
        .enabled(if: hasPython, "needs /usr/bin/python3"))
    func checker() throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [GoldenFixtureTests.folder.appending(path: "check.py").path]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.split(separator: "\n").count == 6)
    }

    @Test(
        "Every case has its three files", arguments: ["hammer", "bell", "negishi", "gilbreth", "gautschi", "malformed"])
    func files(name: String) {
        for file in ["rows.txt", "expected.json", "notes.md"] {
            let path = GoldenFixtureTests.folder.appending(path: "\(name)/\(file)").path
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }
}
