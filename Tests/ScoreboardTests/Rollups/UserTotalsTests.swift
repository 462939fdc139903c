import Testing

@testable import Scoreboard

@Suite struct UserTotalsTests {
    /// The four sample jobs, added up by hand.
    static var four: UserTotals {
        var totals = UserTotals()
        totals.jobs = 4
        totals.gpuJobs = 2
        totals.failedJobs = 2  // failed and timed out; cancelled is not
        totals.elapsedSeconds = 12_600  // 7200 + 1800 + 0 + 3600
        totals.coreSeconds = 145_800  // 4 × 7200 + 1800 + 0 + 32 × 3600
        totals.gpuElapsedSeconds = 10_800  // 7200 + 3600
        totals.gpuSeconds = 21_600  // 2 × 7200 + 2 × 3600
        totals.requestedMemoryBytes = 74_500_000_000  // 8 + 2 + 0.5 + 64 GB
        totals.averageRSSBytes = 1_000_000_000
        totals.maxRSSBytes = 3_000_000_000
        totals.waitSeconds = 630  // 600 + 30
        totals.energyJoules = 3_600_000
        totals.measuredJobs = 2  // the first and the last have steps
        totals.measuredCoreSeconds = 144_000  // 28,800 + 115,200
        totals.measuredRequestedBytes = 72_000_000_000
        totals.usedCPUMilliseconds = 14_400_000
        totals.largestJobCPUs = 32  // not the 64 of the job that never started
        totals.longestJobSeconds = 7200
        totals.latestEnd = Timestamp(seconds: 9000)
        totals.states[.completed] = 1
        totals.states[.failed] = 1
        totals.states[.cancelled] = 1
        totals.states[.timeout] = 1
        totals.gpuTypes = [
            UserTotals.GPUTypeSeconds(type: "a100", seconds: 14_400),
            UserTotals.GPUTypeSeconds(type: "h100", seconds: 3600),
            UserTotals.GPUTypeSeconds(type: "untyped", seconds: 3600),
        ]
        return totals
    }

    @Test func `Jobs are counted as computed by hand, in any order`() {
        expectEqual(UserTotals(Job.four), Self.four)
        expectEqual(UserTotals(Job.four.reversed()), Self.four)
    }

    @Test func `What counts as a failure is a setting`() {
        var totals = UserTotals()
        for job in Job.four { totals.count(job, failures: JobStateSet([.cancelled])) }
        #expect(totals.failedJobs == 1)
        #expect(totals.states[.failed] == 1)
    }

    @Test func `The parts add up to the whole, wherever they are cut`() {
        for cut in 0...4 {
            var left = UserTotals(Array(Job.four[..<cut]))
            left += UserTotals(Array(Job.four[cut...]))
            expectEqual(left, Self.four)
        }
        var doubled = Self.four
        doubled += Self.four
        #expect(doubled.coreSeconds == 291_600)
        #expect(doubled.measuredJobs == 4)
        #expect(doubled.largestJobCPUs == 32)
        #expect(doubled.longestJobSeconds == 7200)
        #expect(doubled.states[.cancelled] == 2)
        #expect(doubled.gpuTypes.map(\.seconds) == [28_800, 7200, 7200])
    }

    @Test func `Steps that come later give what steps that come at once give`() {
        var late = Job.finished
        late.steps = nil
        var totals = UserTotals([late])
        #expect(totals.measuredJobs == 0)
        #expect(totals.maxRSSBytes == 0)
        let part = StepUsage(maxRSSBytes: 2_000_000_000, averageRSSBytes: nil, cpuMilliseconds: 400_000)
        totals.credit(part, replacing: nil, coreSeconds: 28_800, requestedMemoryBytes: 8_000_000_000)
        #expect(totals.maxRSSBytes == 2_000_000_000)
        #expect(totals.usedCPUMilliseconds == 400_000)
        totals.credit(
            Job.finished.steps!, replacing: part, coreSeconds: 28_800, requestedMemoryBytes: 8_000_000_000)
        expectEqual(totals, UserTotals([.finished]))
    }

    @Test func `Sums beyond 64 bits are exact`() {
        let monster = Job.sample(
            elapsed: 4_000_000_000, cpus: 4_000_000_000, requestedMemory: .max, start: 0, end: 4_000_000_000)
        let totals = UserTotals([monster, monster, monster])
        #expect(totals.coreSeconds == Int128(4_000_000_000) * 4_000_000_000 * 3)
        #expect(totals.requestedMemoryBytes == Int128(Int64.max) * 3)
    }

    @Test func `A count of states stops at its largest and does not go round`() {
        var counts = StateCounts()
        counts[.failed] = Int64(UInt32.max)
        counts[.completed] = 1
        var one = StateCounts()
        one[.failed] = 2
        one[.completed] = 2
        counts += one
        #expect(counts[.failed] == Int64(UInt32.max))
        #expect(counts[.completed] == 3)
        #expect(counts.counted.map(\.state) == [.completed, .failed])
    }
}
