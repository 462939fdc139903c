import Glibc
import Storage

/// A directory of which some files may not be looked at, or not be read.
struct ForbiddingFileSystem: FileSystem {
    let files: UnsyncedFileSystem
    var isHidden: @Sendable (String) -> Bool = { _ in false }
    var isClosed: @Sendable (String) -> Bool = { _ in false }
    var code = EACCES

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        if isClosed(path) || isHidden(path) { throw FileSystemError(.read, path, .system(code)) }
        return try files.read(path)
    }

    func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        if isHidden(path) { throw FileSystemError(.status, path, .system(code)) }
        return try files.status(path)
    }

    func list(_ path: String) throws(FileSystemError) -> [String] { try files.list(path) }
    func createDirectory(_ path: String) throws(FileSystemError) { try files.createDirectory(path) }
    func writeNew(
        _ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) {
        try files.writeNew(path, bytes, durable: durable, isPrivate: isPrivate)
    }
    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) { try files.append(path, bytes) }
    func rename(_ source: String, to target: String) throws(FileSystemError) { try files.rename(source, to: target) }
    func remove(_ path: String) throws(FileSystemError) { try files.remove(path) }
    func removeDirectory(_ path: String) throws(FileSystemError) { try files.removeDirectory(path) }
    func syncDirectory(_ path: String) throws(FileSystemError) { try files.syncDirectory(path) }
    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { try files.freeBytes(path) }
}
