import Glibc
import Synchronization

/// The directory in which a file was made or replaced last, held open. Of many files in one directory each would else open it
/// twice, component by component.
final class DirectoryMemory: Sendable {
    private struct Kept {
        var path: String
        var descriptor: Int32
        var device: dev_t
        var inode: ino_t
    }

    private let kept = Mutex<Kept?>(nil)

    deinit { kept.withLock { if let kept = $0 { close(kept.descriptor) } } }

    /// A descriptor of its own for the caller, of the directory that was kept under this path; nil when none was, or when
    /// something else stands there by now. As it is held open, no other directory can have its inode.
    func descriptor(of path: String) -> Int32? {
        kept.withLock { kept in
            var status = stat()
            guard let kept, kept.path == path, lstat(path, &status) == 0, status.st_dev == kept.device,
                status.st_ino == kept.inode
            else { return nil }
            let descriptor = fcntl(kept.descriptor, F_DUPFD_CLOEXEC, 0)
            return descriptor < 0 ? nil : descriptor
        }
    }

    /// Keeps a directory in place of the one before.
    ///
    /// - Parameter opened: The directory, opened without following a link.
    func keep(_ opened: OpenFile, path: String) {
        var status = stat()
        guard fstat(opened.descriptor, &status) == 0 else { return }
        let descriptor = fcntl(opened.descriptor, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { return }
        kept.withLock { kept in
            if let before = kept { close(before.descriptor) }
            kept = Kept(path: path, descriptor: descriptor, device: status.st_dev, inode: status.st_ino)
        }
    }
}
