import Glibc

/// A directory that is open as long as somebody has this.
final class OpenDirectory: Sendable {
    let descriptor: Int32
    let path: String
    private let device: dev_t
    private let inode: ino_t

    /// - Parameter opened: Opened without following a link; it is this object's from now on.
    init(_ opened: consuming OpenFile, path: String) throws(FileSystemError) {
        var status = stat()
        guard fstat(opened.descriptor, &status) == 0 else {
            let error = FileSystemError.last(opened.operation, opened.path)
            opened.abandon()
            throw error
        }
        descriptor = opened.descriptor
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    deinit { close(descriptor) }

    /// To be called behind the last use of the descriptor: nobody may need this any more once that was read, and it would be
    /// closed before it was used.
    func stayOpen() { withExtendedLifetime(self) {} }

    /// Whether it still stands under its path. As it is held open, no other directory can have its inode.
    var isInPlace: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_dev == device && status.st_ino == inode
    }

    /// What stands under `name` in it, links not followed; nil when nothing does.
    func status(of name: String) -> FileStatus? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return FileStatus(status)
    }
}
