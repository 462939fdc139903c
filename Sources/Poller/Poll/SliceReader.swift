import Sacct
import Scoreboard
import Storage

/// Reads windows of a cluster's accounting, and commits each together with the cursor that follows.
final class SliceReader {
    /// As it was committed last, or will be with the next slice.
    var cursor: PollCursor
    var capabilities = SacctCapabilities(version: nil)
    /// Whose totals changed since they were last published.
    var changedUsers: Set<String> = []
    /// A daily rollup as the last commit of this round wrote it; nil when something else may have written it since.
    var latestRollup: DailyRollup?
    /// What the commits since the last publication added to the rollups; nil when something else may have changed them.
    var gains: SliceGains? = SliceGains()
    /// What all answers of this run took, with the waits for the limit of calls.
    private(set) var spentMilliseconds = 0

    private let root: DataRoot
    private let settings: PollSettings
    private let directory: ClusterDirectory
    private let source: any SacctSource
    private let files: any FileSystem
    private let clock: any PollClock
    private let budget: CallBudget
    private let health: HealthKeeper
    let names = NameTable()
    /// The one of this run: a second one would give its commits the same numbers.
    var commit: SliceCommit

    /// - Parameter cursor: Where nothing has been read yet.
    init(
        _ cursor: PollCursor, root: DataRoot, settings: PollSettings, source: any SacctSource, files: any FileSystem,
        clock: any PollClock, budget: CallBudget, health: HealthKeeper
    ) {
        self.root = root
        self.cursor = cursor
        self.settings = settings
        directory = root.cluster(settings.cluster)
        self.source = source
        self.files = files
        self.clock = clock
        self.budget = budget
        self.health = health
        commit = SliceCommit(cluster: directory, files: files)
    }

    /// Settles what an interrupted commit left.
    func recover() throws { try commit.recover() }

    /// Reads one window and commits it.
    ///
    /// - Parameters:
    ///   - asksSteps: Whether every job of the window is asked for the steps that it still awaits.
    ///   - advance: Makes the cursor that is committed with what was read.
    /// - Throws: What the accounting and the files throw; nothing of the window is counted then.
    func read(
        _ window: Range<Timestamp>, phase: PollEvent.Phase, asksSteps: Bool = false, into counts: inout SliceCounts,
        advance: (PollCursor, PieceAnswer) -> PollCursor
    ) throws {
        var rules = settings.rules
        rules.parsing.version = capabilities.version
        var reduction = SliceReduction(
            cluster: settings.cluster.text, window: window, rules: rules,
            seen: SeenMonths(directory: directory, files: files, falsePositiveRate: rules.falsePositiveRate),
            store: StepStore(directory: directory, files: files),
            settledBefore: clock.now() - settings.stepSettleSeconds, stepsFollowTheirJob: false, names: names)
        let cache = RawCache(directory, files: files, days: settings.rawCacheDays)
        let recorder = cache.recorder()
        let patient = clock.now() - settings.stepPatienceSeconds
        let fetch = SliceFetch(
            source: source, budget: budget, cluster: settings.cluster, capabilities: capabilities,
            askAgainSince: asksSteps ? min(window.lowerBound, patient) : patient, recorder: recorder,
            onWait: { [health, settings] in
                health.tell(.waiting(milliseconds: $0, callsPerMinute: settings.callsPerMinute, phase: phase))
                health.show(.waiting(milliseconds: $0))
            },
            onProgress: { [health] in health.show($0) })
        latestRollup = nil
        health.show(.reading(phase, month: window.lowerBound.day.month))
        let cost = try fetch.fetch(window, purpose: phase == .catchUp ? .catchUp : .history, into: &reduction)
        spentMilliseconds += cost.answeredMilliseconds + cost.waitedMilliseconds
        let asOf = clock.now()
        let answer = PieceAnswer(
            rows: cost.rows, milliseconds: cost.milliseconds, newJobs: reduction.counts.newJobs,
            stepsMissing: cost.stepsMissing)
        var next = advance(cursor, answer)
        next.asOf = asOf
        let optOuts = try OptOuts(of: root, rules: settings.publication, files: files)
        let changes = try SliceChanges(
            of: &reduction, directory: directory, files: files, optOuts: optOuts, asOf: asOf)
        let kept = try cache.changes(
            adding: recorder,
            of: RawRows.Slice(
                slurmVersion: capabilities.version?.description, window: window, readAt: asOf,
                settledBefore: reduction.settledBefore),
            isWorthKeeping: !changes.files.isEmpty)
        try commit.commit(changes.files + changes.publicationMark + kept + [.write(.pollCursor, next.encoded())])
        changedUsers.formUnion(changes.users)
        latestRollup = changes.latest
        gains.add(changes.gains)
        counts += reduction.counts
        health.show(.committed(reduction.counts))
        health.report(reduction, window: window, phase: phase, waited: cost.waitedMilliseconds)
        for remark in cost.remarks { health.tell(.remark(remark)) }
        if cost.stepsMissing { health.tell(.stepsMissing(window, reason: cost.stepsProblem ?? "")) }
        health.report(next, after: cursor)
        cursor = next
    }

    /// Commits a cursor alone.
    func remember(_ next: PollCursor) throws {
        try commit.commit([.write(.pollCursor, next.encoded())])
        health.report(next, after: cursor)
        cursor = next
    }
}
