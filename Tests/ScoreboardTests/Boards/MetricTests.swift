import Testing

@testable import Scoreboard

@Suite struct MetricTests {
    /// Of the four sample jobs, by hand: see `UserTotalsTests.four`.
    @Test(arguments: [
        ("clock_hours", 40.5), ("elapsed_hours", 3.5), ("gpu_clock_hours", 6), ("gpu_elapsed_hours", 3),
        ("sum_max_mem_mb", 3000), ("sum_avg_mem_mb", 1000), ("sum_req_mem_mb", 74_500), ("jobs", 4), ("gpu_jobs", 2),
        ("failed_jobs", 2), ("wait_hours", 0.175), ("energy_kwh", 1),
        // 144,000 core-seconds of the measured jobs, less 14,400 that were used.
        ("wasted_core_hours", 36),
    ])
    func `Metrics have the values of hand totals`(key: String, value: Double) throws {
        let metric = try #require(Metric(key: key))
        #expect(metric.key == key)
        #expect(metric.value(of: UserTotalsTests.four) == value)
        #expect(MetricValues(UserTotalsTests.four)[metric] == value)
        #expect(metric.value(of: UserTotals()) == 0)
    }

    @Test func `Keys and names are unique`() {
        #expect(Set(Metric.allCases.map(\.key)).count == 13)
        #expect(Metric.allCases.count == 13)
        #expect(Set(Metric.allCases.map(\.title)).count == 13)
        #expect(Set(Metric.allCases.map(\.shortTitle)).count == 13)
        #expect(Metric(key: "CLOCK_HOURS") == nil)
        #expect(Metric(key: "") == nil)
    }

    @Test func `More CPU time than was allocated wastes nothing`() {
        var totals = UserTotals()
        totals.measuredCoreSeconds = 10
        totals.usedCPUMilliseconds = 10_001
        #expect(Metric.wastedCoreHours.value(of: totals) == 0)
        totals.usedCPUMilliseconds = 6400
        #expect(Metric.wastedCoreHours.value(of: totals) == 0.001)
    }

    @Test func `Losses are nothing to crown`() {
        #expect(Metric.allCases.filter(\.isLoss) == [.failedJobs, .waitHours, .wastedCoreHours])
    }

    @Test func `Values add and subtract metric by metric`() {
        var left = MetricValues()
        var right = MetricValues()
        for metric in Metric.allCases {
            left[metric] = Double(metric.rawValue) + 100
            right[metric] = Double(metric.rawValue) * 2
        }
        let sum = left + right
        let difference = left - right
        for metric in Metric.allCases {
            #expect(sum[metric] == Double(metric.rawValue) * 3 + 100)
            #expect(difference[metric] == 100 - Double(metric.rawValue))
        }
        left += right
        #expect(left == sum)
    }
}
