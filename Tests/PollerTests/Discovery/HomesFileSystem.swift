import ForwardingFileSystem
import Glibc
import Scoreboard
import Storage

/// A file system that has homes in memory, whoever owns them, and everything else where it is.
final class HomesFileSystem: ForwardingFileSystem {
    let files: any FileSystem
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
}
