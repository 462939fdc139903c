import Glibc
package import Scoreboard

/// The lock of one cluster: whoever changes anything in its directory has it.
package struct PollLock: Sendable {
    private let lock: FileLock

    /// Whom the lock's file named before; see ``FileLock/leftBehind``.
    package var leftBehind: LockHolder? { lock.leftBehind }

    /// Takes the lock, or throws ``LockError/held(path:by:)`` at once.
    ///
    /// - Parameters:
    ///   - files: Makes the state directory when it is missing.
    ///   - program: The program and its version.
    package static func acquire(
        _ cluster: ClusterDirectory, files: any FileSystem, program: String, at now: Timestamp
    ) throws(LockError) -> PollLock {
        do throws(FileSystemError) {
            try files.createDirectories(cluster.stateDirectory)
            // The lock is opened by its path: what leads to it below the root must be no link.
            for directory in [FilePath.parent(of: cluster.path), cluster.path]
            where try files.status(directory)?.kind == .symbolicLink {
                throw FileSystemError(.lock, directory, .system(ELOOP))
            }
        } catch {
            throw .failed(error)
        }
        return PollLock(
            lock: try FileLock.acquire(cluster.path(of: .lock), as: .current(program: program, at: now)))
    }

    /// Who is polling the cluster now.
    package static func holder(of cluster: ClusterDirectory) -> LockHolder? {
        FileLock.holder(of: cluster.path(of: .lock))
    }

    /// Gives the lock back; done of itself when the last copy goes.
    package func release() { lock.release() }
}
