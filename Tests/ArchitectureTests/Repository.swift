import Foundation

/// The project on disk, found through the place of this file.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Swift files below `Sources`, sorted by path.
    static let sources: [SourceFile] = files(below: "Sources").filter { $0.hasSuffix(".swift") }.compactMap { path in
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map { SourceFile(path: path, text: $0) }
    }

    /// The paths of all files below a directory of the project, sorted.
    static func files(below directory: String) -> [String] {
        let start = root.appending(path: directory)
        guard let walk = FileManager.default.enumerator(atPath: start.path(percentEncoded: false)) else { return [] }
        return walk.compactMap { ($0 as? String).map { "\(directory)/\($0)" } }.filter {
            var isDirectory: ObjCBool = false
            let path = root.appending(path: $0).path(percentEncoded: false)
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
        }.sorted()
    }

    static var manifest: String {
        get throws { try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8) }
    }

    /// The standard output of a program; nil when it cannot be run or fails.
    static func output(of program: String, _ arguments: [String]) -> String? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = root
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
