import Sacct
import Scoreboard
import Storage

/// Asks the accounting for one window and reduces the answer, with the steps of its new jobs.
struct SliceFetch {
    let source: any SacctSource
    let budget: CallBudget
    let cluster: ClusterName
    let capabilities: SacctCapabilities
    /// Jobs that ended since then are asked for their steps again, when these have not come or may still change.
    let askAgainSince: Timestamp
    /// Keeps the rows; nil when nobody wants them.
    let recorder: RowRecorder?
    let onWait: (Int) -> Void

    /// What a window cost.
    struct Cost {
        /// Of the question for the jobs, by which the next window is measured.
        var milliseconds = 0
        var rows = 0
        var waitedMilliseconds = 0
    }

    /// Fills the reduction with the window's jobs and steps.
    ///
    /// - Throws: `ProcessFailure` and what reading files throws. The reduction must then be thrown away.
    func fetch(_ window: Range<Timestamp>, into reduction: inout SliceReduction) throws -> Cost {
        var cost = Cost()
        let jobs = try call(
            .ended(from: window.lowerBound, to: window.upperBound), includesSteps: false, &reduction, &cost)
        cost.milliseconds = jobs.milliseconds
        cost.rows = jobs.rowCount
        if reduction.rules.tracksSteps { try fetchSteps(window, &reduction, &cost) }
        return cost
    }

    /// Steps are asked for by job id as long as that is one call, since it costs half a millisecond a job. More of them
    /// come in one windowed call; that cuts the steps of jobs that began before the window, and those are asked by id.
    private func fetchSteps(
        _ window: Range<Timestamp>, _ reduction: inout SliceReduction, _ cost: inout Cost
    ) throws {
        var jobs = try reduction.jobsToAskStepsOf(endedSince: askAgainSince)
        if jobs.count > SacctQuery.maximumJobCount {
            _ = try call(
                .ended(from: window.lowerBound, to: window.upperBound), includesSteps: true, &reduction, &cost)
            jobs = jobs.filter { $0.start < window.lowerBound }
        }
        for from in stride(from: 0, to: jobs.count, by: SacctQuery.maximumJobCount) {
            let some = jobs[from..<min(from + SacctQuery.maximumJobCount, jobs.count)]
            guard let first = some.map({ min($0.start.seconds, Int64($0.identity.submitTime)) }).min(),
                let last = some.map(\.end.seconds).max()
            else { continue }
            let selection = SacctQuery.Selection.jobs(
                Array(Set(some.map(\.identity.jobID))).sorted(), from: Timestamp(seconds: first),
                to: Timestamp(seconds: last + 1))
            _ = try call(selection, includesSteps: true, &reduction, &cost)
        }
    }

    private func call(
        _ selection: SacctQuery.Selection, includesSteps: Bool, _ reduction: inout SliceReduction, _ cost: inout Cost
    ) throws -> SacctAnswer {
        cost.waitedMilliseconds += try budget.spend(onWait: onWait)
        let query = SacctQuery(
            cluster: cluster.text, selection: selection, includesSteps: includesSteps,
            lacking: capabilities.lackingFields)
        reduction.isRepeating = includesSteps
        let answer = try source.rows(for: query) { row, layout in
            if Termination.isRequested { throw CallBudget.Problem.interrupted }
            if try reduction.take(row, layout) { recorder?.take(row, layout) }
        }
        reduction.finishCall(answer)
        try budget.note(bytes: answer.byteCount)
        return answer
    }
}
