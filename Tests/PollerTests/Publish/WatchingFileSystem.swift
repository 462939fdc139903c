import ForwardingFileSystem
import Storage
import Synchronization

/// A file system that notes what is read whole.
final class WatchingFileSystem: ForwardingFileSystem {
    let files: any FileSystem
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
    ) throws(FileSystemError) -> UInt32? {
        try files.writeNew(path, patch, of: source, durable: durable, isPrivate: isPrivate)
    }
}
