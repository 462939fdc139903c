import CGlibc
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
        try self.init(reported ?? path, at: AT_FDCWD, path, flags, for: operation)
    }

    /// Opens `name` in an open directory.
    ///
    /// - Parameters:
    ///   - path: Its whole path, for errors.
    ///   - directory: The directory's descriptor.
    init(
        _ path: String, at directory: Int32, _ name: String, _ flags: Int32, for operation: FileSystemError.Operation
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
    var regularSize: Int64? { identity?.size }

    /// Nil for what is no regular file.
    var identity: FileIdentity? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileStatus(status).identity : nil
    }

    /// Whether these are the next bytes; false also when they cannot be read.
    func startsWith(_ bytes: [UInt8]) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: min(max(bytes.count, 1), 65_536), alignment: 16) { piece in
            var compared = 0
            while compared < bytes.count, let start = piece.baseAddress {
                let count = Glibc.read(descriptor, start, min(piece.count, bytes.count - compared))
                if count < 0, errno == EINTR { continue }
                guard count > 0,
                    bytes.withUnsafeBytes({ memcmp(start, $0.baseAddress.unsafelyUnwrapped + compared, count) == 0 })
                else { return false }
                compared += count
            }
            return true
        }
    }

    /// Everything to the end of the file, which may grow meanwhile.
    func readAll(sizeHint: Int64) throws(FileSystemError) -> [UInt8] {
        // One byte more than is expected tells at the first reading that nothing follows.
        var expected = Int(clamping: sizeHint) + 1
        var bytes: [UInt8] = []
        while true {
            // What is read is not zeroed before: of the boards of a large site that would take as long as reading them.
            let piece = try piece(of: expected)
            let isWhole = piece.count < expected
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            if isWhole { return bytes }
            expected = max(bytes.count, 65_536)
        }
    }

    /// Reads so many bytes; fewer when the file ends before.
    private func piece(of count: Int) throws(FileSystemError) -> [UInt8] {
        var failure: FileSystemError?
        let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            UnsafeMutableRawBufferPointer(buffer).takePages()
            while filled < count, let start = buffer.baseAddress {
                let more = Glibc.read(descriptor, start + filled, count - filled)
                if more < 0, errno == EINTR { continue }
                if more < 0 { failure = .last(operation, path) }
                guard more > 0 else { return }
                filled += more
            }
        }
        if let failure { throw failure }
        return piece
    }

    func writeAll(_ bytes: [UInt8]) throws(FileSystemError) {
        let written = bytes.withUnsafeBytes { raw in
            Result { () throws(FileSystemError) in try writeAll(raw) }
        }
        try written.get()
    }

    func writeAll(_ bytes: UnsafeRawBufferPointer) throws(FileSystemError) {
        var written = 0
        while written < bytes.count, let start = bytes.baseAddress {
            let count = Glibc.write(descriptor, start + written, bytes.count - written)
            if count < 0 {
                if errno == EINTR { continue }
                throw .last(operation, path)
            }
            written += count
        }
    }

    /// Sends what was written on its way to the disk, and waits for nothing.
    func beginSync() {
        // Where a file system cannot, whoever syncs waits for all of it.
        _ = sync_file_range(descriptor, 0, 0, CGLIBC_SYNC_FILE_RANGE_WRITE)
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
