import Foundation
import Testing

/// A line of the shell: what the system's own programs make of our files.
enum ShellLine {
    /// - Returns: What it prints.
    static func run(_ line: String) throws -> [UInt8] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.standardOutput = output
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(line)")
        return Array(read)
    }
}
