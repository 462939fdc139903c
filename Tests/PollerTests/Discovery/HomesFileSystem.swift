import Glibc
import Scoreboard
import Storage

/// A file system that has homes in memory, whoever owns them, and everything else where it is.
final class HomesFileSystem: FileSystem {
    private let files: any FileSystem
    /// By path; a directory's entries are the paths below it.
    private let homes: [String: FileStatus]
    private let entries: [String: [String]]

    init(_ homes: [String: FileStatus], over files: any FileSystem) {
        self.homes = homes
        entries = Dictionary(grouping: homes.keys.filter { $0 != "/home" }, by: FilePath.parent(of:))
            .mapValues { $0.map(FilePath.name(of:)).sorted { ByteOrder.precedes($0, $1) } }
        self.files = files
    }

    static func directory(owner: UInt32) -> FileStatus {
        FileStatus(kind: .directory, size: 0, modified: PollBench.noon, mode: 0o700, owner: owner)
    }

    static func other(_ kind: FileStatus.Kind) -> FileStatus {
        FileStatus(kind: kind, size: 0, modified: PollBench.noon, mode: 0o777, owner: 0)
    }

    func list(_ path: String) throws(FileSystemError) -> [String] {
        guard path.hasPrefix("/home") else { return try files.list(path) }
        guard homes[path] != nil else { throw FileSystemError(.list, path, .system(ENOENT)) }
        return entries[path] ?? []
    }

    func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        guard path.hasPrefix("/home") else { return try files.status(path) }
        if path.hasSuffix("/."), homes[path] == nil { throw FileSystemError(.status, path, .system(EACCES)) }
        return homes[path]
    }

    func read(_ path: String) throws(FileSystemError) -> [UInt8] { try files.read(path) }
    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { try files.freeBytes(path) }
    func createDirectory(_ path: String) throws(FileSystemError) { try files.createDirectory(path) }
    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) { try files.append(path, bytes) }
    func remove(_ path: String) throws(FileSystemError) { try files.remove(path) }
    func removeDirectory(_ path: String) throws(FileSystemError) { try files.removeDirectory(path) }
    func syncDirectory(_ path: String) throws(FileSystemError) { try files.syncDirectory(path) }

    func rename(_ source: String, to target: String) throws(FileSystemError) {
        try files.rename(source, to: target)
    }

    func writeNew(_ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool) throws(FileSystemError) {
        try files.writeNew(path, bytes, durable: durable, isPrivate: isPrivate)
    }
}
