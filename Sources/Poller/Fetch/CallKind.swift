/// The kinds of calls that cost differently, for each job that they tell of.
package enum CallKind: Sendable {
    /// The jobs of a window, without their steps.
    case jobs
    /// The jobs of a window, with their steps.
    case jobsWithSteps
    /// Jobs by their ids, with their steps.
    case ids
}
