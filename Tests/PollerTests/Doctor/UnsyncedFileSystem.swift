import Storage

/// The real file system without the waiting for the disk: for tests that no power cut is to survive.
struct UnsyncedFileSystem: FileSystem {
    private let files: PosixFileSystem

    init(root: String) { files = PosixFileSystem(root: root) }

    func read(_ path: String) throws(FileSystemError) -> [UInt8] { try files.read(path) }
    func list(_ path: String) throws(FileSystemError) -> [String] { try files.list(path) }
    func status(_ path: String) throws(FileSystemError) -> FileStatus? { try files.status(path) }
    func createDirectory(_ path: String) throws(FileSystemError) { try files.createDirectory(path) }
    func writeNew(
        _ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) {
        try files.writeNew(path, bytes, durable: false, isPrivate: isPrivate)
    }
    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) { try files.append(path, bytes) }
    func rename(_ source: String, to target: String) throws(FileSystemError) { try files.rename(source, to: target) }
    func remove(_ path: String) throws(FileSystemError) { try files.remove(path) }
    func removeDirectory(_ path: String) throws(FileSystemError) { try files.removeDirectory(path) }
    func syncDirectory(_ path: String) throws(FileSystemError) {}
    func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { try files.freeBytes(path) }
}
