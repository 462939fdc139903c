import Scoreboard
import SeededNumbers

extension UserTotals {
    /// Believable totals of a day.
    static func sample(_ random: inout SeededGenerator) -> UserTotals {
        var totals = UserTotals()
        totals.jobs = .random(in: 1...500, using: &random)
        totals.gpuJobs = .random(in: 0...20, using: &random)
        totals.failedJobs = .random(in: 0...20, using: &random)
        totals.elapsedSeconds = .random(in: 0...10_000_000, using: &random)
        totals.coreSeconds = Int128(Int64.random(in: 0...1_000_000_000, using: &random))
        totals.requestedMemoryBytes = Int128(Int64.random(in: 0...1_000_000_000_000, using: &random)) * 1000
        totals.averageRSSBytes = Int128(Int64.random(in: 0...1_000_000_000, using: &random)) * 1024
        totals.maxRSSBytes = Int128(Int64.random(in: 0...1_000_000_000, using: &random)) * 1024
        totals.waitSeconds = .random(in: 0...1_000_000, using: &random)
        totals.measuredJobs = totals.jobs
        totals.measuredCoreSeconds = totals.coreSeconds
        totals.measuredRequestedBytes = totals.requestedMemoryBytes
        totals.usedCPUMilliseconds = Int128(Int64.random(in: 0...1_000_000_000, using: &random))
        totals.largestJobCPUs = .random(in: 1...4096, using: &random)
        totals.longestJobSeconds = .random(in: 0...1_209_600, using: &random)
        totals.states[.completed] = totals.jobs
        if totals.gpuJobs > 0 {
            totals.states[.timeout] = totals.failedJobs
            totals.gpuElapsedSeconds = .random(in: 0...1_000_000, using: &random)
            totals.gpuSeconds = Int128(totals.gpuElapsedSeconds) * 2
            totals.gpuTypes = [GPUTypeSeconds(type: "a100", seconds: totals.gpuSeconds)]
        }
        return totals
    }

    /// The largest values that a file may hold, twice.
    static var largest: UserTotals {
        var totals = UserTotals()
        totals.jobs = 1 << 49
        totals.gpuJobs = 1 << 49
        totals.failedJobs = 1 << 49
        totals.elapsedSeconds = 1 << 49
        totals.coreSeconds = 1 << 100
        totals.gpuElapsedSeconds = 1 << 49
        totals.gpuSeconds = 1 << 100
        totals.requestedMemoryBytes = 1 << 100
        totals.averageRSSBytes = 1 << 100
        totals.maxRSSBytes = 1 << 100
        totals.waitSeconds = 1 << 49
        totals.energyJoules = 1 << 100
        totals.measuredJobs = 1 << 49
        totals.measuredCoreSeconds = 1 << 100
        totals.measuredRequestedBytes = 1 << 100
        totals.usedCPUMilliseconds = 1 << 100
        totals.largestJobCPUs = .max
        totals.longestJobSeconds = .max
        for state in JobState.allCases { totals.states[state] = Int64(UInt32.max) }
        totals.gpuTypes = ["1g.10gb", "a\"\\\u{1}", "z", "é"].map { GPUTypeSeconds(type: $0, seconds: 1 << 100) }
        return totals
    }
}
