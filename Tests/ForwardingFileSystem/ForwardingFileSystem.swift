package import Storage

/// A file system that leaves to another one every step that it does not take itself.
package protocol ForwardingFileSystem: FileSystem {
    /// What takes the steps that are left.
    var files: any FileSystem { get }
}

extension ForwardingFileSystem {
    package func read(_ path: String) throws(FileSystemError) -> [UInt8] { try files.read(path) }
    package func list(_ path: String) throws(FileSystemError) -> [String] { try files.list(path) }
    package func status(_ path: String) throws(FileSystemError) -> FileStatus? { try files.status(path) }
    package func freeBytes(_ path: String) throws(FileSystemError) -> Int64 { try files.freeBytes(path) }
    package func createDirectory(_ path: String) throws(FileSystemError) { try files.createDirectory(path) }
    package func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) { try files.append(path, bytes) }
    package func remove(_ path: String) throws(FileSystemError) { try files.remove(path) }
    package func removeDirectory(_ path: String) throws(FileSystemError) { try files.removeDirectory(path) }
    package func beginSync(_ path: String) { files.beginSync(path) }
    package func syncFiles(_ paths: [String]) throws(FileSystemError) { try files.syncFiles(paths) }
    package func syncDirectory(_ path: String) throws(FileSystemError) { try files.syncDirectory(path) }

    package func rename(_ source: String, to target: String) throws(FileSystemError) {
        try files.rename(source, to: target)
    }

    package func writeNew(
        _ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) {
        try files.writeNew(path, bytes, durable: durable, isPrivate: isPrivate)
    }
}
