import Sacct
import Scoreboard
import Storage

/// Asks the accounting for the jobs of some users and reduces the answer, with the steps of the new ones.
struct UserFetch {
    let source: any SacctSource
    let budget: CallBudget
    let cluster: ClusterName
    let capabilities: SacctCapabilities
    let onWait: (Int) -> Void
    /// Calls that were made, also when one of them failed.
    private(set) var calls = 0
    private(set) var waitedMilliseconds = 0

    init(
        source: any SacctSource, budget: CallBudget, cluster: ClusterName, capabilities: SacctCapabilities,
        onWait: @escaping (Int) -> Void
    ) {
        self.source = source
        self.budget = budget
        self.cluster = cluster
        self.capabilities = capabilities
        self.onWait = onWait
    }

    /// Fills the reduction. Most users who are asked for by name never ran a job: then it is one call. Steps are asked for
    /// by job id, and in one windowed call when that would be several.
    ///
    /// - Returns: The rows of the question for the jobs.
    /// - Throws: `ProcessFailure` and what reading files throws. The reduction must then be thrown away.
    mutating func fetch(
        _ users: [SacctUser], _ span: Range<Timestamp>, into reduction: inout SliceReduction
    ) throws -> Int {
        let selection = SacctQuery.Selection.users(users, from: span.lowerBound, to: span.upperBound)
        let rows = try call(selection, includesSteps: false, &reduction).rowCount
        guard reduction.rules.tracksSteps else { return rows }
        // Jobs that were counted before are the business of those who counted them.
        var jobs = try reduction.jobsToAskStepsOf(endedSince: Timestamp(seconds: .max))
        if jobs.count > SacctQuery.maximumJobCount {
            _ = try call(selection, includesSteps: true, &reduction)
            jobs = jobs.filter { $0.start < span.lowerBound }
        }
        for from in stride(from: 0, to: jobs.count, by: SacctQuery.maximumJobCount) {
            let some = jobs[from..<min(from + SacctQuery.maximumJobCount, jobs.count)]
            guard let first = some.map({ min($0.start.seconds, Int64($0.identity.submitTime)) }).min(),
                let last = some.map(\.end.seconds).max()
            else { continue }
            _ = try call(
                .jobs(
                    Array(Set(some.map(\.identity.jobID))).sorted(), from: Timestamp(seconds: first),
                    to: Timestamp(seconds: last + 1)),
                includesSteps: true, &reduction)
        }
        return rows
    }

    private mutating func call(
        _ selection: SacctQuery.Selection, includesSteps: Bool, _ reduction: inout SliceReduction
    ) throws -> SacctAnswer {
        waitedMilliseconds += try budget.spend(onWait: onWait)
        calls += 1
        reduction.isRepeating = includesSteps
        let query = SacctQuery(
            cluster: cluster.text, selection: selection, includesSteps: includesSteps,
            lacking: capabilities.lackingFields)
        let answer = try source.rows(for: query) { row, layout in
            if Termination.isRequested { throw CallBudget.Problem.interrupted }
            try reduction.take(row, layout)
        }
        reduction.finishCall(answer)
        try budget.note(bytes: answer.byteCount)
        return answer
    }
}
