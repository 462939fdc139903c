package import Storage

/// By which calls the steps of a window's jobs are got, from what calls cost here and how many may be made. Pure.
///
/// What is weighed, with the figures of a real Slurm (22.05.8, local database; a day of 36,566 jobs is 107,886 rows with
/// steps):
///
/// | call                                | time                  |
/// |-------------------------------------|-----------------------|
/// | the window without steps (`-X`)     | 2–3 s                 |
/// | the window with steps               | 14 s: 5 to 10 times as long |
/// | by id                               | 0.5 ms an id, up to 14,563 ids of eight digits a call |
///
/// Time is not all: at two calls a minute a further call costs half a minute of waiting. And a call for a window cuts the
/// steps of jobs that began before it, so that these are asked for by id in a call of their own.
package struct StepStrategy {
    /// How steps are asked for when the jobs are known.
    package enum Choice: Equatable, Sendable {
        /// Every job by its id.
        case byID
        /// The whole window again, with steps; then by id the jobs that began before it.
        case window
    }

    private let costs: CallCosts
    private let callsLeft: Int
    private let secondsPerCall: Double

    /// A call should not take longer than this, in milliseconds: half of the time after which windows are halved.
    package static let affordableMilliseconds: Double = 15_000
    /// Asking for a whole window again must save at least so much: a tick's few jobs are asked for by id.
    private static let worthMilliseconds: Double = 1_000
    /// What calls of a kind that was never measured here may cost more than elsewhere.
    private static let caution = 4.0

    /// - Parameters:
    ///   - callsLeft: How many calls may be made at once, without waiting.
    ///   - secondsPerCall: What every further one is waited for.
    package init(costs: CallCosts, callsLeft: Int, secondsPerCall: Double) {
        self.costs = costs
        self.callsLeft = callsLeft
        self.secondsPerCall = secondsPerCall
    }

    /// How to get the steps of jobs that are known.
    ///
    /// - Parameters:
    ///   - asked: How many jobs' steps are wanted.
    ///   - beyond: How many of them began before the window.
    ///   - inWindow: How many jobs ended in the window, those whose steps are known already included: a call for the window
    ///     brings the steps of all.
    ///   - idsPerCall: How many ids fit into one call.
    package func choice(asked: Int, beyond: Int, inWindow: Int, idsPerCall: Int) -> Choice {
        let byID = price(
            milliseconds: time(.ids, asked), calls: StepStrategy.calls(for: asked, each: idsPerCall))
        let window = price(
            milliseconds: time(.jobsWithSteps, max(inWindow, asked)) + time(.ids, beyond),
            calls: 1 + StepStrategy.calls(for: beyond, each: idsPerCall))
        // A window that would time out is no choice, however many calls it saved.
        guard time(.jobsWithSteps, max(inWindow, asked)) <= StepStrategy.affordableMilliseconds * 4 else {
            return .byID
        }
        return byID <= window + StepStrategy.worthMilliseconds ? .byID : .window
    }

    /// The most ids for one call, so that it ends in reasonable time. Never so few that the call teaches nothing: else one bad
    /// night of the database would make it few for ever.
    package var affordableIDs: Int {
        max(
            CallCosts.fewestJobs,
            Int(StepStrategy.affordableMilliseconds * 4 * 1000 / Double(max(1, costs.microseconds(.ids)))))
    }

    /// Whether a window of history that was never read should be asked for with its steps at once, which saves the call
    /// without them: when the jobs to expect are known, and the call would be affordable even if it cost several times as
    /// much as it does elsewhere, or as much as it was measured to cost here.
    ///
    /// - Parameter seconds: The window's length.
    package func asksTogether(windowOf seconds: Int64) -> Bool {
        guard let perDay = costs.jobsPerDay else { return false }
        let jobs = Double(perDay) * Double(seconds) / 86_400
        let caution = costs.microsecondsPerJobWithSteps == nil ? StepStrategy.caution : 1
        let together = jobs * Double(costs.microseconds(.jobsWithSteps)) / 1000
        let apart = jobs * Double(costs.microseconds(.jobs) + costs.microseconds(.ids)) / 1000 + secondsPerCall * 1000
        return together * caution <= StepStrategy.affordableMilliseconds && together <= apart
    }

    private func time(_ kind: CallKind, _ jobs: Int) -> Double {
        Double(jobs) * Double(costs.microseconds(kind)) / 1000
    }

    private func price(milliseconds: Double, calls: Int) -> Double {
        milliseconds + Double(max(0, calls - callsLeft)) * secondsPerCall * 1000
    }

    private static func calls(for jobs: Int, each: Int) -> Int { (jobs + max(1, each) - 1) / max(1, each) }
}
