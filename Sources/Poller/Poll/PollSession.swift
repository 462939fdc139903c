package import Sacct
package import Scoreboard
package import Storage

/// Polls one cluster: under its lock, catches up with what has ended, reads on in its history for a while, and publishes
/// the boards.
package final class PollSession {
    private let settings: PollSettings
    private let root: DataRoot
    private let directory: ClusterDirectory
    private let source: any SacctSource
    private let files: any FileSystem
    private let clock: any PollClock
    private let budget: CallBudget
    private let health: HealthKeeper
    private let reader: SliceReader
    private let history: HistoryReader
    /// An earlier run committed and died before it had published: all user files must be written.
    private var isPublicationBehind = false
    /// No history is read before that moment.
    private var historyResumes: Timestamp?

    /// What one round did.
    package struct Round: Equatable, Sendable {
        package var counts = SliceCounts()
        /// Whether no history is missing, but for what was put off.
        package var isCaughtUp = false
        /// How many pieces of history were put off because the accounting could not answer them.
        package var deferredPieces = 0
        /// Damaged files that were moved aside and whose months are not read again yet: the boards lack them.
        package var unrepaired: [String] = []
        /// Whether a month of the history came to its end.
        package var finishedMonth = false
    }

    /// - Parameters:
    ///   - onProgress: Gets what is being done at each moment.
    ///   - onEvent: Gets everything that is worth a line.
    package init(
        root: DataRoot, settings: PollSettings, source: any SacctSource, files: any FileSystem, clock: any PollClock,
        onProgress: @escaping (PollProgress) -> Void = { _ in }, onEvent: @escaping (LogEvent) -> Void
    ) {
        self.root = root
        self.settings = settings
        self.source = source
        self.files = files
        self.clock = clock
        directory = root.cluster(settings.cluster)
        budget = CallBudget(
            directory: directory, files: files, clock: clock, callsPerMinute: settings.callsPerMinute,
            bytesPerDay: settings.bytesPerDay)
        health = HealthKeeper(
            root: root, directory: directory, files: files, clock: clock, budget: budget, onEvent: onEvent,
            onProgress: onProgress)
        reader = SliceReader(
            PollPlan.firstCursor(backfillStart: settings.backfillStart, now: clock.now()), root: root,
            settings: settings, source: source, files: files, clock: clock, budget: budget, health: health)
        history = HistoryReader(reader: reader, directory: directory, files: files, clock: clock)
    }

    /// One round under the lock, or rounds without end.
    ///
    /// - Parameter once: Ends after one round. Otherwise it goes on until it is asked to end, also after failures.
    /// - Returns: The last round.
    /// - Throws: `LockError` when another poller holds the lock; `ProcessFailure`, `CallBudget.Problem`,
    ///   `FileSystemError`, `DamagedFile`, ``PollError``, after which without `once` only those end it that no waiting
    ///   mends. What was committed before stays.
    @discardableResult
    package func run(once: Bool) throws -> Round {
        try underLock {
            if once { return try attempt { try round() } ?? Round() }
            return try runWithoutEnd()
        }
    }

    /// Reads a span of the history, again where it was read before, to its end.
    ///
    /// - Parameter days: Days that are yet to come are left out.
    /// - Returns: What was read.
    /// - Throws: As ``run(once:)``. What is missing of the span then is read by the next polls.
    package func backfill(_ days: Range<Day>) throws -> Round {
        try underLock {
            try attempt {
                try prepare()
                let end = reader.cursor.watermark ?? clock.now()
                let span = days.lowerBound.start..<max(days.lowerBound.start, min(days.upperBound.start, end))
                var cursor = PollPlan.extending(reader.cursor, to: days.lowerBound)
                cursor.reopen(span)
                try reader.remember(cursor)
                var round = Round()
                while reader.cursor.gaps.overlaps(span) {
                    if clock.isEndRequested { throw CallBudget.Problem.interrupted }
                    do {
                        _ = try history.readNext(in: span, into: &round.counts)
                    } catch let failure as ProcessFailure where failure.wantsSmallerWindow {
                        // The piece is shorter now, or put off.
                        health.note(failure: failure, reader.cursor)
                    }
                }
                return try finish(round)
            } ?? Round()
        }
    }

    private func underLock(_ body: () throws -> Round) throws -> Round {
        try directory.prepare(in: files)
        let lock = try PollLock.acquire(directory, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        return try body()
    }

    // MARK: - Rounds

    private func runWithoutEnd() throws -> Round {
        var last = Round()
        var retry = RetryPause(longestSeconds: settings.pollIntervalSeconds)
        while true {
            do {
                guard let round = try attempt({ try round() }) else { return last }
                last = round
                retry.reset()
                let pause = pauseMilliseconds(after: round)
                health.show(.resting(milliseconds: pause, isCaughtUp: round.isCaughtUp))
                clock.sleep(milliseconds: pause)
            } catch {
                guard retry.mayHelp(after: error) else { throw error }
                let resumes = try? budget.ledger().notBefore
                let pause = retry.milliseconds(after: error, now: clock.now(), notBefore: resumes)
                health.show(.retrying(milliseconds: pause))
                clock.sleep(milliseconds: pause)
            }
            if clock.isEndRequested {
                health.tell(.stopped)
                return last
            }
        }
    }

    private func pauseMilliseconds(after round: Round) -> Int {
        let isPaused = historyResumes.map { clock.now() < $0 } ?? false
        if round.isCaughtUp || isPaused { return settings.pollIntervalSeconds * 1000 }
        return round.finishedMonth ? settings.backfillSleepSeconds * 1000 : 0
    }

    /// Does something, tells what goes wrong, and mends what can be mended.
    ///
    /// - Returns: Nil when the program was asked to end: nothing of the slice at hand is counted, and the next poll asks
    ///   for it again.
    private func attempt(_ body: () throws -> Round) throws -> Round? {
        do {
            return try body()
        } catch CallBudget.Problem.interrupted {
            health.tell(.stopped)
            return nil
        } catch {
            health.note(failure: error, reader.cursor)
            throw try settling(error)
        }
    }

    /// The steps of a round, in order. Reading comes first, newest first; then what follows from what was read.
    private func round() throws -> Round {
        try prepare()
        var round = Round()
        var failure: ProcessFailure?
        do {
            try catchUp(into: &round)
            try readHistory(into: &round)
            try discover(into: &round)
        } catch let error as ProcessFailure {
            failure = error
        }
        if let failure {
            // What was committed before it failed is shown all the same.
            if !reader.changedUsers.isEmpty { try publish() }
            throw failure
        }
        return try finish(round)
    }

    private func catchUp(into round: inout Round) throws {
        let now = clock.now()
        let moved = PollPlan.afterAbsence(reader.cursor, now: now, lagSeconds: settings.lagSeconds)
        reader.cursor = RecheckPlan.beginningDay(moved, now: now)
        guard var window = PollPlan.catchUp(reader.cursor, now: now, lagSeconds: settings.lagSeconds) else { return }
        while !window.isEmpty {
            let slice = PollPlan.firstSlice(of: window, reader.cursor)
            do {
                try reader.read(slice, phase: .catchUp, into: &round.counts) { cursor, answer in
                    let next = PollPlan.finishing(catchUp: slice, in: cursor)
                    guard answer.stepsMissing else { return next }
                    return RecheckPlan.awaitingSteps(of: slice, attempts: 0, in: next, now: now)
                }
            } catch let failure as ProcessFailure where failure.wantsSmallerWindow {
                try reader.remember(
                    PollPlan.failing(
                        catchUp: slice, in: reader.cursor, now: now, reason: "\(failure)".oneLine))
                throw failure
            }
            window = slice.upperBound..<window.upperBound
        }
    }

    /// Of one for jobs and one for their steps. Boards do not wait until calls are allowed again.
    private static let callsOfPiece = 2

    private func readHistory(into round: inout Round) throws {
        if let historyResumes, clock.now() < historyResumes { return }
        historyResumes = nil
        // The first boards come as soon as there is anything to show.
        let hasBoards = try files.status(directory.path(of: .standings)) != nil
        let limit = reader.spentMilliseconds + (hasBoards ? settings.historySeconds * 1000 : 0)
        do {
            while let piece = try history.readNext(into: &round.counts) {
                round.finishedMonth = piece.endsMonth
                if piece.endsMonth, settings.backfillSleepSeconds > 0 { break }
                // When nothing is missing, what is read again or sealed is a question a round.
                guard !reader.cursor.gaps.isEmpty, reader.spentMilliseconds < limit, !clock.isEndRequested,
                    try budget.callsLeft(in: budget.ledger()) >= PollSession.callsOfPiece
                else { break }
            }
        } catch CallBudget.Problem.bytesOfTheDaySpent(let until) {
            // The present goes on.
            pauseHistory(until: until)
        }
    }

    /// Looks for users who have a home and no jobs.
    private func discover(into round: inout Round) throws {
        // Whoever is asked for by name is asked for over what has been read; history is not held up.
        guard reader.cursor.gaps.isEmpty, historyResumes == nil else { return }
        health.show(.reading(.discovery, month: nil))
        let discovery = Discovery(
            root: root, settings: settings, source: source, capabilities: reader.capabilities, budget: budget,
            files: files, clock: clock, names: reader.names)
        reader.latestRollup = nil
        do {
            let step = try discovery.step(
                over: DiscoverySession.spansRead(reader.cursor), known: reader.changedUsers, commit: &reader.commit
            ) { [health, settings] in
                health.tell(.waiting(milliseconds: $0, callsPerMinute: settings.callsPerMinute, phase: .discovery))
                health.show(.waiting(milliseconds: $0))
            }
            if step.calls > 0 { health.show(.committed(step.counts)) }
            reader.changedUsers.formUnion(step.changedUsers)
            if !step.changedUsers.isEmpty { reader.gains = nil }
            round.counts += step.counts
            health.report(step)
        } catch CallBudget.Problem.bytesOfTheDaySpent(let until) {
            pauseHistory(until: until)
        }
    }

    private func pauseHistory(until: Timestamp) {
        historyResumes = until
        health.tell(.historyPaused(until: until))
    }

    /// Shows what was read, and writes how it went.
    private func finish(_ round: Round) throws -> Round {
        var finished = round
        try archiveMonths()
        try publish()
        finished.isCaughtUp = reader.cursor.gaps.isEmpty
        finished.deferredPieces = reader.cursor.deferred.count
        health.record.lastSuccess = clock.now()
        health.forgetMended(reader.cursor)
        finished.unrepaired = health.record.damaged
        try health.write(reader.cursor)
        return finished
    }

    private func archiveMonths() throws {
        let cursor = reader.cursor
        _ = try AwaitedSteps.forget(in: directory, files: files, sealed: cursor.seals, committing: &reader.commit)
        _ = try RollupPacking.step(in: directory, files: files, sealed: cursor.seals, committing: &reader.commit)
        let retention = Retention(directory, files: files, months: settings.retentionMonths)
        let archived = try retention.step(now: clock.now(), committing: &reader.commit) { month in
            cursor.watermark.map { month.next.firstDay <= $0.day } ?? false && !cursor.hasGap(in: month)
        }
        if !archived.isEmpty { health.tell(.archived(archived)) }
    }

    private func publish() throws {
        health.show(.publishing)
        let publisher = BoardPublisher(root: root, files: files, clock: clock, rules: settings.publication) {
            [health] in health.tell(.mended($0))
        }
        try publisher.publish(
            directory, users: isPublicationBehind ? nil : reader.changedUsers, with: &reader.commit,
            known: reader.latestRollup, gains: reader.gains)
        reader.latestRollup = nil
        reader.gains = SliceGains()
        try files.remove(directory.path(of: .unpublished))
        isPublicationBehind = false
        reader.changedUsers = []
        health.show(.published)
    }

    // MARK: - Before the first round, and after a failure

    private var isPrepared = false

    private func prepare() throws {
        let now = clock.now()
        reader.latestRollup = nil
        // The round before failed behind a commit, and what was mended since is not known.
        if !reader.changedUsers.isEmpty { reader.gains = nil }
        health.record.lastAttempt = now
        // A poller that stays asks the site again each day.
        if let checked = health.record.siteChecked, now - checked >= SiteCheck.intervalSeconds { isPrepared = false }
        guard !isPrepared else { return }
        health.show(.preparing)
        for path in [directory.stateDirectory, directory.seenDirectory, directory.stepsDirectory] {
            try files.removeTemporaries(in: path)
        }
        // What it tells of damage must outlive whatever fails from here on.
        try? health.load()
        try mendRecords()
        isPublicationBehind = try files.status(directory.path(of: .unpublished)) != nil
        try health.load()
        try loadCursor()
        health.record.programVersion = settings.programVersion
        // The site is left alone too while the accounting is.
        try budget.check(.catchUp)
        let site = SiteCheck(source: source, budget: budget, cluster: settings.cluster, clock: clock)
        do {
            reader.capabilities = try site.run(&health.record) { health.tell($0) }
        } catch ProcessFailure.interrupted {
            throw CallBudget.Problem.interrupted
        }
        isPrepared = true
    }

    private func loadCursor() throws {
        let path = directory.path(of: .pollCursor)
        let saved = try files.readIfPresent(path).map { try PollCursor(decoding: $0, path: path) }
        if let saved, saved.watermark != nil {
            reader.cursor = PollPlan.extending(saved, to: settings.backfillStart)
            return
        }
        reader.cursor = PollPlan.firstCursor(backfillStart: settings.backfillStart, now: clock.now())
        // Saved rows may have been ingested before the first poll.
        reader.cursor.asOf = saved?.asOf
    }

    /// Settles an interrupted commit and moves records aside that cannot be read.
    private func mendRecords() throws {
        var repair = ClusterRepair(directory, files: files, clock: clock)
        defer { repair.actions.forEach { health.tell(.mended($0)) } }
        try repair.settleCommit()
        try reader.recover()
        try repair.settleRecords()
        if repair.mustReadAgain {
            health.noteDamage(repair.setAside)
            throw PollError.damaged(paths: repair.setAside, reason: "an interrupted commit could not be carried out")
        }
    }

    /// Mends what is damaged, or moves it aside and asks for it again; other errors are passed on as they are. All is
    /// read from disk again afterwards, but for an answer that was too much: that leaves nothing behind.
    private func settling(_ error: any Error) throws -> any Error {
        if (error as? ProcessFailure)?.wantsSmallerWindow ?? false { return error }
        isPrepared = false
        guard let damage = DamagedFile(error) else { return error }
        var repair = ClusterRepair(directory, files: files, clock: clock)
        defer { repair.actions.forEach { health.tell(.mended($0)) } }
        try repair.settle(damage)
        health.noteDamage(repair.setAside)
        try health.write(reader.cursor)
        return PollError.damaged(paths: repair.setAside, reason: "\(damage)")
    }
}
