import BloomFilter
import Scoreboard
@testable import Storage
import Testing

@Suite struct StepFilesTests {
    static let jobs = [
        AwaitingJob(
            identity: JobIdentity(jobID: 4_294_967_295, submitTime: 4_294_967_295), user: "eve\u{1b}[31m",
            start: Timestamp(seconds: 4_294_967_295), end: Timestamp(seconds: 4_294_967_295), coreSeconds: 0,
            requestedMemoryBytes: 0, credited: nil),
        AwaitingJob(
            identity: JobIdentity(jobID: 0, submitTime: 0), user: "", start: Timestamp(seconds: 0),
            end: Timestamp(seconds: 86_400), coreSeconds: .max, requestedMemoryBytes: .max,
            credited: StepUsage(maxRSSBytes: 0, averageRSSBytes: nil, cpuMilliseconds: 7)),
        // The segment after a resize: it starts before its submit time.
        AwaitingJob(
            identity: JobIdentity(jobID: 36, submitTime: 1_700_000_051), user: "alice",
            start: Timestamp(seconds: 1_700_000_050), end: Timestamp(seconds: 1_700_000_062), coreSeconds: 12,
            requestedMemoryBytes: 200_000_000,
            credited: StepUsage(maxRSSBytes: 5, averageRSSBytes: 4, cpuMilliseconds: 0)),
    ]

    static let steps = [
        LooseStep(jobID: 7, start: nil, usage: StepUsage()),
        LooseStep(
            jobID: 4_294_967_295, start: Timestamp(seconds: 0),
            usage: StepUsage(maxRSSBytes: 1, averageRSSBytes: 0, cpuMilliseconds: .max)),
    ]

    @Test func whatIsWrittenIsRead() throws {
        #expect(try AwaitingJobsCodec.decode(AwaitingJobsCodec.encode(Self.jobs[...])) == Self.jobs)
        #expect(try AwaitingJobsCodec.decode(AwaitingJobsCodec.encode([])) == [])
        #expect(try LooseStepsCodec.decode(LooseStepsCodec.encode(Self.steps)) == Self.steps)
    }

    /// The bytes by the documented layout, written out by hand: LEB128 and zigzag numbers behind a header of 64 bytes.
    @Test func theLayoutIsAsDocumented() {
        let job = AwaitingJob(
            identity: JobIdentity(jobID: 300, submitTime: 100), user: "al", start: Timestamp(seconds: 98),
            end: Timestamp(seconds: 198), coreSeconds: 200, requestedMemoryBytes: 5, credited: nil)
        let file = AwaitingJobsCodec.encode([job])
        #expect(Array(file[..<8]) == Array("SB-STEPS".utf8))
        #expect(
            Array(file[64...]) == [
                1, 2, UInt8(ascii: "a"), UInt8(ascii: "l"),  // one user, of two bytes
                0xD8, 0x04,  // 300, zigzag 600
                0xC8, 0x01,  // 100, zigzag 200
                0,  // the first user
                0x03,  // -2, zigzag 3
                100, 2, 0, 10, 0,  // 100 s of 2 CPUs, nothing over; 5 bytes, no megabytes; nothing credited
            ])
        #expect(file[16] == 15 && file[24] == 1)
    }

    /// The same job as version 1 had it, core-seconds and bytes of memory in one number each.
    @Test func theFirstVersionIsStillRead() throws {
        var writer = VarintWriter()
        writer.unsigned(1)
        writer.text("al")
        for number: Int64 in [300, 100] { writer.signed(number) }
        writer.unsigned(0)
        writer.signed(-2)
        for number: UInt64 in [100, 200, 5, 0] { writer.unsigned(number) }
        let file = StepFile.file(magic: AwaitingJobsCodec.magic, version: 1, count: 1, taking: &writer)
        #expect(Array(file[(file.count - 5)...]) == [100, 0xC8, 0x01, 5, 0])
        #expect(
            try AwaitingJobsCodec.decode(file) == [
                AwaitingJob(
                    identity: JobIdentity(jobID: 300, submitTime: 100), user: "al", start: Timestamp(seconds: 98),
                    end: Timestamp(seconds: 198), coreSeconds: 200, requestedMemoryBytes: 5, credited: nil)
            ])
        var nothing = VarintWriter()
        let later = StepFile.file(magic: AwaitingJobsCodec.magic, version: 3, count: 0, taking: &nothing)
        #expect(throws: BinaryFileError.unsupportedVersion(found: 3, supported: 2)) {
            try AwaitingJobsCodec.decode(later)
        }
    }

    /// Six megabytes, so that it grows past the longest room that it takes at once.
    @Test func aLongWriterKeepsWhatItHas() throws {
        let texts = (0..<6000).map { "\($0) " + String(repeating: "x", count: 1000) }
        var writer = VarintWriter()
        for text in texts { writer.text(text) }
        // A length of two bytes before each text.
        let length = texts.reduce(0) { $0 + $1.utf8.count + 2 }
        #expect(writer.count == length)
        let bytes = writer.finish(behind: 3)
        #expect(bytes.count == length + 3 && bytes[..<3] == [0, 0, 0])
        #expect(writer.count == 0)
        var reader = VarintReader(bytes[3...])
        for text in texts { #expect(try reader.text() == text) }
        #expect(reader.isAtEnd)
    }

    /// More than the writer has room for at first, and jobs whose core-seconds and memory are no whole multiples.
    @Test func manyJobsAreReadAsTheyWereWritten() throws {
        let jobs = (0..<20_000).map { (number: Int) -> AwaitingJob in
            let submit = UInt32(1_700_000_000 + number)
            let start = Timestamp(seconds: Int64(submit) + 100)
            let requested = Int64(number % 3) * 1_500_000 + Int64(number % 2)
            return AwaitingJob(
                identity: JobIdentity(jobID: UInt32(number * 3), submitTime: submit), user: "user\(number % 700)",
                start: start, end: start + Int64(number % 5), coreSeconds: Int64(number) * 7919,
                requestedMemoryBytes: requested,
                credited: number % 10 == 0 ? StepUsage(maxRSSBytes: Int64(number)) : nil)
        }
        #expect(try AwaitingJobsCodec.decode(AwaitingJobsCodec.encode(jobs[...])) == jobs)
    }

    @Test func damageIsFound() {
        for file in [AwaitingJobsCodec.encode(Self.jobs[...]), LooseStepsCodec.encode(Self.steps)] {
            let isJobs = file[3] == UInt8(ascii: "S") && file[4] == UInt8(ascii: "T")
            func decode(_ bytes: [UInt8]) throws {
                if isJobs { _ = try AwaitingJobsCodec.decode(bytes) } else { _ = try LooseStepsCodec.decode(bytes) }
            }
            for length in file.indices { #expect(throws: BinaryFileError.self) { try decode(Array(file[..<length])) } }
            for bit in 0..<file.count * 8 {
                var damaged = file
                damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(throws: BinaryFileError.self) { try decode(damaged) }
            }
        }
    }
}
