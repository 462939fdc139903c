package import Sacct
package import Scoreboard
package import Storage

/// The discovery by hand: under the cluster's lock, all its steps, and then the boards.
package final class DiscoverySession {
    private let root: DataRoot
    private let settings: PollSettings
    private let source: any SacctSource
    private let files: any FileSystem
    private let clock: any PollClock
    private let accounts: any AccountDatabase
    private let onEvent: (LogEvent) -> Void
    private let directory: ClusterDirectory

    /// What a run did.
    package struct Summary: Equatable, Sendable {
        package var counts = SliceCounts()
        /// Calls of sacct, refused ones included.
        package var calls = 0
        /// Users who were asked for; the pieces of one question count once for each.
        package var asked = 0
        /// Users whom sacct refused.
        package var refused = 0
        /// Users whose totals changed.
        package var found: Set<String> = []
    }

    /// Why there is no discovery.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        /// Nothing has been read for everybody yet.
        case nothingRead(cluster: String)
        /// The directory of the homes cannot be listed.
        case noHomes(String)

        package var description: String {
            switch self {
            case .nothingRead(let cluster):
                "nothing of the accounting of \(cluster) has been read yet: poll first, users come with the jobs"
            case .noHomes(let reason): "\(reason): name the directory of the homes with --home-root"
            }
        }
    }

    /// - Parameter onEvent: Gets everything that is worth a line.
    package init(
        root: DataRoot, settings: PollSettings, source: any SacctSource, files: any FileSystem,
        clock: any PollClock, accounts: any AccountDatabase = HostAccounts(),
        onEvent: @escaping (LogEvent) -> Void
    ) {
        self.root = root
        self.settings = settings
        self.source = source
        self.files = files
        self.clock = clock
        self.accounts = accounts
        self.onEvent = onEvent
        directory = root.cluster(settings.cluster)
    }

    /// Asks until nobody is left to be asked for.
    ///
    /// - Parameter users: Only these, whether they have totals or not and whenever they were asked for; empty looks for
    ///   the users who have a home and no totals.
    /// - Throws: ``Problem``, and what `Discovery.step(over:known:scope:isLimited:commit:onWait:)` throws. What was
    ///   committed before stays.
    package func run(users: [String]) throws -> Summary {
        let cursorPath = directory.path(of: .pollCursor)
        // Nothing is made for a cluster that was never polled.
        guard try files.status(cursorPath) != nil else { throw Problem.nothingRead(cluster: settings.cluster.text) }
        let lock = try PollLock.acquire(directory, files: files, program: "slurm-sb-tui", at: clock.now())
        defer { lock.release() }
        var commit = SliceCommit(cluster: directory, files: files)
        try commit.recover()
        let isBehind = try files.status(directory.path(of: .unpublished)) != nil
        let cursor = try PollCursor(decoding: files.read(cursorPath), path: cursorPath)
        let read = DiscoverySession.spansRead(cursor)
        guard !read.isEmpty else { throw Problem.nothingRead(cluster: settings.cluster.text) }
        let summary = try steps(users, over: read, &commit)
        try files.createDirectories(directory.usersDirectory)
        let publisher = BoardPublisher(root: root, files: files, clock: clock, rules: settings.publication)
        try publisher.publish(directory, users: isBehind ? nil : summary.found, with: &commit)
        try files.remove(directory.path(of: .unpublished))
        return summary
    }

    /// What the cursor says has been read for everybody.
    package static func spansRead(_ cursor: PollCursor) -> [Range<Timestamp>] {
        guard let watermark = cursor.watermark else { return [] }
        let missing = (cursor.gaps + cursor.deferred.map(\.span)).sorted { $0.lowerBound < $1.lowerBound }
        return Discovery.spansRead(from: cursor.backfillStart.start, to: watermark, without: missing)
    }

    private func steps(
        _ users: [String], over read: [Range<Timestamp>], _ commit: inout SliceCommit
    ) throws -> Summary {
        let discovery = Discovery(
            root: root, settings: settings, source: source, capabilities: try source.capabilities(),
            budget: CallBudget(
                directory: directory, files: files, clock: clock, callsPerMinute: settings.callsPerMinute,
                bytesPerDay: settings.bytesPerDay),
            files: files, clock: clock, accounts: accounts)
        if !users.isEmpty { try discovery.forget(Set(users), commit: &commit) }
        var summary = Summary()
        while true {
            let step = try discovery.step(
                over: read, scope: users.isEmpty ? .homes : .users(users), isLimited: false, commit: &commit,
                onWait: {
                    self.tell(
                        .waiting(milliseconds: $0, callsPerMinute: self.settings.callsPerMinute, phase: .discovery))
                })
            if case .noHomes(let reason) = step.outcome { throw Problem.noHomes(reason) }
            tell(.discovered(step))
            summary.counts += step.counts
            summary.calls += step.calls
            summary.found.formUnion(step.changedUsers)
            switch step.outcome {
            case .asked(let count, _): summary.asked += count
            case .refused: summary.refused += 1
            default: break
            }
            guard step.mayGoOn else { return summary }
            if clock.isEndRequested { throw CallBudget.Problem.interrupted }
        }
    }

    private func tell(_ event: PollEvent) {
        onEvent(event.logEvent(at: clock.now(), cluster: settings.cluster.text))
    }
}
