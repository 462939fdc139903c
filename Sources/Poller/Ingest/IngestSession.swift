package import Sacct
import Scoreboard
package import Storage

/// Brings saved rows into the rollups of a cluster, by the same reduction and the same commits as polling.
///
/// Memory stays bounded: after a number of jobs what is at hand is committed. A run that is killed loses at most the part
/// that was not committed, and running it again counts nothing twice.
package final class IngestSession {
    private let root: DataRoot
    private let directory: ClusterDirectory
    private let rules: ReductionRules
    private let publication: PublicationRules
    private let files: any FileSystem
    private let clock: any PollClock
    private let jobsPerCommit: Int
    private let onProgress: (Summary) -> Void
    private var commit: SliceCommit
    private var changedUsers: Set<String> = []

    /// What a run did.
    package struct Summary: Sendable {
        package var counts = SliceCounts()
        package var defects = DefectLog()
        /// State words that this program does not know; their jobs count as OTHER.
        package var unknownStates: Set<String> = []

        package init() {}
    }

    /// Rollups are written anew by each commit, so that few commits are quick; what a job takes in memory until then is
    /// its identity alone.
    package static let defaultJobsPerCommit = 2_000_000

    /// - Parameters:
    ///   - jobsPerCommit: How many ended jobs are taken in at most before they are committed.
    ///   - onProgress: Called after each commit with what was done so far.
    package init(
        root: DataRoot, cluster: ClusterName, rules: ReductionRules, files: any FileSystem, clock: any PollClock,
        publication: PublicationRules = PublicationRules(), jobsPerCommit: Int = IngestSession.defaultJobsPerCommit,
        onProgress: @escaping (Summary) -> Void = { _ in }
    ) {
        self.root = root
        self.rules = rules
        self.publication = publication
        self.files = files
        self.clock = clock
        self.jobsPerCommit = jobsPerCommit
        self.onProgress = onProgress
        directory = root.cluster(cluster)
        commit = SliceCommit(cluster: directory, files: files)
    }

    /// Reads the inputs one after the other, under the cluster's lock.
    ///
    /// - Parameter publishes: Whether the boards are made at the end; whoever ingests several clusters does that once.
    /// - Throws: `LockError`, `LayoutError`, `FileSystemError`, `DamagedFile`, and what an input's reading throws. What
    ///   was committed before stays.
    package func run(_ inputs: [IngestInput], publishes: Bool = true) throws -> Summary {
        for path in directory.directories { try files.createDirectories(path) }
        let lock = try PollLock.acquire(directory, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        try commit.recover()
        let isBehind = try files.status(directory.path(of: .unpublished)) != nil
        var summary = Summary()
        var reduction = newReduction()
        for input in inputs {
            var reader = RowReader(layout: input.layout)
            try reader.readAll(from: input.read) { row, layout in
                // A job's steps follow it: what is at hand is committed just before a job.
                if reduction.counts.jobs >= jobsPerCommit, !row.isStep(in: layout) {
                    try finish(&reduction, into: &summary)
                    reduction = newReduction()
                }
                try reduction.take(row, layout)
            }
            reduction.note(bytes: reader.byteCount, defects: reader.defects)
        }
        try finish(&reduction, into: &summary)
        if publishes {
            let publisher = BoardPublisher(root: root, files: files, clock: clock, rules: publication)
            try publisher.publish(directory, users: isBehind ? nil : changedUsers, with: &commit)
            try files.remove(directory.path(of: .unpublished))
        }
        return summary
    }

    private func newReduction() -> SliceReduction {
        SliceReduction(
            cluster: directory.name.text, window: nil, rules: rules,
            seen: SeenMonths(directory: directory, files: files, falsePositiveRate: rules.falsePositiveRate),
            store: StepStore(directory: directory, files: files), settledBefore: nil, stepsFollowTheirJob: true)
    }

    private func finish(_ reduction: inout SliceReduction, into summary: inout Summary) throws {
        let asOf = clock.now()
        let optOuts = try OptOuts(of: root, rules: publication, files: files)
        let changes = try SliceChanges(
            of: &reduction, directory: directory, files: files, optOuts: optOuts, asOf: asOf)
        try commit.commit(changes.files + changes.publicationMark + [try cursorChange(asOf: asOf)])
        changedUsers.formUnion(changes.users)
        summary.counts += reduction.counts
        summary.defects.merge(reduction.defects)
        summary.unknownStates.formUnion(reduction.unknownStates)
        onProgress(summary)
    }

    private func cursorChange(asOf: Timestamp) throws -> FileChange {
        let path = directory.path(of: .pollCursor)
        var cursor =
            try files.readIfPresent(path).map { try PollCursor(decoding: $0, path: path) }
            ?? PollCursor(backfillStart: PollSettings.defaultBackfillStart)
        cursor.asOf = max(cursor.asOf ?? asOf, asOf)
        return .write(.pollCursor, cursor.encoded())
    }
}
