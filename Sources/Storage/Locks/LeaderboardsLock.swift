package import Scoreboard

/// The lock of the merged leaderboards, which the pollers of all clusters write in turn: it is had for as long as it
/// takes to read the clusters' standings and to write the boards.
package struct LeaderboardsLock: Sendable {
    private let lock: FileLock

    /// How long to wait, in seconds, for the others to write their boards.
    package static let patience: Double = 30

    /// Takes the lock, waiting at most `seconds`; then throws ``LockError/timedOut(path:by:seconds:)``.
    package static func acquire(
        _ root: DataRoot, files: any FileSystem, program: String, at now: Timestamp, waiting seconds: Double = patience
    ) throws(LockError) -> LeaderboardsLock {
        do throws(FileSystemError) {
            try files.createDirectories(root.leaderboardsDirectory)
        } catch {
            throw .failed(error)
        }
        return LeaderboardsLock(
            lock: try FileLock.acquire(
                root.leaderboardsLock, as: .current(program: program, at: now), waiting: seconds))
    }

    /// Gives the lock back; done of itself when the last copy goes.
    package func release() { lock.release() }
}
