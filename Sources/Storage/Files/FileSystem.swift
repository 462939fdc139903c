/// Where files are: the edge at which storage touches the world. Paths are absolute, or relative to the process.
///
/// Every operation is one step on disk, so that a test can stop the world between any two of them.
package protocol FileSystem: Sendable {
    /// The whole content of a regular file. Symbolic links are followed; one that leads nowhere is no missing file but
    /// ``FileSystemError/Problem/notARegularFile``.
    func read(_ path: String) throws(FileSystemError) -> [UInt8]

    /// Hands over the whole content of a regular file piece by piece, as ``read(_:)`` would read it: no more than a piece is
    /// held in memory.
    func read(_ path: String, inPieces body: (UnsafeRawBufferPointer) -> Void) throws(FileSystemError)

    /// Whether `path` is a regular file, and no link to one, that holds just these bytes. False also when it cannot be read.
    func holds(_ path: String, _ bytes: [UInt8]) -> Bool

    /// The names in a directory, without `.` and `..`, in byte order.
    func list(_ path: String) throws(FileSystemError) -> [String]

    /// What stands at `path` itself, links not followed; nil when nothing does.
    func status(_ path: String) throws(FileSystemError) -> FileStatus?

    /// Makes one directory, mode 2775 whatever the umask. One that exists is fine; if it is below the root and this user's,
    /// its mode is put right.
    func createDirectory(_ path: String) throws(FileSystemError)

    /// Writes a file that must not exist yet, mode 0664 whatever the umask.
    ///
    /// - Parameters:
    ///   - path: In a directory that exists.
    ///   - bytes: The whole content.
    ///   - durable: Whether the content must survive a power cut once this returns (`fsync`).
    ///   - isPrivate: Whether only the owner and the group may read it: mode 0660.
    func writeNew(_ path: String, _ bytes: [UInt8], durable: Bool, isPrivate: Bool) throws(FileSystemError)

    /// The same with parts of another file and new bytes between them.
    ///
    /// - Parameters:
    ///   - path: The new file.
    ///   - patch: What stands in it.
    ///   - source: What the kept parts are of. Where it ends before them, less is written.
    ///   - durable: Whether the content must survive a power cut once this returns (`fsync`).
    ///   - isPrivate: Whether only the owner and the group may read it: mode 0660.
    /// - Returns: The CRC-32C of what was written; nil when the source changed while it was read.
    func writeNew(
        _ path: String, _ patch: FilePatch, of source: String, durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) -> UInt32?

    /// Appends in one write to a regular file, which is made when it is missing.
    func append(_ path: String, _ bytes: [UInt8]) throws(FileSystemError)

    /// Puts `source` in the place of `target` at once. Refuses to replace anything but a regular file.
    func rename(_ source: String, to target: String) throws(FileSystemError)

    /// Removes a file, or a link itself. One that is missing is fine.
    func remove(_ path: String) throws(FileSystemError)

    /// Removes an empty directory. One that is missing is fine.
    func removeDirectory(_ path: String) throws(FileSystemError)

    /// Sends what was written to a file on its way to the disk, and waits for nothing. It is no step on disk: nothing follows from
    /// it but that less is left to wait for in ``syncFiles(_:)``.
    func beginSync(_ path: String)

    /// Makes the content of files survive a power cut.
    func syncFiles(_ paths: [String]) throws(FileSystemError)

    /// Makes the names in a directory survive a power cut.
    func syncDirectory(_ path: String) throws(FileSystemError)

    /// Bytes that an ordinary user may still write on the file system of `path`.
    func freeBytes(_ path: String) throws(FileSystemError) -> Int64
}

extension FileSystem {
    /// By a look at what stands there and reading it.
    package func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
        guard (try? status(path))?.kind == .file else { return false }
        return (try? read(path))?.isSame(as: bytes) ?? false
    }

    /// Nothing is sent before somebody waits.
    package func beginSync(_ path: String) {}

    /// In one piece.
    package func read(_ path: String, inPieces body: (UnsafeRawBufferPointer) -> Void) throws(FileSystemError) {
        try read(path).withUnsafeBytes(body)
    }

    /// By reading the source whole.
    package func writeNew(
        _ path: String, _ patch: FilePatch, of source: String, durable: Bool, isPrivate: Bool
    ) throws(FileSystemError) -> UInt32? {
        let content = patch.content(from: try read(source))
        try writeNew(path, content, durable: durable, isPrivate: isPrivate)
        return Checksum.crc32c(content)
    }
}
