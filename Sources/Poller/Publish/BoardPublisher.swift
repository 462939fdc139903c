import Sacct
package import Scoreboard
package import Storage

/// Makes what is derived from the rollups: standings, leaderboards and user files. All of it can be made again.
package struct BoardPublisher {
    let root: DataRoot
    let files: any FileSystem
    let clock: any PollClock
    let rules: PublicationRules
    private let onRepair: (RepairAction) -> Void

    /// - Parameter onRepair: Gets each derived file that was damaged and moved aside, and what ``rebuild()`` mends besides.
    package init(
        root: DataRoot, files: any FileSystem, clock: any PollClock, rules: PublicationRules = PublicationRules(),
        onRepair: @escaping (RepairAction) -> Void = { _ in }
    ) {
        self.rules = rules
        self.root = root
        self.files = files
        self.clock = clock
        self.onRepair = onRepair
    }

    /// Publishes one cluster and then the boards of all. Before, the rows of whoever opted out since, or is back, are
    /// moved.
    ///
    /// - Parameters:
    ///   - users: Whose user files have changed; nil writes them all.
    ///   - commit: The cluster's, under whose lock this is.
    ///   - known: A daily rollup as its file has it, when it is at hand.
    ///   - gains: What was added to the rollups since the last publication; nil when that is not known.
    /// - Returns: What was done about those who opted out.
    @discardableResult
    package func publish(
        _ cluster: ClusterDirectory, users: Set<String>?, with commit: inout SliceCommit, known: DailyRollup? = nil,
        gains: SliceGains? = nil
    ) throws -> OptOutOutcome {
        let published = try publishAlone(
            cluster, users: users, with: &commit, known: known, gains: users == nil ? nil : gains)
        try mergeBoards(by: published.policy, own: published.standings)
        return published.outcome
    }

    /// What became of the boards of one cluster.
    private struct Published {
        var policy: VisibilityPolicy
        var outcome: OptOutOutcome
        var standings: ClusterStandings
    }

    /// The same without the boards of all.
    private func publishAlone(
        _ cluster: ClusterDirectory, users: Set<String>?, with commit: inout SliceCommit, known: DailyRollup? = nil,
        gains: SliceGains? = nil
    ) throws -> Published {
        for path in [cluster.leaderboardsDirectory, cluster.usersDirectory] { try files.createDirectories(path) }
        try files.removeTemporaries(in: cluster.leaderboardsDirectory)
        let userFiles = Set(
            try files.listWithoutTemporaries(cluster.usersDirectory).filter {
                $0.hasSuffix(UserFileName.fileExtension)
            })
        let today = clock.now().day
        let replaced = try ImportSettlement(directory: cluster, files: files).settle(with: &commit)
        for month in replaced {
            onRepair(
                RepairAction(
                    .replaced, path: cluster.path(of: .importedRollup(month)), "the accounting's own numbers count"))
        }
        var settled: (policy: VisibilityPolicy, outcome: OptOutOutcome)?
        if replaced.isEmpty, let gains, let update = try update(of: cluster, by: gains, today: today) {
            let optOuts = try settleOptOuts(of: cluster, shown: update.sums.everybody, with: &commit)
            settled = optOuts
            if optOuts.outcome.moved == 0,
                try publish(update, by: optOuts.policy, in: cluster, present: userFiles)
            {
                return Published(policy: optOuts.policy, outcome: optOuts.outcome, standings: update.standings)
            }
        }
        var builder = try build(cluster, today: today, known: settled == nil ? known : nil)
        let optOuts =
            try settled ?? settleOptOuts(of: cluster, shown: Set(builder.users), with: &commit)
        if settled == nil, optOuts.outcome.moved > 0 { builder = try build(cluster, today: today) }
        let basis = try PublicationBasis(of: cluster, today: today, rules: rules, files: files)
        let asOf = try asOf(cluster)
        let boards = boardSet(of: cluster, before: lastFile(cluster.path(of: .standings)))
        nonisolated(unsafe) var standings: [ClusterStandings] = []
        nonisolated(unsafe) var sums: WindowSums?
        let checksum = try write(
            boards,
            of: {
                standings = [
                    builder.standings(
                        cluster: cluster.name.text, asOf: asOf, minimumJobs: rules.minimumJobs,
                        where: optOuts.policy.isPerson)
                ]
                return ShownStandings(standings, sidecar: StandingsSidecar.encode(standings))
            },
            beside: { if basis != nil { sums = WindowSums(of: builder) } },
            meanwhile: {
                try writeUserFiles(
                    of: builder, by: optOuts.policy, changed: replaced.isEmpty ? users : nil, in: cluster,
                    present: userFiles)
            })
        try removeOthers { cluster.path(of: .leaderboard($0)) }
        if let basis, var sums {
            sums.basis = basis.words(standings: checksum)
            try keep(sums, of: cluster)
        } else {
            try files.remove(cluster.path(of: .windowSums))
        }
        return Published(policy: optOuts.policy, outcome: optOuts.outcome, standings: standings[0])
    }

    /// Finds out who opted out, and moves the rows of those who do not stand where they should, all at once. Until the
    /// boards have followed, the cluster is marked as not published.
    ///
    /// - Parameter shown: Who has rows that others read.
    private func settleOptOuts(
        of cluster: ClusterDirectory, shown: Set<String>, with commit: inout SliceCommit
    ) throws -> (policy: VisibilityPolicy, outcome: OptOutOutcome) {
        let rows = WithheldRows(directory: cluster, files: files)
        let withheld = try rows.users()
        var optOuts = try OptOuts(of: root, rules: rules, files: files)
        optOuts.lookInHomes(of: shown.union(withheld), on: cluster.name)
        let policy = optOuts.policy
        let leaving = shown.filter(policy.withholds)
        let moved = leaving.union(withheld.filter { !policy.withholds($0) })
        var changes: [FileChange] = []
        let hasWithheld = !withheld.isEmpty || !leaving.isEmpty
        if let register = optOuts.changedRegister(of: cluster.name, hasWithheld: hasWithheld) {
            changes.append(.write(.optOuts, register.encoded()))
        }
        if !moved.isEmpty {
            changes += try rows.moving(moved, by: policy)
            changes.append(.write(.unpublished, SliceChanges.publicationMarkBytes))
        }
        if !leaving.isEmpty {
            try rows.hideSetAside(
                in: cluster.directories + [cluster.importedRollupsDirectory, root.leaderboardsDirectory])
        }
        if !changes.isEmpty { try commit.commit(changes) }
        return (policy, OptOutOutcome(moved: moved.count, homesLookedAt: optOuts.lookUps))
    }

    /// Makes everything that is derived anew, for every cluster, and mends what is damaged on the way.
    ///
    /// - Returns: The clusters.
    /// - Throws: ``PollError`` at the end when something was moved aside that does not follow from other files; the boards
    ///   of its cluster then stay as they were if its month must be read again.
    @discardableResult
    package func rebuild() throws -> [ClusterName] {
        let clusters = try root.clusters(in: files)
        var damages: [PollError] = []
        // The boards of all are merged once, at the end: whoever rebuilds waits for most of it otherwise.
        var unmerged: VisibilityPolicy?
        for cluster in clusters {
            let lock = try PollLock.acquire(cluster, files: files, program: "slurm-sb-tui", at: clock.now())
            defer { lock.release() }
            do {
                try rebuild(cluster, unmerged: &unmerged)
            } catch let error as PollError {
                damages.append(error)
            }
        }
        if clusters.isEmpty { unmerged = VisibilityPolicy(minimumJobs: rules.minimumJobs) }
        if let unmerged { try mergeBoards(by: unmerged) }
        if let damage = PollError.damaged(damages) { throw damage }
        return clusters.map(\.name)
    }

    /// - Parameters:
    ///   - cluster: Its lock is held.
    ///   - unmerged: Who is shown on the boards of all, as long as these have not followed.
    private func rebuild(_ cluster: ClusterDirectory, unmerged: inout VisibilityPolicy?) throws {
        var repair = ClusterRepair(cluster, files: files, clock: clock)
        defer { repair.actions.forEach(onRepair) }
        try repair.settleCommit()
        try repair.throwIfMonthsAreLost()
        var met: (any Error)?
        while true {
            do {
                // Repair commits too: each try goes on from what is on disk.
                var commit = SliceCommit(cluster: cluster, files: files)
                let policy = try publishAlone(cluster, users: nil, with: &commit).policy
                unmerged = policy
                let mark = cluster.path(of: .unpublished)
                if try files.status(mark) != nil {
                    // It says that the boards of all are behind too: it goes when they are not.
                    try mergeBoards(by: policy)
                    unmerged = nil
                    try files.remove(mark)
                }
                break
            } catch {
                let count = repair.actions.count
                met = try repair.settling(error)
                // What could be made anew has been; there may be more of it.
                guard repair.actions.count > count, !repair.mustReadAgain else { break }
            }
        }
        if let met { throw met }
    }

    /// The boards of all clusters together, from the standings of each. A cluster whose standings are of another day,
    /// missing or damaged is summed from its rollups: windows end today for everybody. Who opted out is not shown, even
    /// of a cluster that was not polled since.
    ///
    /// - Parameter own: The standings of a cluster that are known to be the present ones.
    private func mergeBoards(by policy: VisibilityPolicy, own: ClusterStandings? = nil) throws {
        try files.prepareDirectory(root.leaderboardsDirectory)
        let lock = try LeaderboardsLock.acquire(root, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        try files.removeTemporaries(in: root.leaderboardsDirectory)
        let today = clock.now().day
        let before = lastFile(root.standings)
        let included = try root.clusters(in: files).filter { !rules.excluded.contains($0.name) }
        let standings = try included.compactMap { cluster in
            if let own, own.cluster == cluster.name.text, own.today == today { return own }
            do {
                return try currentStandings(of: cluster, today: today)
            } catch {
                // Another cluster's damage is for its own poll to tell and to mend: meanwhile it stands as it last stood.
                guard DamagedFile(error) != nil else { throw error }
                return lastStandings(of: cluster) ?? before?.clusters.first { $0.cluster == cluster.name.text }
            }
        }
        let (bytes, visible) = StandingsSidecar.encode(standings, visibleBy: policy)
        let boards = BoardSet(root.standings, of: nil, before: before, rules: rules, files: files)
        try write(boards, of: { ShownStandings(visible, sidecar: bytes) })
        try removeOthers(root.leaderboard)
    }

    /// Removes the boards of windows that the site no longer has: they would stand still.
    private func removeOthers(_ path: (Window) -> String) throws {
        for window in Window.allCases where !rules.windows.contains(window) {
            if try files.status(path(window))?.kind == .file { try files.remove(path(window)) }
        }
    }

    /// The boards and the sidecar of one cluster, by path.
    static func clusterFiles(
        of standings: ClusterStandings, in cluster: ClusterDirectory, _ rules: PublicationRules
    ) -> [(path: String, bytes: [UInt8])] {
        [(cluster.path(of: .standings), StandingsSidecar.encode([standings]))]
            + rules.windows.map { window in
                let board = Leaderboard(of: [standings].mergedUsers, by: .metric(.coreHours), in: window)
                return (
                    cluster.path(of: .leaderboard(window)),
                    LeaderboardFileCodec.encode(
                        board, cluster: cluster.name, asOf: standings.asOf,
                        memoryIsCollected: standings.memoryIsCollected,
                        imported: [(standings.cluster, standings.importedMonths(in: window))])
                )
            }
    }

    /// The boards and the sidecar of all clusters together, by path.
    ///
    /// - Parameter now: What the boards are as of when there is no cluster.
    static func mergedFiles(
        of standings: [ClusterStandings], in root: DataRoot, orAsOf now: Timestamp, _ rules: PublicationRules
    ) -> [(path: String, bytes: [UInt8])] {
        let users = standings.mergedUsers
        let asOf = standings.map(\.asOf).max() ?? now
        return rules.windows.map { window in
            let board = Leaderboard(of: users, by: .metric(.coreHours), in: window)
            return (
                root.leaderboard(window),
                LeaderboardFileCodec.encode(
                    board, cluster: nil, asOf: asOf,
                    memoryIsCollected: standings.isEmpty || standings.contains(where: \.memoryIsCollected),
                    imported: standings.map { ($0.cluster, $0.importedMonths(in: window)) })
            )
        } + [(root.standings, StandingsSidecar.encode(standings))]
    }

    @discardableResult
    func moveAsideIfDamaged(_ path: String) throws -> Bool {
        guard let damage = try DerivedFile.damage(at: path, files) else { return false }
        let target = try files.quarantine(path, at: clock.now())
        onRepair(RepairAction(.setAside, path: target, damage.whySetAside))
        return true
    }

    private func currentStandings(of cluster: ClusterDirectory, today: Day) throws -> ClusterStandings {
        if let standings = lastStandings(of: cluster), standings.today == today { return standings }
        return try build(cluster, today: today).standings(cluster: cluster.name.text, asOf: try asOf(cluster))
    }

    /// As the cluster's last poll published them; nil when they cannot be read.
    private func lastStandings(of cluster: ClusterDirectory) -> ClusterStandings? {
        let path = cluster.path(of: .standings)
        let standings = (try? files.read(path)).flatMap { try? StandingsSidecar.decode($0, path: path).first }
        return standings?.cluster == cluster.name.text ? standings : nil
    }

    /// Sums the cluster's rollups.
    ///
    /// - Parameter known: A daily rollup that need not be read, as its file has it.
    /// - Throws: `DamagedFile` also for a month of which a file is missing: it would be summed as if it had no jobs.
    func build(_ cluster: ClusterDirectory, today: Day, known: DailyRollup? = nil) throws -> StandingsBuilder {
        var builder = StandingsBuilder(today: today)
        // Before the months: one that is archived meanwhile is then found to lack its rollup.
        let archive = try RollupArchive(of: cluster, files: files, passingOverClosed: true)
        builder.add(archived: archive.shown.users)
        let imported = try cluster.importedMonths(in: files).filter { !archive.contains($0) }
        for month in imported {
            let content = try ImportedRollups.shown(of: month, in: cluster, files: files)
            builder.add(imported: month, totals: content?.users ?? [:])
        }
        // What takes longest is begun first.
        let months = try cluster.knownMonths(in: files)
        var rest = (months.filter { builder.needsDays(of: $0) } + months.filter { !builder.needsDays(of: $0) })[...]
        func next(for builder: borrowing StandingsBuilder) throws -> StoredMonth? {
            while let month = rest.popFirst() {
                let stored = try StoredMonth(
                    month, of: cluster, files: files, isArchived: archive.contains(month),
                    isImported: imported.contains(month), needsDays: builder.needsDays(of: month), known: known)
                if let stored { return stored }
            }
            return nil
        }
        // All is read by this thread, so that files are always looked at in one order.
        let beside = SumsBeside(today: today)
        do {
            while let month = try next(for: builder) {
                if !beside.takes(month) { try month.add(to: &builder) }
            }
        } catch {
            // What was wrong with an earlier one is told.
            try beside.wait()
            throw error
        }
        try beside.add(to: &builder)
        return builder
    }

    /// When the cluster's accounting was last read. Without a cursor, which may have been set aside, the boards stay as of
    /// what they were.
    func asOf(_ cluster: ClusterDirectory) throws -> Timestamp {
        let path = cluster.path(of: .pollCursor)
        guard let bytes = try files.readIfPresent(path) else {
            return lastStandings(of: cluster)?.asOf ?? Timestamp(seconds: 0)
        }
        return try PollCursor(decoding: bytes, path: path).asOf ?? Timestamp(seconds: 0)
    }

    /// A user's file is as of the end of the user's last job, or, where that is not known, of the last imported month: so it
    /// follows from the rollups alone, and making it anew gives the same bytes. They are many and derived, so that they are not
    /// synced one by one.
    ///
    /// - Parameter present: The names of the files that are there.
    private func writeUserFiles(
        of builder: borrowing StandingsBuilder, by policy: VisibilityPolicy, changed users: Set<String>?,
        in cluster: ClusterDirectory, present: Set<String>
    ) throws {
        var unwanted = present
        try builder.forEachTotal { user, totals in
            guard policy.shows(user, jobs: Double(totals.jobs)) else { return }
            let name = UserFileName(user: user).text
            unwanted.remove(name)
            // Who was not shown has no file yet.
            guard users?.contains(user) ?? true || !present.contains(name) else { return }
            let file = userFile(of: user, totals, importedMonths: builder.importedMonths(of: user), in: cluster)
            // Most are as they were.
            if present.contains(name), files.holds(file.path, file.bytes) { return }
            try replace(file.path, file.bytes)
        }
        for name in unwanted.sorted() {
            let path = FilePath.join(cluster.usersDirectory, name)
            if try !moveAsideIfDamaged(path) { try files.remove(path) }
        }
    }

    /// The file of a user.
    func userFile(
        of user: String, _ totals: UserTotals, importedMonths: [Month], in cluster: ClusterDirectory
    ) -> (path: String, bytes: [UInt8]) {
        let end = totals.latestEnd ?? importedMonths.last?.next.firstDay.start ?? Timestamp(seconds: 0)
        let part = UserFile.ClusterTotals(asOf: end, totals: totals, importedMonths: importedMonths)
        return (
            cluster.path(of: .user(user)),
            UserFileCodec.encode(UserFile(username: user, clusters: [cluster.name: part]))
        )
    }

    /// Replaces what is derived. What is damaged is moved aside first.
    func replace(_ path: String, _ bytes: [UInt8], isPrivate: Bool = false) throws {
        try moveAsideIfDamaged(path)
        try files.replace(path, bytes, isPrivate: isPrivate)
    }
}
