package import Scoreboard
package import Storage

/// Takes the months over that the older Python program had counted, one commit a cluster, and publishes the boards.
///
/// A month that the accounting still has is read by the polls, and its own numbers then take the place of the imported ones;
/// a month that it has no more stays imported. It can be done as often as wanted: what is there already is not written
/// again. Killed anywhere it has taken over all months of a cluster or none.
package struct ImportSession {
    private let root: DataRoot
    private let files: any FileSystem
    private let clock: any PollClock
    private let publication: PublicationRules
    private let source: PythonRoot

    package init(
        from source: PythonRoot, to root: DataRoot, files: any FileSystem, clock: any PollClock,
        publication: PublicationRules = PublicationRules()
    ) {
        self.source = source
        self.root = root
        self.files = files
        self.clock = clock
        self.publication = publication
    }

    /// A month that is taken over, or not.
    private struct Decision {
        var month: Month
        var content: ImportedMonth
        var fate: ImportPlan.Fate
        var read: MonthVolume?
    }

    /// What an import would do. Nothing is written, and no lock is taken.
    ///
    /// - Parameters:
    ///   - backfillStart: The first day of the history, as it is set for the cluster.
    ///   - trustsGPUHours: As ``ImportedMonth`` takes it.
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package func preview(
        _ name: ClusterName, backfillStart: Day, trustsGPUHours: Bool = false
    ) throws -> ImportSummary {
        let found = try source.read(name)
        return summary(found, try decisions(found, backfillStart: backfillStart, trustsGPUHours: trustsGPUHours))
    }

    /// Takes a cluster's months over.
    ///
    /// - Throws: `LockError` when a poller holds the cluster's lock; as ``preview(_:backfillStart:trustsGPUHours:)``; and
    ///   ``PollError`` when a file here was damaged, which has been mended then as a poll mends it.
    package func run(
        _ name: ClusterName, backfillStart: Day, trustsGPUHours: Bool = false
    ) throws -> ImportSummary {
        let found = try source.read(name)
        let directory = root.cluster(name)
        try directory.prepare(in: files)
        let lock = try PollLock.acquire(directory, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        var repair = ClusterRepair(directory, files: files, clock: clock)
        do {
            try repair.settleCommit()
            var commit = SliceCommit(cluster: directory, files: files)
            try commit.recover()
            try repair.settleRecords()
            try repair.throwIfMonthsAreLost()
            let decisions = try decisions(found, backfillStart: backfillStart, trustsGPUHours: trustsGPUHours)
            var result = summary(found, decisions)
            try take(decisions, unchanged: &result.unchanged, in: directory, with: &commit)
            try BoardPublisher(root: root, files: files, clock: clock, rules: publication) { result.mended.append($0) }
                .publish(directory, users: nil, with: &commit)
            try files.remove(directory.path(of: .unpublished))
            result.mended = repair.actions + result.mended
            return result
        } catch {
            throw try repair.settling(error)
        }
    }

    private func decisions(
        _ found: PythonRoot.Cluster, backfillStart: Day, trustsGPUHours: Bool
    ) throws -> [Decision] {
        let directory = root.cluster(found.name)
        let archive = try RollupArchive(of: directory, files: files, passingOverClosed: true)
        let cursorPath = directory.path(of: .pollCursor)
        let cursor = try files.readIfPresent(cursorPath).map { try PollCursor(decoding: $0, path: cursorPath) }
        let today = clock.now().day
        return try found.months.sorted { $0.key < $1.key }.map { month, content in
            let content = ImportedMonth(
                content, of: month, lastComplete: found.cursor.lastCompleteMonth, trustsGPUHours: trustsGPUHours)
            let read = try MonthVolume.read(of: month, in: directory, files: files)
            let fate = ImportPlan.fate(
                of: month, content,
                knowing: ImportPlan.Knowledge(
                    read: read, isArchived: archive.contains(month), cursor: cursor, backfillStart: backfillStart),
                today: today)
            return Decision(month: month, content: content, fate: fate, read: read)
        }
    }

    private func summary(_ found: PythonRoot.Cluster, _ decisions: [Decision]) -> ImportSummary {
        var summary = ImportSummary(
            cluster: found.name, cursor: found.cursor,
            fates: Dictionary(uniqueKeysWithValues: decisions.map { ($0.month, $0.fate) }))
        summary.damages = found.damages
        for decision in decisions where decision.fate.isImported {
            for doubt in decision.content.doubts { summary.doubts[doubt, default: []].append(decision.month) }
            if let read = decision.read {
                summary.hundredthsRead[decision.month] = read.hundredths(
                    of: MonthVolume(decision.content.users.values))
            }
        }
        return summary
    }

    private func take(
        _ decisions: [Decision], unchanged: inout Set<Month>, in directory: ClusterDirectory,
        with commit: inout SliceCommit
    ) throws {
        let wanted = decisions.filter(\.fate.isImported)
        guard !wanted.isEmpty else { return }
        var optOuts = try OptOuts(of: root, rules: publication, files: files)
        optOuts.lookInHomes(ofNew: Set(wanted.flatMap(\.content.users.keys)), on: directory.name)
        let policy = optOuts.policy
        var changes: [FileChange] = []
        for decision in wanted {
            if try ImportedRollups.whole(of: decision.month, in: directory, files: files) == decision.content {
                unchanged.insert(decision.month)
                continue
            }
            changes += ImportedRollups.changes(
                writing: decision.content, of: decision.month, in: directory, by: policy)
        }
        guard !changes.isEmpty else { return }
        let mark = FileChange.write(.unpublished, SliceChanges.publicationMarkBytes)
        let asOf = wanted.map(\.content.asOf).max()
        try commit.commit(changes + [mark] + cursorChange(asOf: asOf, in: directory))
    }

    /// Where nothing was read yet, the boards are as of what was imported.
    private func cursorChange(asOf: Timestamp?, in directory: ClusterDirectory) throws -> [FileChange] {
        let path = directory.path(of: .pollCursor)
        var cursor =
            try files.readIfPresent(path).map { try PollCursor(decoding: $0, path: path) }
            ?? PollCursor(backfillStart: PollSettings.defaultBackfillStart)
        guard cursor.asOf == nil, let asOf else { return [] }
        cursor.asOf = min(asOf, clock.now())
        return [.write(.pollCursor, cursor.encoded())]
    }
}
