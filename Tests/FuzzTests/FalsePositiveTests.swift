import BloomFilter
import Scoreboard
import Storage
import Testing

/// The filter's rate at the size of a month, too long for every run: `SLURM_SB_LONG_TESTS=1`, best with `-c release`.
@Suite struct FalsePositiveTests {
    /// Strangers that the filter takes for members, of `probes`.
    private static func falsePositives(_ filter: BloomFilter, probes: UInt32) -> Int {
        // Ids of strangers are above those of all members.
        (0..<probes).reduce(0) { count, number in
            let key = FilterKey(jobID: 3_000_000_000 + number, submitTime: 1_795_000_000 &+ number &* 7)
            return count + (filter.contains(key) ? 1 : 0)
        }
    }

    @Test(.enabled(if: FuzzBudget.factor > 1), arguments: [1, 3] as [UInt32])
    func `The rate is within twice the target at the planned size and at three times that`(times: UInt32) throws {
        let (planned, target, probes): (UInt32, Double, UInt32) = (100_000, 1e-4, 2_000_000)
        // A month that was expected to have so many jobs, and grows as polls come.
        var seen = SeenJobs(falsePositiveRate: target)
        for number in 0..<planned * times {
            let identity = JobIdentity(jobID: 1_000_000 + number, submitTime: 1_795_000_000 + number / 3)
            #expect(try seen.insert(identity))
        }
        let filter = try BloomFilterCodec.decode(#require(try seen.encodedFilter()))
        #expect(filter.insertedCount == UInt64(planned * times))
        let rate = Double(Self.falsePositives(filter, probes: probes)) / Double(probes)
        print("filter: \(planned * times) jobs, \(probes) strangers, rate \(rate), target \(target)")
        #expect(rate <= 2 * target)
        #expect(rate > 0, "a filter without any false positive was not filled")

        // The filter itself, planned for exactly as many: its formulas must hold without room to spare.
        let parameters = BloomFilterParameters(
            plannedCount: UInt64(planned * times), falsePositiveRate: target)
        var exact = BloomFilter(parameters: parameters)
        for number in 0..<planned * times {
            exact.insert(FilterKey(jobID: 1_000_000 + number, submitTime: 1_795_000_000 + number / 3))
        }
        let exactRate = Double(Self.falsePositives(exact, probes: probes)) / Double(probes)
        print("filter: planned for \(planned * times) exactly: rate \(exactRate)")
        #expect((target / 2...2 * target).contains(exactRate))
    }
}
