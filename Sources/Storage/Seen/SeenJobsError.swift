/// Why a month's filter and exact set cannot be used together. Nothing was marked as seen.
package enum SeenJobsError: Error, Equatable, Sendable {
    /// They hold different numbers of jobs: they are not of the same commit, or one of them was replaced.
    case differentCounts(inFilter: UInt64, inExactSet: UInt64)
    /// The filter called a job certainly new that the exact set holds: they are not of the same month or cluster.
    case filterLacksJob(jobID: UInt32, submitTime: UInt32)
}

extension SeenJobsError: CustomStringConvertible {
    /// What is wrong and what to do; the caller adds which files they are.
    package var description: String {
        switch self {
        case .differentCounts(let filter, let exact):
            """
            the filter holds \(filter) jobs and the exact set beside it \(exact): they do not belong together; \
            move both away and let the month be pulled again
            """
        case .filterLacksJob(let jobID, let submitTime):
            """
            the exact set holds job \(jobID) (submitted at \(submitTime)) and the filter beside it does not: they do not \
            belong together; move both away and let the month be pulled again
            """
        }
    }
}
