package import Sacct
package import Scoreboard
package import Storage

/// Takes rows in and holds what they add up to, until it is committed or thrown away: fetched rows count together or
/// not at all.
package struct SliceReduction {
    package private(set) var counts = SliceCounts()
    package private(set) var defects = DefectLog()
    package private(set) var delta = RollupDelta()
    package internal(set) var seen: SeenMonths
    package private(set) var steps = StepLedger()
    /// The jobs that count since this slice and whose steps may come, by the payload of their step entry.
    package private(set) var opened: ContiguousArray<OpenedJob> = []
    package let names: NameTable
    package let rules: ReductionRules

    /// The steps of jobs that ended before this moment are final; later ones are read again, since Slurm still changes
    /// steps for some seconds after their job has ended. Nil: all are final.
    package private(set) var settledBefore: Timestamp?
    var store: StepStore
    /// Set while an answer comes in that repeats the rows of jobs for the sake of their steps.
    package var isRepeating = false
    private var window: Range<Timestamp>?
    private let users: Set<String>?
    private var stepsFollowTheirJob: Bool
    private var hasTakenLooseSteps = false
    /// Jobs of this slice that were counted before, when their steps can be asked for.
    private var passed: [SteppedJob] = []
    private let cluster: String
    private var parser: JobRowParser?
    /// The unknown states of rows that were parsed elsewhere.
    private var statesOfParsedRows: Set<String> = []
    /// The day of the last job, and its month.
    private var latest = (day: Day(daysSinceEpoch: 0), month: Day(daysSinceEpoch: 0).month)
    /// All days of the months that jobs ended in, and of those between.
    private var metDays: ClosedRange<Day>?

    /// A new job whose steps may still come.
    package struct OpenedJob: Sendable {
        package var user: NameTable.Index
        package var day: Day
        package var month: Month
        package var coreSeconds: Int64
        package var requestedMemoryBytes: Int64
    }

    /// With so many jobs at hand, what their steps measured is credited before more are taken: few enough that they stay in
    /// the cache, and far more than lie between a job and its steps.
    private static let jobsAtHand = 4_096

    /// With so many jobs at hand no further month is begun: each takes memory for its seen jobs and its users' days.
    private static let jobsBeforeAnotherMonth = 1 << 17

    /// A job whose steps can be asked for.
    package struct SteppedJob: Sendable {
        package var identity: JobIdentity
        package var start: Timestamp
        package var end: Timestamp
    }

    /// - Parameters:
    ///   - store: The jobs and steps that earlier slices left waiting.
    ///   - stepsFollowTheirJob: Whether jobs may be settled as soon as others come, so that memory stays bounded; not
    ///     so when the steps come in a second answer.
    ///   - window: Only jobs that ended inside count, whatever the rows hold; nil counts them all.
    ///   - users: Only their jobs count, by the names on the boards; nil counts everybody's.
    ///   - names: Shared by the slices of a run, so that user numbers stay valid.
    package init(
        cluster: String, window: Range<Timestamp>?, users: Set<String>? = nil, rules: ReductionRules, seen: SeenMonths,
        store: StepStore, settledBefore: Timestamp?, stepsFollowTheirJob: Bool, names: NameTable = NameTable()
    ) {
        self.cluster = cluster
        self.window = window
        self.users = users
        self.rules = rules
        self.seen = seen
        self.store = store
        self.settledBefore = settledBefore
        self.stepsFollowTheirJob = stepsFollowTheirJob
        self.names = names
    }

    /// Goes on with the rows of another slice, whose steps come in further answers; those at hand are credited first.
    package mutating func begin(window: Range<Timestamp>, settledBefore: Timestamp?) throws {
        try creditSteps()
        self.window = window
        self.settledBefore = settledBefore
        stepsFollowTheirJob = false
    }

    /// Takes one row in.
    ///
    /// - Returns: Whether the same rollups could be made only with this row: false for a job that does not count in this
    ///   slice, unless it is there for the sake of its steps.
    /// - Throws: What reading the seen jobs of a month throws.
    @discardableResult
    package mutating func take(_ row: Row, _ layout: RowLayout) throws -> Bool {
        if parser == nil {
            parser = JobRowParser(layout: layout, names: names, rules: rules.parsing, cluster: cluster)
        }
        parser?.use(layout)
        guard let parsed = parser?.parse(row) else { return false }
        if case .defect(let kind) = parsed { defects.note(kind, in: row, anonymousBy: layout) }
        let newJobs = counts.newJobs
        try take(parsed)
        guard case .job = parsed else { return true }
        return isRepeating || counts.newJobs > newJobs
    }

    /// Takes rows in that were parsed elsewhere, up to the first job that comes when so much is held already, or that begins
    /// another month when there is much of others: a job's steps follow it. What was wrong in rows is noted where they were
    /// parsed.
    ///
    /// - Parameters:
    ///   - rows: All of a batch.
    ///   - first: Where to begin.
    ///   - users: The numbers that ``names`` has for the users of the rows, by theirs.
    ///   - jobs: How many jobs may be held.
    ///   - days: How many days of users may be held.
    /// - Returns: Where to go on once this was committed; the number of rows when all were taken.
    /// - Throws: As ``take(_:_:)``.
    mutating func take(
        _ rows: ContiguousArray<ParsedRow>, from first: Int, users: [NameTable.Index], holding jobs: Int,
        orDays days: Int
    ) throws -> Int {
        try rows.withUnsafeBufferPointer { rows in
            try users.withUnsafeBufferPointer { users in
                for index in first..<rows.count {
                    if case .job(var job) = rows[index] {
                        if holds(jobs: jobs, orDays: days) || jobs < .max && beginsMonth(job) { return index }
                        job.user = users[Int(job.user)]
                        counts.rows += 1
                        try takeNext(job)
                    } else {
                        try take(rows[index])
                    }
                }
                return rows.count
            }
        }
    }

    @inline(__always)
    private mutating func take(_ parsed: ParsedRow) throws {
        counts.rows += 1
        switch parsed {
        case .job(let job): try takeNext(job)
        case .step(let step):
            counts.steps += 1
            if rules.tracksSteps { steps.fold(step) }
        case .left(let reason, let jobID):
            counts.left[reason, default: 0] += 1
            if let jobID { steps.ignore(jobID: jobID) }
        case .defect: break
        }
    }

    @inline(__always)
    private mutating func takeNext(_ job: Job) throws {
        if stepsFollowTheirJob, steps.entries.count >= SliceReduction.jobsAtHand { try creditSteps() }
        try take(job)
    }

    /// Notes what a finished call was like.
    package mutating func finishCall(_ answer: SacctAnswer) {
        counts.calls += 1
        counts.bytes += answer.byteCount
        defects.merge(answer.defects)
    }

    /// Adds to the count of bytes of an input that is no call.
    package mutating func note(bytes: Int, defects: DefectLog, unknownStates: Set<String> = []) {
        counts.bytes += bytes
        self.defects.merge(defects)
        statesOfParsedRows.formUnion(unknownStates)
    }

    /// State words of the rows that this program does not know.
    package var unknownStates: [String] { statesOfParsedRows.union(parser?.unknownStates ?? []).sorted() }

    private mutating func take(_ job: Job) throws {
        let user = job.user
        if let users, !users.contains(names[user]) {
            steps.ignore(jobID: job.identity.jobID)
            return
        }
        if let window, !window.contains(job.end) {
            counts.outsideWindow += 1
            steps.pass(job)
            return
        }
        if !isRepeating { counts.jobs += 1 }
        let day = job.end.day
        if day != latest.day { latest = (day, day.month) }
        if metDays?.contains(day) != true { meet(latest.month) }
        guard try seen.insert(job.identity, endingIn: latest.month) else {
            steps.pass(job)
            if !stepsFollowTheirJob, !isRepeating, let start = job.start {
                passed.append(SteppedJob(identity: job.identity, start: start, end: job.end))
            }
            return
        }
        counts.newJobs += 1
        // What the steps measured is credited once they are all there.
        delta[user, day].count(job, failures: rules.failures, withSteps: !rules.tracksSteps)
        guard rules.tracksSteps else { return }
        steps.open(job, payload: opened.count)
        if job.start != nil {
            opened.append(
                OpenedJob(
                    user: user, day: day, month: latest.month, coreSeconds: job.allocatedCPUs * job.elapsedSeconds,
                    requestedMemoryBytes: job.requestedMemoryBytes))
        }
    }

    /// The jobs whose steps should be asked for: the new ones, and those that were counted before and still await them.
    ///
    /// - Parameter recent: Jobs that were counted before and ended earlier are not asked for again: some never have steps.
    package mutating func jobsToAskStepsOf(endedSince recent: Timestamp) throws -> [SteppedJob] {
        var jobs = steps.entries.filter { $0.payload != StepLedger.notOpened }
            .map { SteppedJob(identity: $0.identity, start: $0.start, end: $0.end) }
        for job in passed where job.end >= recent {
            if try store.job(job.identity, endedIn: job.end.day.month) != nil { jobs.append(job) }
        }
        return jobs
    }

    /// A copy that stays as it is while rows go on coming in here, to go back to when their answer fails.
    package func checkpoint() -> SliceReduction {
        var copy = self
        copy.seen = seen.copied()
        return copy
    }

    /// Forgets what came of the steps of these jobs, which then await them still.
    package mutating func forgetSteps(of jobs: [SteppedJob]) {
        steps.forget(Set(jobs.map(\.identity)))
    }

    /// The loose steps of earlier runs, once.
    mutating func takeLooseSteps() throws -> [StepRow] {
        guard !hasTakenLooseSteps else { return [] }
        hasTakenLooseSteps = true
        return try store.looseSteps().map {
            StepRow(jobID: $0.jobID, start: $0.start, end: nil, usage: $0.usage)
        }
    }

    /// Gives the loose steps another chance, those of earlier runs and this run's.
    mutating func settleLooseSteps(_ earlier: [StepRow]) {
        steps.addLoose(earlier)
        steps.settleLoose()
    }

    /// Forgets the jobs at hand, which are settled, and keeps the steps that have none.
    mutating func restartGathering(with loose: [StepRow]) {
        steps.restart()
        steps.addLoose(loose)
        opened.removeAll(keepingCapacity: true)
    }

    /// Whether so many jobs, or days of users, have come together here.
    ///
    /// It changes nothing; but where it were not `mutating`, the caller would copy all of this to ask, for each row.
    @inline(__always)
    mutating func holds(jobs: Int, orDays days: Int) -> Bool { counts.jobs >= jobs || delta.count >= days }

    @inline(__always)
    private mutating func beginsMonth(_ job: Job) -> Bool {
        counts.newJobs >= SliceReduction.jobsBeforeAnotherMonth && metDays?.contains(job.end.day) == false
    }

    private mutating func meet(_ month: Month) {
        let days = month.days
        metDays = metDays.map { min($0.lowerBound, days.lowerBound)...max($0.upperBound, days.upperBound) } ?? days
    }

    /// Hands over what the rows add to the rollups, which is not held here any more then.
    mutating func takeDelta() -> RollupDelta {
        let taken = delta
        delta = RollupDelta()
        return taken
    }

    /// Hands jobs over that await their steps, when they have become many: as ``StepStore/handOverMany(to:)``.
    mutating func handOverAwaiting(to stage: (FileChange) throws -> String) throws {
        try store.handOverMany(to: stage)
    }

    /// The files about steps that must be written. After ``creditSteps()``.
    package mutating func stepChanges() throws -> [FileChange] {
        guard rules.tracksSteps else { return [] }
        return try store.changes(loose: steps.loose.map(LooseStep.init))
    }

    /// Adds what the steps of a job measured to its user's day.
    package mutating func credit(
        _ usage: StepUsage, replacing earlier: StepUsage?, user: NameTable.Index, day: Day, coreSeconds: Int64,
        requestedMemoryBytes: Int64
    ) {
        delta[user, day].credit(
            usage, replacing: earlier, coreSeconds: Int128(coreSeconds),
            requestedMemoryBytes: Int128(requestedMemoryBytes))
    }
}
