package import Sacct
package import Scoreboard
package import Storage

/// Finds users who have no totals though they have a home, and asks the accounting for them by name, over what has been
/// read already: once a month at most, many in a call, one call in a step.
///
/// Users who are in the answers for everybody need nothing of this: from their first job on they have totals, and the
/// history before is read for everybody. To be used under the cluster's lock only.
package struct Discovery {
    private let root: DataRoot
    private let directory: ClusterDirectory
    private let settings: PollSettings
    private let source: any SacctSource
    private let capabilities: SacctCapabilities
    private let budget: CallBudget
    private let files: any FileSystem
    private let clock: any PollClock
    private let accounts: any AccountDatabase
    private let names: NameTable

    private var rules: DiscoveryRules { settings.discovery }

    /// Who is looked for.
    package enum Scope: Equatable, Sendable {
        /// The users who have a home and no totals.
        case homes
        /// These, whatever they have.
        case users([String])
    }

    /// - Parameters:
    ///   - accounts: The users of this host.
    ///   - names: Shared with whoever else reduces rows in this run.
    package init(
        root: DataRoot, settings: PollSettings, source: any SacctSource, capabilities: SacctCapabilities,
        budget: CallBudget, files: any FileSystem, clock: any PollClock,
        accounts: any AccountDatabase = HostAccounts(), names: NameTable = NameTable()
    ) {
        self.root = root
        self.settings = settings
        directory = root.cluster(settings.cluster)
        self.source = source
        self.capabilities = capabilities
        self.budget = budget
        self.files = files
        self.clock = clock
        self.accounts = accounts
        self.names = names
    }

    /// One step: looks at the homes, asks one question if there is one, and commits what it brought together with what is
    /// remembered of it.
    ///
    /// - Parameters:
    ///   - read: The spans that have been read for everybody, in order and apart; nothing is asked without any.
    ///   - known: Users who have totals though their files are not published yet.
    ///   - scope: Who is looked for.
    ///   - isLimited: Whether the calls of the day are bounded; not so by hand.
    ///   - commit: The one of this run.
    ///   - onWait: Gets the milliseconds before a wait for the next call.
    /// - Throws: `ProcessFailure` other than a refused user or a question that was too long; `FileSystemError`,
    ///   `DamagedFile`, `CallBudget.Problem`. Nothing of the step counts then.
    package func step(
        over read: [Range<Timestamp>], known: Set<String> = [], scope: Scope = .homes, isLimited: Bool = true,
        commit: inout SliceCommit, onWait: @escaping (Int) -> Void = { _ in }
    ) throws -> DiscoveryStep {
        guard read.contains(where: { !$0.isEmpty }) else { return DiscoveryStep(.nothing(waiting: 0)) }
        let before = try record()
        var plan = DiscoveryPlan(record: before, rules: rules, today: clock.now().day)
        let problem = try look(scope, over: read, known: known, into: &plan)
        guard let question = plan.next(isLimited: isLimited) else {
            try save(plan, ifNot: before, &commit)
            let waiting = plan.record.pending.reduce(0) { $0 + $1.members.count }
            if let problem, waiting == 0 { return DiscoveryStep(.noHomes(problem)) }
            return DiscoveryStep(.nothing(waiting: waiting))
        }
        return try ask(question, plan: &plan, &commit, onWait: onWait)
    }

    /// Forgets what is known of users, so that the next steps ask for them.
    package func forget(_ users: Set<String>, commit: inout SliceCommit) throws {
        let before = try record()
        var plan = DiscoveryPlan(record: before, rules: rules, today: clock.now().day)
        plan.forget(users)
        try save(plan, ifNot: before, &commit)
    }

    /// What is left of a whole when some pieces of it are not read.
    ///
    /// - Parameter gaps: In order and apart.
    package static func spansRead(
        from start: Timestamp, to end: Timestamp, without gaps: [Range<Timestamp>]
    ) -> [Range<Timestamp>] {
        var spans: [Range<Timestamp>] = []
        var from = start
        for gap in gaps where gap.upperBound > from && gap.lowerBound < end {
            if from < gap.lowerBound { spans.append(from..<gap.lowerBound) }
            from = gap.upperBound
        }
        if from < end { spans.append(from..<end) }
        return spans
    }

    // MARK: - Who

    /// - Returns: Why the homes cannot be listed.
    private func look(
        _ scope: Scope, over read: [Range<Timestamp>], known: Set<String>, into plan: inout DiscoveryPlan
    ) throws -> String? {
        switch scope {
        case .users(let users):
            let due = plan.due(among: users, hasTotals: { _ in false })
            plan.add(users: due, over: read)
            return nil
        case .homes:
            let directories = HomeDirectories(files: files, rules: rules)
            let homes: [HomeDirectories.Home]
            do {
                homes = try directories.homes()
            } catch {
                return "\(error)"
            }
            let haveFiles = try usersWithFiles()
            let paths = Dictionary(homes.map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first })
            let due = plan.due(among: homes.map(\.name)) { name in
                known.contains(name) || haveFiles.contains(UserFileName(user: name).text)
            }
            let uids = accounts.uids(of: due)
            plan.add(
                due.map { name in
                    DiscoveryPlan.Candidate(
                        name: name, uid: uids[name],
                        owner: paths[name].map { directories.owner(of: $0) } ?? .none)
                }, over: read)
            plan.forget(allBut: Set(paths.keys))
            return nil
        }
    }

    private func usersWithFiles() throws -> Set<String> {
        guard try files.status(directory.usersDirectory)?.kind == .directory else { return [] }
        return Set(try files.list(directory.usersDirectory))
    }

    // MARK: - The question

    private func ask(
        _ question: DiscoveryPlan.Question, plan: inout DiscoveryPlan, _ commit: inout SliceCommit,
        onWait: @escaping (Int) -> Void
    ) throws -> DiscoveryStep {
        var rules = settings.rules
        rules.parsing.version = capabilities.version
        var slice = SliceReduction(
            cluster: directory.name.text, window: question.span, users: question.names, rules: rules,
            seen: SeenMonths(directory: directory, files: files, falsePositiveRate: rules.falsePositiveRate),
            store: StepStore(directory: directory, files: files),
            settledBefore: clock.now() - settings.stepSettleSeconds,
            stepsFollowTheirJob: false, names: names)
        // Jobs that were counted before are the business of those who counted them: none is asked for steps again.
        let fetch = SliceFetch(
            source: source, budget: budget, cluster: directory.name, capabilities: capabilities,
            askAgainSince: Timestamp(seconds: .max), onWait: onWait)
        var step = DiscoveryStep(.asked(users: question.users.count, span: question.span))
        var changes: [FileChange] = []
        do {
            let cost = try fetch.fetch(question.users, in: question.span, into: &slice)
            (step.calls, step.waitedMilliseconds) = (cost.calls, cost.waitedMilliseconds)
            let found = try SliceChanges(
                of: &slice, directory: directory, files: files,
                optOuts: OptOuts(of: root, rules: settings.publication, files: files), asOf: clock.now())
            changes = found.files + found.publicationMark
            step.changedUsers = found.users
            step.counts = slice.counts
            plan.answered(question, rows: cost.rows)
        } catch let failure as ProcessFailure {
            step.calls = 1
            if let ask = failure.refusedUser, let user = plan.refused(ask, owner: owner(of:)) {
                step.outcome = .refused(user: user)
            } else if failure.wantsSmallerWindow {
                plan.wasTooLong(question)
                step.outcome = .tooLong(users: question.users.count, span: question.span)
            } else {
                throw failure
            }
        }
        plan.spent(calls: step.calls)
        try commit.commit(changes + [.write(.discovery, plan.record.encoded())])
        return step
    }

    private func owner(of name: String) -> HomeDirectories.Owner {
        let directories = HomeDirectories(files: files, rules: rules)
        let home = (try? directories.homes())?.first { $0.name == name }
        return home.map { directories.owner(of: $0.path) } ?? .none
    }

    // MARK: - What is remembered

    private func record() throws -> DiscoveryRecord {
        let path = directory.path(of: .discovery)
        return try files.readIfPresent(path).map { try DiscoveryRecord(decoding: $0, path: path) }
            ?? DiscoveryRecord(day: clock.now().day)
    }

    private func save(_ plan: DiscoveryPlan, ifNot before: DiscoveryRecord, _ commit: inout SliceCommit) throws {
        if plan.record != before { try commit.commit([.write(.discovery, plan.record.encoded())]) }
    }
}
