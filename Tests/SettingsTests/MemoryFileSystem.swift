import Glibc
import Scoreboard
import Storage

/// Files in memory: enough for reading settings.
struct MemoryFileSystem: FileSystem {
    var contents: [String: [UInt8]] = [:]
    /// Files that are there and may not be read.
    var forbidden: Set<String> = []

    init(_ contents: [String: String] = [:]) {
        self.contents = contents.mapValues { Array($0.utf8) }
    }

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        if forbidden.contains(path) { throw FileSystemError(.read, path, .system(EACCES)) }
        guard let bytes = contents[path] else { throw FileSystemError(.read, path, .system(ENOENT)) }
        return bytes
    }

    func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        contents[path].map {
            FileStatus(kind: .file, size: Int64($0.count), modified: Timestamp(seconds: 0), mode: 0o644, owner: 0)
        }
    }

    private func readOnly(_ path: String) -> FileSystemError { FileSystemError(.write, path, .system(EROFS)) }

    func list(_ path: String) throws(FileSystemError) -> [String] { [] }
    func createDirectory(_ path: String) throws(FileSystemError) { throw readOnly(path) }
    func writeNew(_ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool) throws(FileSystemError) {
        throw readOnly(path)
    }
    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) { throw readOnly(path) }
    func rename(_ source: String, to target: String) throws(FileSystemError) { throw readOnly(target) }
    func remove(_ path: String) throws(FileSystemError) { throw readOnly(path) }
    func removeDirectory(_ path: String) throws(FileSystemError) { throw readOnly(path) }
    func syncFiles(_ paths: [String]) throws(FileSystemError) {}
    func syncDirectory(_ path: String) throws(FileSystemError) {}
    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { 0 }
}
