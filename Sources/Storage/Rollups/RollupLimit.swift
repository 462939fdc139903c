import Scoreboard

/// What a rollup may hold, so that no sum of what files say overflows, whoever wrote them.
///
/// A file of more is damaged: no accounting on earth comes near. Of a column of 64 bits the sum over a file's lines is at
/// most 2^50, a million million thousand: a hundred million jobs of four months each. So 8,192 files, the months of
/// several centuries, can be summed. Of a column of 128 bits each line has at most 2^100, and 2^27 lines can be summed.
struct RollupLimit {
    static let perFile: Int64 = 1 << 50
    static let perLine: Int128 = 1 << 100

    /// Of each column of 64 bits that is summed.
    private var sums: [7 of Int64] = .init(repeating: 0)

    /// Adds a line of a file.
    ///
    /// - Parameter offset: Of the line, for the error.
    mutating func add(_ totals: UserTotals, at offset: Int) throws(JSONError) {
        try addPlain(totals, at: offset)
        let largest = max(
            totals.coreSeconds, totals.gpuSeconds, totals.requestedMemoryBytes, totals.averageRSSBytes,
            totals.maxRSSBytes, totals.energyJoules, totals.measuredCoreSeconds, totals.measuredRequestedBytes,
            totals.usedCPUMilliseconds)
        guard largest <= RollupLimit.perLine, totals.gpuTypes.allSatisfy({ $0.seconds <= RollupLimit.perLine }) else {
            throw JSONError(.outOfRange("a value"), at: offset)
        }
    }

    /// Adds a line of which no value has more than 18 digits.
    mutating func addPlain(_ totals: UserTotals, at offset: Int) throws(JSONError) {
        let values: [7 of Int64] = [
            totals.jobs, totals.gpuJobs, totals.failedJobs, totals.measuredJobs, totals.elapsedSeconds,
            totals.gpuElapsedSeconds, totals.waitSeconds,
        ]
        // None of them is below zero, and a sum that was within the limit and a value that is within it do not overflow.
        var isBeyond = false
        for column in values.indices {
            sums[column] &+= values[column]
            isBeyond = isBeyond || values[column] > RollupLimit.perFile || sums[column] > RollupLimit.perFile
        }
        if isBeyond { throw JSONError(.outOfRange("a sum of jobs or hours"), at: offset) }
    }
}
