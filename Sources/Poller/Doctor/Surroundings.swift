import Glibc
package import Scoreboard
package import Storage

/// What the checks ask of the machine besides the files.
package struct Surroundings: Sendable {
    /// The machine's own clock, which the times of files are compared with.
    package var machineTime: Timestamp
    /// Whether this user may write there.
    package var mayWrite: @Sendable (String) -> Bool
    /// Who polls a cluster now; nil when nobody does.
    package var lockHolder: @Sendable (ClusterDirectory) -> LockHolder?

    package init(
        machineTime: Timestamp, mayWrite: @escaping @Sendable (String) -> Bool,
        lockHolder: @escaping @Sendable (ClusterDirectory) -> LockHolder?
    ) {
        self.machineTime = machineTime
        self.mayWrite = mayWrite
        self.lockHolder = lockHolder
    }

    /// This machine and this user.
    package static var present: Surroundings {
        Surroundings(
            machineTime: SystemClock().now(), mayWrite: { access($0, W_OK) == 0 },
            lockHolder: { PollLock.holder(of: $0) })
    }
}
