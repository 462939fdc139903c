import Sacct
import Scoreboard
import Storage

/// Tells what happens, and keeps the health record up to date with it.
final class HealthKeeper {
    /// What will be written.
    var record = HealthRecord()
    private let directory: ClusterDirectory
    private let root: DataRoot
    private let files: any FileSystem
    private let clock: any PollClock
    private let budget: CallBudget
    private let onEvent: (LogEvent) -> Void
    private let onProgress: (PollProgress) -> Void
    private var reportedStates: Set<String> = []
    private var hasToldOfHomes = false

    init(
        root: DataRoot, directory: ClusterDirectory, files: any FileSystem, clock: any PollClock, budget: CallBudget,
        onEvent: @escaping (LogEvent) -> Void, onProgress: @escaping (PollProgress) -> Void
    ) {
        self.root = root
        self.directory = directory
        self.files = files
        self.clock = clock
        self.budget = budget
        self.onEvent = onEvent
        self.onProgress = onProgress
    }

    /// Reads what the last poll wrote.
    func load() throws {
        let path = directory.path(of: .health)
        if let bytes = try files.readIfPresent(path) { record = try HealthRecord(decoding: bytes, path: path) }
        record.lastAttempt = clock.now()
    }

    func tell(_ event: PollEvent) {
        onEvent(event.logEvent(at: clock.now(), cluster: directory.name.text))
    }

    /// Shows what is being done, to whoever looks on.
    func show(_ progress: PollProgress) { onProgress(progress) }

    /// Tells what a slice brought.
    func report(_ reduction: SliceReduction, window: Range<Timestamp>, phase: PollEvent.Phase, waited: Int) {
        record.rows = Int64(reduction.counts.rows)
        record.jobsNew = Int64(reduction.counts.newJobs)
        record.jobsSeen = Int64(reduction.counts.jobs)
        record.defects = Dictionary(
            uniqueKeysWithValues: reduction.defects.counts.map { ($0.key.rawValue, Int64($0.value)) })
        tell(.sliceRead(window, phase: phase, counts: reduction.counts, waitedMilliseconds: waited))
        for (kind, count) in reduction.defects.counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let sample = reduction.defects.samples.first { $0.kind == kind }?.text ?? ""
            tell(.rowsLeftOut(kind: kind, count: count, sample: sample))
        }
        for state in reduction.unknownStates where reportedStates.insert(state).inserted {
            tell(.unknownState(state))
        }
    }

    /// Tells what the search for users brought: that there are no homes, once.
    func report(_ step: DiscoveryStep) {
        switch step.outcome {
        case .nothing: return
        case .noHomes where hasToldOfHomes: return
        case .noHomes: hasToldOfHomes = true
        default: break
        }
        tell(.discovered(step))
    }

    /// Tells what follows from one cursor to the next: what was put off, and what was sealed.
    func report(_ next: PollCursor, after cursor: PollCursor) {
        for piece in next.deferred where piece.attempts == 1 && !cursor.deferred.contains(piece) {
            tell(.putOff(piece))
        }
        for months in cursor.seals.sealed.reduce(next.seals.sealed, { $0.removing($1) }) { tell(.sealed(months)) }
    }

    /// Files that were set aside.
    func noteDamage(_ paths: [String]) {
        record.damaged.removeAll { path in paths.contains { $0.hasPrefix(path + ".") } }
        record.damaged += paths.filter { !record.damaged.contains($0) }
    }

    /// Files that were set aside are shown until their month is read again.
    func forgetMended(_ cursor: PollCursor) {
        record.damaged.removeAll { path in
            let month = DamagedMonth.month(of: DamagedFile(path: path, .noChecksum), in: directory)
            return !(month.map(cursor.hasGap) ?? false)
        }
    }

    /// Remembers an error, and tells it.
    func note(failure error: any Error, _ cursor: PollCursor) {
        let message = "\(error)".withoutUserFiles.oneLine
        record.lastError = HealthRecord.Failure(time: clock.now(), message: message)
        tell(.failed(message: message))
        // The error itself is what must be told; a health record that cannot be written on a full disk is not.
        try? write(cursor)
    }

    func write(_ cursor: PollCursor) throws {
        let now = clock.now()
        let ledger = try budget.ledger()
        record.callsLastMinute = Int64(ledger.calls.count { now - $0 < 60 })
        record.bytesToday = ledger.day == now.day ? ledger.bytesToday : 0
        record.lagSeconds = cursor.asOf.map { max(0, now - $0) }
        let progress = BackfillProgress(
            of: cursor, firstMonth: try directory.knownMonths(in: files).min(), now: now)
        record.backfill = progress
        record.cursor = progress.words
        record.diskFreeBytes = try? files.freeBytes(root.path)
        try files.atomicWrite(directory.path(of: .health), record.encoded())
    }
}
