package import Sacct
import Scoreboard
package import Storage

/// Polls one cluster: under its lock, catches up with what has ended, reads a piece of its history, and publishes the
/// boards.
package final class PollSession {
    private let settings: PollSettings
    private let root: DataRoot
    private let directory: ClusterDirectory
    private let source: any SacctSource
    private let files: any FileSystem
    private let clock: any PollClock
    private let onEvent: (LogEvent) -> Void
    private let names = NameTable()
    private var commit: SliceCommit
    private var capabilities = SacctCapabilities(version: nil)
    private var health = HealthRecord()
    private var cursor: PollCursor
    private var reportedStates: Set<String> = []
    private var changedUsers: Set<String> = []
    /// An earlier run committed and died before it had published: all user files must be written.
    private var isPublicationBehind = false

    /// What one round did.
    package struct Round: Equatable, Sendable {
        package var counts = SliceCounts()
        /// Whether all history is read.
        package var isCaughtUp = false
        /// Damaged files that were moved aside and whose months are not read again yet: the boards lack them.
        package var unrepaired: [String] = []
    }

    /// - Parameter onEvent: Gets everything that is worth a line.
    package init(
        root: DataRoot, settings: PollSettings, source: any SacctSource, files: any FileSystem, clock: any PollClock,
        onEvent: @escaping (LogEvent) -> Void
    ) {
        self.root = root
        self.settings = settings
        self.source = source
        self.files = files
        self.clock = clock
        self.onEvent = onEvent
        directory = root.cluster(settings.cluster)
        commit = SliceCommit(cluster: directory, files: files)
        cursor = PollPlan.firstCursor(backfillStart: settings.backfillStart, now: clock.now())
    }

    /// One round under the lock, or rounds without end.
    ///
    /// - Parameter once: Ends after one round; otherwise it goes on until it is asked to end.
    /// - Returns: The last round.
    /// - Throws: `LockError` when another poller holds the lock, `ProcessFailure`, `FileSystemError`, `DamagedFile`,
    ///   ``PollError``. What was committed before stays.
    @discardableResult
    package func run(once: Bool) throws -> Round {
        for path in directory.directories { try files.createDirectories(path) }
        let lock = try PollLock.acquire(directory, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        do {
            try prepare()
            while true {
                let round = try round()
                if once || Termination.isRequested { return round }
                if round.isCaughtUp { clock.sleep(milliseconds: settings.pollIntervalSeconds * 1000) }
                if Termination.isRequested { return round }
            }
        } catch CallBudget.Problem.interrupted {
            // Nothing of the slice at hand is counted; the next poll asks for it again.
            tell(.stopped)
            return Round()
        } catch {
            note(failure: error)
            throw try settling(error)
        }
    }

    // MARK: - Steps of a round

    private func prepare() throws {
        for path in [directory.stateDirectory, directory.seenDirectory, directory.stepsDirectory] {
            try files.removeTemporaries(in: path)
        }
        try mendRecords()
        isPublicationBehind = try files.status(directory.path(of: .unpublished)) != nil
        let healthPath = directory.path(of: .health)
        if let bytes = try files.readIfPresent(healthPath) {
            health = try HealthRecord(decoding: bytes, path: healthPath)
        }
        health.lastAttempt = clock.now()
        let cursorPath = directory.path(of: .pollCursor)
        if let bytes = try files.readIfPresent(cursorPath) {
            cursor = try PollCursor(decoding: bytes, path: cursorPath)
            if cursor.watermark == nil {
                // Saved rows were ingested before the first poll.
                let asOf = cursor.asOf
                cursor = PollPlan.firstCursor(backfillStart: settings.backfillStart, now: clock.now())
                cursor.asOf = asOf
                try checkCluster()
            }
            cursor = PollPlan.extending(cursor, to: settings.backfillStart)
        } else {
            try checkCluster()
        }
        capabilities = try source.capabilities()
        if !capabilities.lackingFields.isEmpty { tell(.lackingFields(Array(capabilities.lackingFields))) }
        health.slurmVersion = capabilities.version?.description
        health.programVersion = settings.programVersion
    }

    /// Settles an interrupted commit and moves records aside that cannot be read.
    private func mendRecords() throws {
        var repair = ClusterRepair(directory, files: files, clock: clock)
        defer { repair.actions.forEach { tell(.mended($0)) } }
        try repair.settleCommit()
        try commit.recover()
        try repair.settleRecords()
        if repair.actions.contains(where: { $0.kind == .reopened }) {
            health.damaged += repair.setAside
            throw PollError.damaged(paths: repair.setAside, reason: "an interrupted commit could not be carried out")
        }
    }

    private func checkCluster() throws {
        let known = try source.accountedClusters()
        guard known.contains(where: { $0.lowercased() == settings.cluster.text }) else {
            throw PollError.unknownCluster(settings.cluster.text, known: known)
        }
    }

    private func round() throws -> Round {
        var round = Round()
        health.lastAttempt = clock.now()
        let now = clock.now()
        if let window = PollPlan.catchUp(cursor, now: now, lagSeconds: settings.lagSeconds) {
            for slice in PollPlan.slices(of: window, sliceSeconds: max(cursor.sliceSeconds, settings.lagSeconds * 2)) {
                try read(slice, phase: .catchUp, into: &round) { cursor in
                    cursor.watermark = max(cursor.watermark ?? slice.upperBound, slice.upperBound)
                }
            }
        }
        if let slice = PollPlan.backfill(cursor) {
            try read(slice, phase: .backfill, into: &round) { $0 = PollPlan.finishing(slice, in: $0) }
        }
        try publish()
        round.isCaughtUp = cursor.gaps.isEmpty
        health.lastSuccess = clock.now()
        health.damaged.removeAll { path in
            let month = DamagedMonth.month(of: DamagedFile(path: path, .noChecksum), in: directory)
            return !(month.map(cursor.hasGap) ?? false)
        }
        round.unrepaired = health.damaged
        try writeHealth()
        return round
    }

    /// Reads one window and commits it with the cursor that follows.
    private func read(
        _ window: Range<Timestamp>, phase: PollEvent.Phase, into round: inout Round, advance: (inout PollCursor) -> Void
    ) throws {
        var rules = settings.rules
        rules.parsing.version = capabilities.version
        var reduction = SliceReduction(
            cluster: settings.cluster.text, window: window, rules: rules,
            seen: SeenMonths(directory: directory, files: files, falsePositiveRate: rules.falsePositiveRate),
            store: StepStore(directory: directory, files: files),
            settledBefore: clock.now() - settings.stepSettleSeconds, stepsFollowTheirJob: false, names: names)
        let fetch = SliceFetch(
            source: source, budget: budget, cluster: settings.cluster, capabilities: capabilities,
            askAgainSince: clock.now() - settings.stepPatienceSeconds,
            onWait: { [weak self] in self?.tellWait(milliseconds: $0, phase) })
        let seconds = window.upperBound - window.lowerBound
        let cost: SliceFetch.Cost
        do {
            cost = try fetch.fetch(window, into: &reduction)
        } catch {
            if case ProcessFailure.timedOut = error { try shrinkSlices(after: seconds) }
            throw error
        }
        let asOf = clock.now()
        var next = cursor
        advance(&next)
        next.asOf = asOf
        if phase == .backfill {
            next.sliceSeconds = PollPlan.nextSliceSeconds(
                after: max(seconds, cursor.sliceSeconds), rows: cost.rows, milliseconds: cost.milliseconds)
        }
        let optOuts = try OptOuts(of: root, rules: settings.publication, files: files)
        let changes = try SliceChanges(
            of: &reduction, directory: directory, files: files, optOuts: optOuts, asOf: asOf)
        try commit.commit(changes.files + changes.publicationMark + [cursorChange(next)])
        cursor = next
        changedUsers.formUnion(changes.users)
        round.counts += reduction.counts
        report(reduction, window: window, phase: phase, waited: cost.waitedMilliseconds)
    }

    private func publish() throws {
        let publisher = BoardPublisher(root: root, files: files, clock: clock, rules: settings.publication)
        try publisher.publish(directory, users: isPublicationBehind ? nil : changedUsers, with: &commit)
        try files.remove(directory.path(of: .unpublished))
        isPublicationBehind = false
        changedUsers = []
    }

    // MARK: - What is told

    private var budget: CallBudget {
        CallBudget(directory: directory, files: files, clock: clock, callsPerMinute: settings.callsPerMinute)
    }

    private func report(
        _ reduction: SliceReduction, window: Range<Timestamp>, phase: PollEvent.Phase, waited: Int
    ) {
        health.rows = Int64(reduction.counts.rows)
        health.jobsNew = Int64(reduction.counts.newJobs)
        health.jobsSeen = Int64(reduction.counts.jobs)
        health.defects = Dictionary(
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

    private func tell(_ event: PollEvent) {
        onEvent(event.logEvent(at: clock.now(), cluster: settings.cluster.text))
    }

    private func tellWait(milliseconds: Int, _ phase: PollEvent.Phase) {
        tell(.waiting(milliseconds: milliseconds, callsPerMinute: settings.callsPerMinute, phase: phase))
    }

    // MARK: - When something fails

    private func note(failure error: any Error) {
        let message = "\(error)".oneLine.withoutUserFiles
        health.lastError = HealthRecord.Failure(time: clock.now(), message: message)
        tell(.failed(message: message))
        // A newer program is at work here: its health record is not ours to write.
        if DamagedFile(error)?.isOfNewerProgram ?? false { return }
        // The error itself is what must be told; a health record that cannot be written on a full disk is not.
        try? writeHealth()
    }

    /// Mends what is damaged, or moves it aside and asks for it again; other errors are passed on as they are.
    private func settling(_ error: any Error) throws -> any Error {
        guard let damage = DamagedFile(error) else { return error }
        if damage.isOfNewerProgram { return damage }
        var repair = ClusterRepair(directory, files: files, clock: clock)
        defer { repair.actions.forEach { tell(.mended($0)) } }
        try repair.settle(damage)
        health.damaged += repair.setAside.filter { !health.damaged.contains($0) }
        try writeHealth()
        return PollError.damaged(paths: repair.setAside, reason: "\(damage)")
    }

    private func cursorChange(_ cursor: PollCursor) -> FileChange {
        .write(.pollCursor, cursor.encoded())
    }

    private func shrinkSlices(after seconds: Int64) throws {
        cursor.sliceSeconds = PollPlan.nextSliceSeconds(after: seconds, rows: 0, milliseconds: nil)
        try commit.commit([cursorChange(cursor)])
    }

    private func writeHealth() throws {
        let ledger = try budget.ledger()
        health.callsLastMinute = Int64(ledger.calls.count { clock.now() - $0 < 60 })
        health.bytesToday = ledger.day == clock.now().day ? ledger.bytesToday : 0
        health.lagSeconds = cursor.asOf.map { max(0, clock.now() - $0) }
        health.cursor = cursor.gaps.first.map { "reading history, next \($0.lowerBound)" } ?? "history is complete"
        health.diskFreeBytes = try? files.freeBytes(root.path)
        try files.atomicWrite(directory.path(of: .health), health.encoded())
    }
}
