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
    private var sums = [Int64](repeating: 0, count: 7)

    /// Adds a line of a file.
    ///
    /// - Parameter offset: Of the line, for the error.
    mutating func add(_ totals: UserTotals, at offset: Int) throws(JSONError) {
        let areSmall =
            add(totals.jobs, 0) && add(totals.gpuJobs, 1) && add(totals.failedJobs, 2) && add(totals.measuredJobs, 3)
            && add(totals.elapsedSeconds, 4) && add(totals.gpuElapsedSeconds, 5) && add(totals.waitSeconds, 6)
        guard areSmall else { throw JSONError(.outOfRange("a sum of jobs or hours"), at: offset) }
        let largest = max(
            totals.coreSeconds, totals.gpuSeconds, totals.requestedMemoryBytes, totals.averageRSSBytes,
            totals.maxRSSBytes, totals.energyJoules, totals.measuredCoreSeconds, totals.measuredRequestedBytes,
            totals.usedCPUMilliseconds)
        guard largest <= RollupLimit.perLine, totals.gpuTypes.allSatisfy({ $0.seconds <= RollupLimit.perLine }) else {
            throw JSONError(.outOfRange("a value"), at: offset)
        }
    }

    private mutating func add(_ value: Int64, _ column: Int) -> Bool {
        guard value <= RollupLimit.perFile else { return false }
        sums[column] += value
        return sums[column] <= RollupLimit.perFile
    }
}
