import Storage
import Synchronization

/// A file system that notes what is read whole.
final class WatchingFileSystem: FileSystem {
    private let files: UnsyncedFileSystem
    private let paths = Mutex<[String]>([])

    init(root: String) {
        files = UnsyncedFileSystem(root: root)
    }

    /// What was read whole so far.
    var read: [String] { paths.withLock { $0 } }

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        paths.withLock { $0.append(path) }
        return try files.read(path)
    }

    func read(_ path: String, inPieces body: (UnsafeRawBufferPointer) -> Void) throws(FileSystemError) {
        try files.read(path).withUnsafeBytes(body)
    }

    func writeNew(
        _ path: String, _ patch: FilePatch, of source: String, durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) -> UInt32 {
        try files.writeNew(path, patch, of: source, durable: durable, isPrivate: isPrivate)
    }

    func writeNew(_ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool) throws(FileSystemError) {
        try files.writeNew(path, bytes, durable: durable, isPrivate: isPrivate)
    }

    func status(_ path: String) throws(FileSystemError) -> FileStatus? { try files.status(path) }
    func list(_ path: String) throws(FileSystemError) -> [String] { try files.list(path) }
    func createDirectory(_ path: String) throws(FileSystemError) { try files.createDirectory(path) }
    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) { try files.append(path, bytes) }
    func rename(_ source: String, to target: String) throws(FileSystemError) { try files.rename(source, to: target) }
    func remove(_ path: String) throws(FileSystemError) { try files.remove(path) }
    func removeDirectory(_ path: String) throws(FileSystemError) { try files.removeDirectory(path) }
    func syncDirectory(_ path: String) throws(FileSystemError) { try files.syncDirectory(path) }
    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { try files.freeBytes(path) }
}
