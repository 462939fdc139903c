import Glibc
import Scoreboard

/// An open descriptor, with the path by which errors name it.
struct OpenFile {
    let descriptor: Int32
    let path: String
    let operation: FileSystemError.Operation

    init(
        _ path: String, _ flags: Int32, for operation: FileSystemError.Operation, reportedAs reported: String? = nil
    ) throws(FileSystemError) {
        try self.init(reported ?? path, directory: AT_FDCWD, path, flags, operation)
    }

    /// Opens `name` in an open directory; `path` is its whole path, for errors.
    init(
        _ path: String, at directory: OpenFile, _ name: String, _ flags: Int32,
        for operation: FileSystemError.Operation
    ) throws(FileSystemError) {
        try self.init(path, directory: directory.descriptor, name, flags, operation)
    }

    private init(
        _ path: String, directory: Int32, _ name: String, _ flags: Int32, _ operation: FileSystemError.Operation
    ) throws(FileSystemError) {
        self.path = path
        self.operation = operation
        while true {
            // A new file opens itself to others only once it is known to be theirs to read.
            let opened = openat(directory, name, flags | O_CLOEXEC, PosixFileSystem.privateFileMode)
            if opened >= 0 {
                descriptor = opened
                return
            }
            if errno == EINTR { continue }
            // O_DIRECTORY | O_NOFOLLOW on a link says "not a directory": the link is the better word.
            var status = stat()
            if errno == ENOTDIR, flags & O_NOFOLLOW != 0, fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                FileStatus(status).kind == .symbolicLink
            {
                throw FileSystemError(operation, path, .system(ELOOP))
            }
            throw .last(operation, path)
        }
    }

    /// The size in bytes; nil for what is no regular file.
    var regularSize: Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, FileStatus(status).kind == .file else { return nil }
        return Int64(status.st_size)
    }

    /// What stands under `name` in this directory, links not followed; nil when nothing does.
    func status(of name: String) -> FileStatus? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return FileStatus(status)
    }

    /// Everything to the end of the file, which may grow meanwhile.
    func readAll(sizeHint: Int64) throws(FileSystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(clamping: sizeHint) + 1)
        var filled = 0
        while true {
            if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, 65_536))) }
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last(operation, path)
            }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    func writeAll(_ bytes: [UInt8]) throws(FileSystemError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last(operation, path)
            }
            written += count
        }
    }

    func sync() throws(FileSystemError) {
        while fsync(descriptor) != 0 {
            if errno != EINTR { throw .last(operation, path) }
        }
    }

    /// Closes, and tells what only the close finds out: NFS reports a full quota here.
    func close() throws(FileSystemError) {
        // On Linux the descriptor is gone even when close() is interrupted: it must not be closed twice.
        if Glibc.close(descriptor) != 0, errno != EINTR { throw .last(operation, path) }
    }

    /// Closes a descriptor whose content no longer matters.
    func abandon() {
        _ = Glibc.close(descriptor)
    }
}

extension FileStatus {
    init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        self.init(
            kind: kind, size: Int64(status.st_size), modified: Timestamp(seconds: Int64(status.st_mtim.tv_sec)),
            mode: UInt32(status.st_mode & 0o7777), owner: UInt32(status.st_uid))
        guard kind == .file else { return }
        identity = FileIdentity(
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
            modifiedNanoseconds: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec))
    }
}
