import Synchronization

/// The directory in which a file was made or replaced last, held open. Of many files in one directory each would else open it
/// twice, component by component.
final class DirectoryMemory: Sendable {
    private let kept = Mutex<OpenDirectory?>(nil)

    /// The directory that was kept under this path; nil when none was, or when something else stands there by now.
    func directory(at path: String) -> OpenDirectory? {
        guard let kept = kept.withLock({ $0 }), kept.path == path, kept.isInPlace else { return nil }
        return kept
    }

    /// Keeps a directory in place of the one before.
    func keep(_ directory: OpenDirectory) {
        kept.withLock { $0 = directory }
    }
}
