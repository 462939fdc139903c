package import Sacct

/// What happened to the rows of a slice.
package struct SliceCounts: Equatable, Sendable {
    package var rows = 0
    package var bytes = 0
    /// Calls of sacct.
    package var calls = 0
    package var steps = 0
    /// Job rows that had ended inside the window.
    package var jobs = 0
    /// Of these, the ones that were not counted before.
    package var newJobs = 0
    /// Ended, but not inside the window that was asked for.
    package var outsideWindow = 0
    package var left: [ParsedRow.Reason: Int] = [:]

    package init() {}

    package static func += (sum: inout SliceCounts, part: SliceCounts) {
        sum.rows += part.rows
        sum.bytes += part.bytes
        sum.calls += part.calls
        sum.steps += part.steps
        sum.jobs += part.jobs
        sum.newJobs += part.newJobs
        sum.outsideWindow += part.outsideWindow
        for (reason, count) in part.left { sum.left[reason, default: 0] += count }
    }
}
