package import Sacct
import Scoreboard
package import Storage

/// What is asked of Slurm besides rows: what this sacct can do, on every poll, which asks no server; and once a day, by
/// sacctmgr, whether the accounting still knows the cluster and whose jobs it shows. sacct itself answers nothing, and no
/// error, for a cluster that is gone, and the caller's own jobs alone where others' are hidden.
package struct SiteCheck {
    private let source: any SacctSource
    private let budget: CallBudget
    private let cluster: ClusterName
    private let clock: any PollClock
    private let caller: () -> String?

    /// Seconds after which the site is asked again.
    package static let intervalSeconds: Int64 = 86_400
    /// The same when it did not answer.
    package static let retrySeconds: Int64 = 3_600

    /// - Parameter caller: The name of the user who polls, asked for at most once a day; nil when the host does not know it.
    package init(
        source: any SacctSource, budget: CallBudget, cluster: ClusterName, clock: any PollClock,
        caller: @escaping @autoclosure () -> String? = SlurmSite.callerName
    ) {
        self.source = source
        self.budget = budget
        self.cluster = cluster
        self.clock = clock
        self.caller = caller
    }

    /// Asks what is due and notes the answers in the health record.
    ///
    /// - Parameter tell: Gets what is worth a line: fields that are lacking and were not when the record was last written, and
    ///   on each day that only the caller's own jobs can be seen.
    /// - Throws: ``PollError/unknownCluster(_:known:)``; `ProcessFailure` when sacct cannot be run, or the site does not answer
    ///   and the cluster was never found to be known. After the first success a site that does not answer is told of and asked
    ///   again an hour later: whether jobs can be read is sacct's to say.
    package func run(_ health: inout HealthRecord, tell: (PollEvent) -> Void) throws -> SacctCapabilities {
        let capabilities = try source.capabilities()
        let new = capabilities.lackingFields.filter { !health.lackingFields.contains($0.name) }
        if !new.isEmpty { tell(.lackingFields(new.sorted { $0.name < $1.name })) }
        health.slurmVersion = capabilities.version?.description
        health.lackingFields = capabilities.lackingFields.map(\.name).sorted()
        let now = clock.now()
        if let checked = health.siteChecked, (0..<SiteCheck.intervalSeconds).contains(now - checked) {
            return capabilities
        }
        do {
            let known = try source.accountedClusters()
            guard known.contains(where: { $0.lowercased() == cluster.text }) else {
                health.siteChecked = nil
                throw PollError.unknownCluster(cluster.text, known: known)
            }
            let visibility = try source.visibility()
            health.privateData = visibility.hidden
            health.siteChecked = now
            let reason = try visibility.hidesJobsOfOthers ? .hidden(visibility.hidden) : evidence(now.day)
            health.onlyOwnJobs = reason != nil
            if let reason { tell(.onlyOwnJobs(reason)) }
        } catch let failure as ProcessFailure {
            if case .interrupted = failure { throw failure }
            try budget.note(failure)
            if health.siteChecked == nil { throw failure }
            health.siteChecked = now - SiteCheck.intervalSeconds + SiteCheck.retrySeconds
            tell(.siteNotAsked(message: "\(failure)".oneLine))
        }
        return capabilities
    }

    /// A week of jobs with one user, who is the caller. A month that is damaged is no evidence: whoever reads it says so.
    private func evidence(_ today: Day) throws -> OnlyOwnJobs? {
        guard let caller = caller().map(UserName.normalized) else { return nil }
        let first = today.adding(days: -OnlyOwnJobs.days)
        var users: Set<String> = []
        for month in Set([first.month, today.month]) {
            let rollup = try? RollupFiles.daily(of: month, directory: budget.directory, files: budget.files)
            for (day, totals) in rollup?.days ?? [:] where day >= first { users.formUnion(totals.keys) }
        }
        return users == [caller] ? .nobodyElse(days: OnlyOwnJobs.days) : nil
    }
}
