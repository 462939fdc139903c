import Foundation
import Testing

/// What the other tests run programs by.
@Suite struct BinaryTests {
    /// Hundreds are run in one process, which may open a thousand files and no more.
    @Test func `A program that has ended leaves no file open`() throws {
        let outcome = try Binary.shell("echo \"$HOME\"")
        let directory = try #require(outcome.lines.first)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
        }
        #expect(!open.isEmpty)
        #expect(open.filter { $0.contains(directory) } == [])
    }
}
