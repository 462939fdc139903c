import Poller
import Sacct
import Scoreboard
import Storage

/// One window that is asked for and reduced, with what it costs.
final class FetchBench {
    let bench: PollBench
    let window: Range<Timestamp>
    var callsPerMinute = 1000

    static let hour = (PollBench.noon - 3600)..<PollBench.noon

    init(_ records: [FakeSacct.Record], window: Range<Timestamp> = FetchBench.hour) throws {
        bench = try PollBench(records)
        self.window = window
        let files = PosixFileSystem(root: bench.root.path)
        for path in bench.directory.directories { try files.createDirectories(path) }
    }

    var budget: CallBudget {
        CallBudget(
            directory: bench.directory, files: PosixFileSystem(root: bench.root.path), clock: bench.clock,
            callsPerMinute: callsPerMinute, random: { 0.5 })
    }

    /// Asks, and commits what came, as the poller does.
    ///
    /// - Parameter patience: How long ago jobs may have ended whose steps are asked for again, in seconds.
    @discardableResult
    func fetch(_ purpose: CallBudget.Purpose = .catchUp, patience: Int64 = 3600) throws -> SliceFetch.Cost {
        let files = PosixFileSystem(root: bench.root.path)
        let now = bench.clock.now()
        var reduction = SliceReduction(
            cluster: "hammer", window: window, rules: ReductionRules(),
            seen: SeenMonths(directory: bench.directory, files: files, falsePositiveRate: 1e-4),
            store: StepStore(directory: bench.directory, files: files), settledBefore: now - 300,
            stepsFollowTheirJob: false)
        let fetch = SliceFetch(
            source: bench.sacct, budget: budget, cluster: bench.settings.cluster,
            capabilities: bench.sacct.capabilities(), askAgainSince: now - patience, onWait: { _ in })
        let cost = try fetch.fetch(window, purpose: purpose, into: &reduction)
        let optOuts = try OptOuts(of: bench.root, rules: bench.settings.publication, files: files)
        let changes = try SliceChanges(
            of: &reduction, directory: bench.directory, files: files, optOuts: optOuts, asOf: now)
        var commit = SliceCommit(cluster: bench.directory, files: files)
        try commit.commit(changes.files)
        return cost
    }

    /// The calls so far: `jobs`, `window` (with steps), `ids`.
    var calls: [String] {
        bench.sacct.queries.map { query in
            switch query.selection {
            case .jobs(let ids, _, _): "ids \(ids.count)"
            case .ended: query.includesSteps ? "window" : "jobs"
            case .users(let users, _, _): "users \(users.count)"
            }
        }
    }
}
