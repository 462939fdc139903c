import BloomFilter
import Sacct
import Scoreboard
import Testing

@testable import Storage

/// Values that are each allowed, and together are more than a number holds.
@Suite struct OverflowTests {
    @Test func `CPU times of many steps that are garbage do not overflow`() {
        var usage = StepUsage(cpuMilliseconds: 1)
        // The largest CPU time that a row can give; 2^63 ms are 8389 of them.
        for _ in 0..<9000 { usage.fold(StepUsage(cpuMilliseconds: (1 << 40) * 1000 + 999)) }
        #expect(usage.cpuMilliseconds == .max)
    }

    @Test func `A start that no clock shows is refused, though its checksum is right`() throws {
        var writer = VarintWriter()
        writer.unsigned(1)
        writer.text("a")
        writer.signed(7)
        writer.signed(1_795_000_000)
        writer.unsigned(0)
        // Start less submit time.
        writer.signed(.max)
        for _ in 0..<5 { writer.unsigned(0) }
        let file = StepFile.file(
            magic: AwaitingJobsCodec.magic, version: AwaitingJobsCodec.version, count: 1, taking: &writer)
        #expect(throws: BinaryFileError.self) { try AwaitingJobsCodec.decode(file) }
    }

    @Test(arguments: [Int32.max, .min, 2_932_897, -719_163])
    func `A day that has no text is refused in standings`(days: Int32) {
        let cluster = ClusterStandings(
            cluster: "hammer", asOf: Timestamp(seconds: 0), today: Day(daysSinceEpoch: days), users: [])
        #expect(throws: DamagedFile.self) {
            try StandingsSidecar.decode(StandingsSidecar.encode([cluster]), path: "f")
        }
    }

    /// 0001-01-01 and 9999-12-31.
    @Test(arguments: [-719_162, 2_932_896] as [Int32])
    func `The first and the last day are read`(days: Int32) throws {
        let cluster = ClusterStandings(
            cluster: "hammer", asOf: Timestamp(seconds: 0), today: Day(daysSinceEpoch: days), users: [])
        #expect(try StandingsSidecar.decode(StandingsSidecar.encode([cluster]), path: "f") == [cluster])
    }
}
