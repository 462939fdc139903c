import ForwardingFileSystem
import Storage

/// The real file system without the waiting for the disk: for tests that no power cut is to survive.
struct UnsyncedFileSystem: ForwardingFileSystem {
    let files: any FileSystem

    init(root: String) { files = PosixFileSystem(root: root) }

    func writeNew(
        _ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) {
        try files.writeNew(path, bytes, durable: false, isPrivate: isPrivate)
    }

    func syncFiles(_ paths: [String]) throws(FileSystemError) {}
    func syncDirectory(_ path: String) throws(FileSystemError) {}
}
