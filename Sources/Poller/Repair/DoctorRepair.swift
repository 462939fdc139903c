import Glibc
import Scoreboard
package import Storage

/// Mends a whole cluster: what the polls would mend when they met it, at once, and everything that is derived.
package struct DoctorRepair {
    private let root: DataRoot
    private let files: any FileSystem
    private let clock: any PollClock
    private let rules: PublicationRules

    package init(
        root: DataRoot, files: any FileSystem, clock: any PollClock, rules: PublicationRules = PublicationRules()
    ) {
        self.rules = rules
        self.root = root
        self.files = files
        self.clock = clock
    }

    /// Mends one cluster under its lock.
    ///
    /// - Returns: What was done, in order.
    /// - Throws: `LockError` when somebody polls it; `FileSystemError`.
    package func repair(_ cluster: ClusterDirectory) throws -> [RepairAction] {
        try cluster.prepare(in: files)
        let lock = try PollLock.acquire(cluster, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        var actions = try removeTemporaries(of: cluster)
        var repair = ClusterRepair(cluster, files: files, clock: clock)
        try repair.settleCommit()
        try repair.settleRecords(includingCursor: true)
        let log = cluster.path(of: .pollLog)
        if let kind = try files.status(log)?.kind, kind != .file {
            try repair.moveAside(log, why: "something other than a plain file is in its place")
        }
        try repair.settleArchive()
        for month in try cluster.knownMonths(in: files) { try repair.settleMonth(month) }
        actions += repair.actions
        if repair.mustReadAgain { try repair.noteInHealth() }
        var commit = SliceCommit(cluster: cluster, files: files)
        try BoardPublisher(root: root, files: files, clock: clock, rules: rules) { actions.append($0) }
            .publish(cluster, users: nil, with: &commit)
        try files.remove(cluster.path(of: .unpublished))
        actions.append(
            RepairAction(.remade, path: cluster.leaderboardsDirectory, "boards, sidecars and user files made anew"))
        return actions
    }

    /// How far the file system's clock is from this machine's, by the time of a file that is written and removed.
    package func clockFinding(in cluster: ClusterDirectory) throws -> Finding? {
        let path = FilePath.join(cluster.stateDirectory, ".clock.tmp-\(getpid())")
        try files.writeNew(path, [], durable: false)
        defer { try? files.remove(path) }
        let machine = SystemClock().now()
        guard let modified = try files.status(path)?.modified, abs(modified - machine) > PlaceChecks.skewSeconds else {
            return nil
        }
        return PlaceChecks.skew(cluster.stateDirectory, modified - machine, cluster.name)
    }

    private func removeTemporaries(of cluster: ClusterDirectory) throws -> [RepairAction] {
        try cluster.directories.flatMap { directory in
            try files.removeTemporaries(in: directory).map {
                RepairAction(.removed, path: FilePath.join(directory, $0), "a process that died left it")
            }
        }
    }
}
