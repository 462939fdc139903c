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
    /// What is written already of the slice that comes in; nil when nothing is.
    private var begun: SliceStaging?
    private var changedUsers: Set<String> = []
    /// Of the last commit.
    private var latestRollup: DailyRollup?
    /// Of all commits since the boards were published; nil when it is not known.
    private var gains: SliceGains? = SliceGains()
    private let names = NameTable()
    /// When the last of the rows was read that a poll had kept; nil for other rows.
    private var readAt: Timestamp?

    /// What a run did.
    package struct Summary: Sendable {
        package var counts = SliceCounts()
        package var defects = DefectLog()
        /// State words that this program does not know; their jobs count as OTHER.
        package var unknownStates: Set<String> = []
        /// What was found damaged on the way and mended.
        package var mended: [RepairAction] = []
        /// Damaged files that were moved aside and whose months are not read again yet: the boards lack them.
        package var unrepaired: [String] = []
        /// Kept rows that could not be used; their files were set aside.
        package var damaged: [DamagedFile] = []

        package init() {}
    }

    /// Rollups are written anew by each commit, so that few commits are quick; until then a job takes its identity in memory,
    /// and some ten bytes while its steps may come.
    package static let defaultJobsPerCommit = 1_000_000
    /// Days of users that are taken in at most before they are committed: a busy month of 3,000 users has fewer.
    private static let daysPerCommit = 1 << 16

    /// - Parameters:
    ///   - publication: Of which clusters and spans of time boards are made.
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
    /// - Parameters:
    ///   - inputs: In the order in which they are to be read.
    ///   - publishes: Whether the boards are made at the end; whoever ingests several clusters does that once.
    /// - Throws: `LockError`, `LayoutError`, `FileSystemError`, and what an input's reading throws; ``PollError`` when a file
    ///   was damaged, which has been mended then as a poll mends it. What was committed before stays.
    package func run(_ inputs: [IngestInput], publishes: Bool = true) throws -> Summary {
        try run(publishes: publishes) { _ in inputs }
    }

    /// Reads the rows that the polls kept, as if they came from Slurm once more. A file of them that is damaged is set
    /// aside and told in the summary, and the others are read.
    ///
    /// - Throws: As ``run(_:publishes:)``.
    package func runFromCache(publishes: Bool = true) throws -> Summary {
        let cache = RawCache(directory, files: files, days: RawCache.usualDays)
        return try run(publishes: publishes) { summary in
            var damaged: [DamagedFile] = []
            let inputs = try cache.inputs { damage in
                try files.quarantine(damage.path, at: clock.now())
                damaged.append(damage)
            }
            summary.damaged = damaged
            return inputs
        }
    }

    private func run(
        publishes: Bool, _ inputs: (inout Summary) throws -> [IngestInput]
    ) throws -> Summary {
        try directory.prepare(in: files)
        let lock = try PollLock.acquire(directory, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        var summary = Summary()
        var repair = ClusterRepair(directory, files: files, clock: clock)
        do {
            try repair.settleCommit()
            try commit.recover()
            try repair.settleRecords()
            try repair.throwIfMonthsAreLost()
            try take(inputs(&summary), publishes: publishes, into: &summary)
        } catch {
            // On a full disk it is in the way of what mends.
            if let begun { commit.giveUp(begun) }
            begun = nil
            throw try repair.settling(error)
        }
        summary.mended = repair.actions + summary.mended
        summary.unrepaired = try unrepaired()
        return summary
    }

    private func take(_ inputs: [IngestInput], publishes: Bool, into summary: inout Summary) throws {
        let isBehind = try files.status(directory.path(of: .unpublished)) != nil
        // Before hours of reading, not after them.
        _ = try readCursor()
        var version = rules.parsing.version
        var reduction = newReduction(version)
        for input in inputs {
            if let slice = input.slice {
                let next = slice.slurmVersion.flatMap { SlurmVersion($0) }
                if next != version || reduction.holds(jobs: jobsPerCommit, orDays: IngestSession.daysPerCommit) {
                    try finish(&reduction, into: &summary)
                    version = next
                    reduction = newReduction(version)
                }
                try reduction.begin(window: slice.window, settledBefore: slice.settledBefore)
                readAt = max(readAt ?? slice.readAt, slice.readAt)
            }
            try take(input, version, into: &reduction) { reduction in
                try finish(&reduction, into: &summary)
                reduction = newReduction(version)
            }
        }
        try finish(&reduction, into: &summary)
        if publishes {
            var moved: [RepairAction] = []
            let publisher = BoardPublisher(root: root, files: files, clock: clock, rules: publication) {
                moved.append($0)
            }
            try publisher.publish(
                directory, users: isBehind ? nil : changedUsers, with: &commit, known: latestRollup, gains: gains)
            gains = SliceGains()
            try files.remove(directory.path(of: .unpublished))
            summary.mended += moved
        }
    }

    /// Takes the rows of an input in, which another thread reads and parses.
    ///
    /// - Parameter renew: Commits what the reduction holds and gives it a new one.
    private func take(
        _ input: IngestInput, _ version: SlurmVersion?, into reduction: inout SliceReduction,
        renewing renew: (inout SliceReduction) throws -> Void
    ) throws {
        var parsingRules = rules.parsing
        parsingRules.version = version
        var parsing = RowParsing(layout: input.layout, rules: parsingRules, cluster: directory.name.text)
        var users: [[NameTable.Index]] = Array(repeating: [], count: RowParsing.parserCount)
        try ParallelParsing.run(&parsing, from: input.read) { batch in
            for name in batch.newUsers { users[batch.parser].append(names.index(of: name)) }
            if input.slice != nil { reduction.isRepeating = batch.layout.column(.maxRSS) != nil }
            // The rows of one slice belong together.
            let jobs = input.slice == nil ? jobsPerCommit : .max
            let days = input.slice == nil ? IngestSession.daysPerCommit : .max
            var next = 0
            while true {
                next = try reduction.take(
                    batch.rows, from: next, users: users[batch.parser], holding: jobs, orDays: days)
                guard next < batch.rows.count else { break }
                try renew(&reduction)
            }
            try reduction.handOverAwaiting(to: stage)
            reduction.note(bytes: 0, defects: batch.defects)
        }
        reduction.note(bytes: parsing.byteCount, defects: parsing.defects, unknownStates: parsing.unknownStates)
    }

    /// Writes a file of the slice that comes in before the others.
    ///
    /// - Returns: Where it is until the slice is committed.
    private func stage(_ change: FileChange) throws -> String {
        var staging = try begun ?? commit.begin()
        defer { begun = staging }
        try staging.add(change)
        return staging.stagedPath(of: change.path) ?? change.path
    }

    /// What earlier runs moved aside. On a cluster that is polled, the polls take it off the list when they have read it
    /// again. On one that is not, nobody can know whether the rows that came again are all of them: whoever brought them
    /// says so by removing the file.
    private func unrepaired() throws -> [String] {
        let path = directory.path(of: .health)
        guard let bytes = try files.readIfPresent(path) else { return [] }
        var health = try HealthRecord(decoding: bytes, path: path)
        guard try readCursor()?.watermark == nil else { return health.damaged }
        let before = health.damaged
        try health.damaged.removeAll { try files.status($0) == nil }
        if health.damaged != before { try files.atomicWrite(path, health.encoded()) }
        return health.damaged
    }

    private func newReduction(_ version: SlurmVersion?) -> SliceReduction {
        var rules = rules
        rules.parsing.version = version
        return SliceReduction(
            cluster: directory.name.text, window: nil, rules: rules,
            seen: SeenMonths(directory: directory, files: files, falsePositiveRate: rules.falsePositiveRate),
            store: StepStore(directory: directory, files: files), settledBefore: nil, stepsFollowTheirJob: true,
            names: names)
    }

    private func finish(_ reduction: inout SliceReduction, into summary: inout Summary) throws {
        let asOf = readAt ?? clock.now()
        let optOuts = try OptOuts(of: root, rules: publication, files: files)
        latestRollup = nil
        let staging = try begun ?? commit.begin()
        begun = nil
        try commit.commit(staging) { staging in
            let changes = try SliceChanges(
                of: &reduction, directory: directory, files: files, optOuts: optOuts, asOf: asOf
            ) { try staging.put($0) }
            try staging.add(changes.publicationMark + [try cursorChange(asOf: asOf)])
            changedUsers.formUnion(changes.users)
            latestRollup = changes.latest
            gains.add(changes.gains)
        }
        summary.counts += reduction.counts
        summary.defects.merge(reduction.defects)
        summary.unknownStates.formUnion(reduction.unknownStates)
        onProgress(summary)
    }

    private func cursorChange(asOf: Timestamp) throws -> FileChange {
        var cursor = try readCursor() ?? PollCursor(backfillStart: PollSettings.defaultBackfillStart)
        cursor.asOf = max(cursor.asOf ?? asOf, asOf)
        return .write(.pollCursor, cursor.encoded())
    }

    private func readCursor() throws -> PollCursor? {
        let path = directory.path(of: .pollCursor)
        return try files.readIfPresent(path).map { try PollCursor(decoding: $0, path: path) }
    }
}
