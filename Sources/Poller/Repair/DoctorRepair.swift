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
    /// - Throws: `LockError` when somebody polls it; `DamagedFile` for a file of a newer program, before which nothing else
    ///   is mended; `FileSystemError`.
    package func repair(_ cluster: ClusterDirectory) throws -> [RepairAction] {
        for path in cluster.directories { try files.createDirectories(path) }
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
        for month in try cluster.knownMonths(in: files) { try repair.settleMonth(month) }
        actions += repair.actions
        if actions.contains(where: { $0.kind == .reopened }) { try noteInHealth(repair.setAside, of: cluster) }
        actions += try moveDerivedAside(of: cluster)
        var commit = SliceCommit(cluster: cluster, files: files)
        try BoardPublisher(root: root, files: files, clock: clock, rules: rules)
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

    /// Moves derived files aside that are damaged, before they are made anew: so that somebody can see what happened.
    private func moveDerivedAside(of cluster: ClusterDirectory) throws -> [RepairAction] {
        var repair = ClusterRepair(cluster, files: files, clock: clock)
        for name in try files.names(in: cluster.usersDirectory) where name.hasSuffix(".json") {
            let path = FilePath.join(cluster.usersDirectory, name)
            try repair.moveAsideIfDamaged(path) { _ = try UserFileCodec.decode($0, path: path) }
        }
        let standings = cluster.path(of: .standings)
        try repair.moveAsideIfDamaged(standings) { _ = try StandingsSidecar.decode($0, path: standings) }
        return repair.actions
    }

    /// What was set aside is shown until it is read again.
    private func noteInHealth(_ paths: [String], of cluster: ClusterDirectory) throws {
        let path = cluster.path(of: .health)
        var health = try files.readIfPresent(path).map { try HealthRecord(decoding: $0, path: path) } ?? HealthRecord()
        health.damaged += paths.filter { !health.damaged.contains($0) }
        try files.atomicWrite(path, health.encoded())
    }
}
