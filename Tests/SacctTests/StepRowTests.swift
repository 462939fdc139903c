import Sacct
import Scoreboard
import Testing

@Suite struct StepRowTests {
    @Test(arguments: [
        ("00:00.116", 116), ("07:00", 420_000), ("01:02:03", 3_723_000), ("2-03:04:05", 183_845_000),
        ("00:01.5", 1_500), ("", 0),
    ])
    func totalCPU(text: String, milliseconds: Int64) throws {
        let input = try SampleRow(jobID: "12.batch", user: "", maxRSS: "10656K", totalCPU: text).parsed()
        let step = try #require(input.steps.first)
        #expect(input.steps.count == 1)
        #expect(step.jobID == 12)
        #expect(step.start == Timestamp(seconds: 1_700_000_100))
        #expect(step.end == Timestamp(seconds: 1_700_003_700))
        #expect(
            step.usage
                == StepUsage(maxRSSBytes: 10_656_000, averageRSSBytes: nil, cpuMilliseconds: milliseconds))
        #expect(input.jobs.isEmpty)
    }

    @Test(arguments: ["12:", ":30", "a:b", "1:2:x", "-1:00", "5.5.5"])
    func brokenCPUTimes(text: String) throws {
        #expect(try SampleRow(jobID: "12.0", totalCPU: text).parsed().defects == [.badTime])
    }

    /// The key tells a row that comes again from another step of the same job.
    @Test func theSameStepHasTheSameKey() throws {
        func key(_ row: SampleRow) throws -> UInt64? { try row.parsed().steps.first?.key }
        let batch = try key(SampleRow(jobID: "12.batch"))
        #expect(batch != nil)
        #expect(try key(SampleRow(jobID: "12.batch", maxRSS: "5K")) == batch)
        #expect(try key(SampleRow(jobID: "12.0")) != batch)
        #expect(try key(SampleRow(jobID: "12.batch", start: "1700000101")) != batch)
    }
}
