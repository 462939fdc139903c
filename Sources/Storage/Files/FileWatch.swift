import Synchronization

/// Reads a file and knows without reading whether it is still the same.
package final class FileWatch: Sendable {
    private let path: String
    private let files: any FileSystem
    /// Of what was read last; nil when nothing was, or when it cannot be told.
    private let known = Mutex<FileIdentity?>(nil)

    package init(_ path: String, in files: any FileSystem) {
        self.path = path
        self.files = files
    }

    /// Whether the file is the one that was read last. One look at it; what cannot be told counts as changed.
    package func isUnchanged() -> Bool {
        guard let before = known.withLock({ $0 }) else { return false }
        return (try? files.status(path))?.identity == before
    }

    /// The content; nil when there is no such file.
    package func read() throws(FileSystemError) -> [UInt8]? {
        forget()
        // Looked at before it is read: what is put there between the two is found changed the next time.
        let identity = try files.status(path)?.identity
        let bytes = try files.readIfPresent(path)
        if bytes != nil { known.withLock { $0 = identity } }
        return bytes
    }

    /// What was read is of no use: it counts as changed.
    package func forget() { known.withLock { $0 = nil } }
}
