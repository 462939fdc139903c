package import Sacct
package import Scoreboard
package import Storage

/// Asks the accounting for one window and reduces the answers: the jobs, and the steps of those that await them.
///
/// Jobs never wait for steps: when a call for steps fails, nothing of that answer stays, and the jobs do. How steps are
/// asked for is ``StepStrategy``'s to say.
package struct SliceFetch {
    private let source: any SacctSource
    private let budget: CallBudget
    private let cluster: ClusterName
    private let capabilities: SacctCapabilities
    private let askAgainSince: Timestamp
    private let recorder: RowRecorder?
    private let onWait: (Int) -> Void
    private let onProgress: (PollProgress) -> Void

    /// Rows are told of in portions of this many: each one would cost more than to read it.
    private static let rowsPerWord = 1000

    /// What a window cost.
    package struct Cost: Equatable, Sendable {
        /// Of the question for the jobs, by which the next window is measured. When it brought the steps too, theirs are in it.
        package var milliseconds = 0
        package var rows = 0
        /// Of all answers, steps and failed ones included.
        package var bytes = 0
        package var waitedMilliseconds = 0
        /// Of all questions that were answered, those for steps included.
        package var answeredMilliseconds = 0
        /// That were made, failed ones included.
        package var calls = 0
        /// A call for steps failed, or was not allowed any more: the window is to be asked for steps again.
        package var stepsMissing = false
        /// Why, on one line; nil when none is missing.
        package var stepsProblem: String?
        /// What sacct said on standard error that is no error.
        package var remarks: [String] = []
    }

    /// - Parameters:
    ///   - askAgainSince: Jobs that ended since then are asked for their steps again, when these have not come or may still
    ///     change. A window whose steps went missing needs a moment before it, however long ago it was: then all its jobs
    ///     that still await their steps are asked for.
    ///   - recorder: Gets the rows that matter, to keep them; nil where none are kept.
    ///   - onWait: Called with the milliseconds whenever the next call must wait.
    ///   - onProgress: Called when sacct is asked, while rows come, and when it has answered.
    package init(
        source: any SacctSource, budget: CallBudget, cluster: ClusterName, capabilities: SacctCapabilities,
        askAgainSince: Timestamp, recorder: RowRecorder? = nil, onWait: @escaping (Int) -> Void,
        onProgress: @escaping (PollProgress) -> Void = { _ in }
    ) {
        self.recorder = recorder
        self.source = source
        self.budget = budget
        self.cluster = cluster
        self.capabilities = capabilities
        self.askAgainSince = askAgainSince
        self.onWait = onWait
        self.onProgress = onProgress
    }

    /// Fills the reduction with the window's jobs and steps. The reduction says whether steps are wanted.
    ///
    /// - Throws: `ProcessFailure` and `CallBudget.Problem` when the jobs could not be got, and what reading files throws. The
    ///   reduction must then be thrown away.
    package func fetch(
        _ window: Range<Timestamp>, purpose: CallBudget.Purpose, into reduction: inout SliceReduction
    ) throws -> Cost {
        var cost = Cost()
        if reduction.rules.tracksSteps, purpose == .history,
            try strategy().asksTogether(windowOf: window.upperBound - window.lowerBound), try isUnread(window),
            try fetchTogether(window, &reduction, &cost)
        {
            return cost
        }
        let jobs = try call(.window(window, includesSteps: false), purpose, &reduction, &cost)
        (cost.milliseconds, cost.rows) = (jobs.milliseconds, jobs.rowCount)
        guard reduction.rules.tracksSteps else { return cost }
        let awaiting = try reduction.jobsToAskStepsOf(endedSince: askAgainSince)
        guard !awaiting.isEmpty else { return cost }
        try keepingJobs(&reduction, &cost) { reduction, cost in
            try fetchSteps(of: awaiting, window, purpose, &reduction, &cost)
        }
        return cost
    }

    /// Fills the reduction with the jobs of some users and their steps. Most who are asked for by name never ran a job.
    ///
    /// - Throws: As ``fetch(_:purpose:into:)``, and also when their steps could not be got.
    package func fetch(
        _ users: [SacctUser], in span: Range<Timestamp>, into reduction: inout SliceReduction
    ) throws -> Cost {
        var cost = Cost()
        let jobs = try call(.users(users, span), .history, &reduction, &cost)
        (cost.milliseconds, cost.rows) = (jobs.milliseconds, jobs.rowCount)
        guard reduction.rules.tracksSteps else { return cost }
        let awaiting = try reduction.jobsToAskStepsOf(endedSince: askAgainSince)
        try fetchSteps(byIDOf: awaiting, .history, &reduction, &cost)
        return cost
    }

    // MARK: - Steps

    /// The window's jobs and steps in one call.
    ///
    /// - Returns: False when the call was too much; the reduction is as it was.
    private func fetchTogether(
        _ window: Range<Timestamp>, _ reduction: inout SliceReduction, _ cost: inout Cost
    ) throws -> Bool {
        let before = reduction.checkpoint()
        do {
            let answer = try call(.window(window, includesSteps: true), .history, &reduction, &cost)
            (cost.milliseconds, cost.rows) = (answer.milliseconds, answer.rowCount)
        } catch let failure as ProcessFailure where failure.wantsSmallerWindow {
            reduction = before
            return false
        }
        try keepingJobs(&reduction, &cost) { reduction, cost in
            try fetchStepsBeyond(window, .history, &reduction, &cost)
        }
        return true
    }

    private func fetchSteps(
        of jobs: [SliceReduction.SteppedJob], _ window: Range<Timestamp>, _ purpose: CallBudget.Purpose,
        _ reduction: inout SliceReduction, _ cost: inout Cost
    ) throws {
        let strategy = try strategy()
        let limit = min(
            strategy.affordableIDs, SacctQuery.fittingCount(of: jobs.lazy.map(\.identity.jobID), limit: jobs.count))
        let choice = strategy.choice(
            asked: jobs.count, beyond: jobs.count { $0.start < window.lowerBound }, inWindow: reduction.counts.jobs,
            idsPerCall: limit)
        switch choice {
        case .byID:
            try fetchSteps(byIDOf: jobs, purpose, &reduction, &cost)
        case .window:
            let before = reduction.checkpoint()
            do {
                _ = try call(.stepsOfWindow(window, jobs: reduction.counts.jobs), purpose, &reduction, &cost)
            } catch {
                reduction = before
                throw error
            }
            try fetchStepsBeyond(window, purpose, &reduction, &cost)
        }
    }

    /// Asks by id for the steps of the jobs that began before the window, since those that it brought are cut. Until they are
    /// whole none of them counts.
    private func fetchStepsBeyond(
        _ window: Range<Timestamp>, _ purpose: CallBudget.Purpose, _ reduction: inout SliceReduction,
        _ cost: inout Cost
    ) throws {
        // The window brought steps of every job that awaits them, however long ago it ended.
        let beyond = try reduction.jobsToAskStepsOf(endedSince: Timestamp(seconds: .min))
            .filter { $0.start < window.lowerBound }
        guard !beyond.isEmpty else { return }
        reduction.forgetSteps(of: beyond)
        try fetchSteps(byIDOf: beyond, purpose, &reduction, &cost)
    }

    private func fetchSteps(
        byIDOf jobs: [SliceReduction.SteppedJob], _ purpose: CallBudget.Purpose, _ reduction: inout SliceReduction,
        _ cost: inout Cost
    ) throws {
        let affordable = try strategy().affordableIDs
        var rest = jobs[...]
        while !rest.isEmpty {
            let some = rest.prefix(
                SacctQuery.fittingCount(of: rest.lazy.map(\.identity.jobID), limit: affordable))
            rest = rest.dropFirst(some.count)
            let before = reduction.checkpoint()
            do {
                _ = try call(.stepsOf(Array(some)), purpose, &reduction, &cost)
            } catch {
                reduction = before
                throw error
            }
        }
    }

    /// Does something about steps, and takes it for steps that are missing when the accounting is what fails. What an answer
    /// brought before it failed is not in the reduction any more; whole answers are.
    private func keepingJobs(
        _ reduction: inout SliceReduction, _ cost: inout Cost,
        _ body: (inout SliceReduction, inout Cost) throws -> Void
    ) throws {
        do {
            try body(&reduction, &cost)
        } catch  where error is ProcessFailure || error is CallBudget.Problem {
            cost.stepsMissing = true
            cost.stepsProblem = "\(error)".oneLine
        }
    }

    private func strategy() throws -> StepStrategy {
        let ledger = try budget.ledger()
        return StepStrategy(
            costs: ledger.costs, callsLeft: budget.callsLeft(in: ledger), secondsPerCall: budget.secondsPerCall)
    }

    /// Whether no job is known that ended in the window: where they are, steps are mostly known too, and would come for
    /// nothing.
    private func isUnread(_ window: Range<Timestamp>) throws -> Bool {
        let (first, end) = (window.lowerBound.day, (window.upperBound - 1).day)
        var month = first.month
        while month <= end.month {
            let days = try RollupFile(month, in: budget.directory, files: budget.files).days()
            if days.contains(where: { (first...end).contains($0) }) { return false }
            month = month.next
        }
        return true
    }

    // MARK: - Calls

    private enum Question {
        case window(Range<Timestamp>, includesSteps: Bool)
        /// The window again, for the steps.
        case stepsOfWindow(Range<Timestamp>, jobs: Int)
        case stepsOf([SliceReduction.SteppedJob])
        case users([SacctUser], Range<Timestamp>)

        var selection: SacctQuery.Selection {
            switch self {
            case .window(let window, _), .stepsOfWindow(let window, _):
                .ended(from: window.lowerBound, to: window.upperBound)
            case .stepsOf(let jobs):
                .jobs(
                    Array(Set(jobs.map(\.identity.jobID))).sorted(),
                    from: jobs.reduce(.init(seconds: .max)) {
                        min($0, $1.start, Timestamp(seconds: Int64($1.identity.submitTime)))
                    },
                    to: jobs.reduce(.init(seconds: 0)) { max($0, $1.end + 1) })
            case .users(let users, let span):
                .users(users, from: span.lowerBound, to: span.upperBound)
            }
        }

        var includesSteps: Bool {
            switch self {
            case .window(_, let includesSteps): includesSteps
            case .users: false
            case .stepsOfWindow, .stepsOf: true
            }
        }

        /// Whether its jobs are known from an earlier answer.
        var isRepeating: Bool {
            switch self {
            case .window, .users: false
            case .stepsOfWindow, .stepsOf: true
            }
        }

        /// How many jobs it is about; nil when only the answer tells.
        var count: Int? {
            switch self {
            case .window, .users: nil
            case .stepsOfWindow(_, let jobs): jobs
            case .stepsOf(let jobs): jobs.count
            }
        }

        var kind: CallKind {
            switch self {
            case .window(_, includesSteps: false), .users: .jobs
            case .window, .stepsOfWindow: .jobsWithSteps
            case .stepsOf: .ids
            }
        }
    }

    private func call(
        _ question: Question, _ purpose: CallBudget.Purpose, _ reduction: inout SliceReduction, _ cost: inout Cost
    ) throws -> SacctAnswer {
        cost.waitedMilliseconds += try budget.spend(for: purpose, onWait: onWait)
        cost.calls += 1
        let query = SacctQuery(
            cluster: cluster.text, selection: question.selection, includesSteps: question.includesSteps,
            includesPartition: !reduction.rules.parsing.gpuAliases.perNode.isEmpty, lacking: capabilities.lackingFields)
        reduction.isRepeating = question.isRepeating
        let jobsBefore = reduction.counts.jobs
        var bytes = 0
        var untoldRows = 0
        onProgress(.asking)
        defer { onProgress(.answered) }
        do {
            let answer = try source.rows(for: query) { row, layout in
                if budget.isEndRequested { throw CallBudget.Problem.interrupted }
                bytes += row.line.count + 1
                untoldRows += 1
                if untoldRows == SliceFetch.rowsPerWord {
                    onProgress(.rows(untoldRows))
                    untoldRows = 0
                }
                if try reduction.take(row, layout) { recorder?.take(row, layout) }
            }
            onProgress(.rows(untoldRows))
            cost.bytes += answer.byteCount
            cost.answeredMilliseconds += answer.milliseconds
            if let remark = answer.remark, !cost.remarks.contains(remark) { cost.remarks.append(remark) }
            reduction.finishCall(answer)
            let came = reduction.counts.jobs - jobsBefore
            try budget.noteAnswer(bytes: answer.byteCount) { costs in
                costs.learn(question.kind, jobs: question.count ?? came, milliseconds: answer.milliseconds)
                if case .window(let window, _) = question, purpose == .history {
                    costs.jobsPerDay = Int64(Double(came) * 86_400 / Double(window.upperBound - window.lowerBound))
                }
            }
            return answer
        } catch let failure as ProcessFailure {
            cost.bytes += bytes
            try budget.note(failure, bytes: bytes) { costs in
                guard failure.wantsSmallerWindow, let jobs = question.count ?? expectedJobs(question, costs) else {
                    return
                }
                let milliseconds =
                    if case .timedOut(_, let seconds) = failure { seconds * 1000 } else {
                        Int(StepStrategy.affordableMilliseconds) * 4
                    }
                costs.learn(question.kind, jobs: jobs, failedAfterMilliseconds: milliseconds)
            }
            if case .interrupted = failure { throw CallBudget.Problem.interrupted }
            throw failure
        }
    }

    /// How many jobs a window of history was thought to hold; nil for other questions.
    private func expectedJobs(_ question: Question, _ costs: CallCosts) -> Int? {
        guard case .window(let window, includesSteps: true) = question, let perDay = costs.jobsPerDay else {
            return nil
        }
        return max(1, Int(Double(perDay) * Double(window.upperBound - window.lowerBound) / 86_400))
    }
}
