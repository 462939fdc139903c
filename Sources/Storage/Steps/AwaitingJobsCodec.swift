package import BloomFilter
import Scoreboard

/// A file of jobs whose steps are still awaited: one of the segments of their month.
///
/// A `BinaryHeader` with the magic `SB-STEPS` and version 2; at offset 16 the length of the contents (8 bytes), at 24
/// the number of jobs (8 bytes). The contents are numbers as `VarintWriter` writes them: the number of users, each
/// user's name; then the jobs, in any order, each as
///
/// | number | what |
/// |---|---|
/// | signed | job id less that of the job before |
/// | signed | submit time less that of the job before |
/// | unsigned | the user, counted from 0 |
/// | signed | start less submit time |
/// | unsigned | end less start |
/// | unsigned | core-seconds divided by (end less start, 1 when that is zero): mostly the CPUs |
/// | unsigned | the remainder of that division: mostly zero |
/// | unsigned | memory requested: whole megabytes (1e6 bytes) × 2 + 1 when it is that, else bytes × 2 |
/// | unsigned | 0: nothing credited; 1: the next three follow |
/// | optional | MaxRSS credited |
/// | optional | AveRSS credited |
/// | unsigned | CPU milliseconds credited |
///
/// Version 1, which is still read, had core-seconds in one number and bytes of memory as they are: a third more.
package enum AwaitingJobsCodec {
    static let magic: StaticString = "SB-STEPS"
    static let version: UInt32 = 2
    static let oldestVersion: UInt32 = 1

    /// The file of these jobs.
    package static func encode(_ jobs: ArraySlice<AwaitingJob>) -> [UInt8] {
        var segment = AwaitingSegment()
        for job in jobs { segment.append(job) }
        return segment.takeFile()
    }

    /// The jobs of a file, in its order.
    ///
    /// - Throws: ``BinaryFileError`` for anything but a whole file of this kind.
    package static func decode(_ file: [UInt8]) throws(BinaryFileError) -> [AwaitingJob] {
        let (found, count, contents) = try StepFile.contents(of: file, magic: magic, versions: oldestVersion...version)
        var reader = VarintReader(contents)
        var names: [String] = []
        for _ in 0..<(try reader.unsigned(as: UInt32.self)) { names.append(try reader.text()) }
        var jobs: [AwaitingJob] = []
        jobs.reserveCapacity(Int(count))
        var before = (jobID: Int64(0), submitTime: Int64(0))
        for _ in 0..<count {
            before.jobID &+= try reader.signed()
            before.submitTime &+= try reader.signed()
            let user = try reader.unsigned(as: Int.self)
            guard let jobID = UInt32(exactly: before.jobID), let submit = UInt32(exactly: before.submitTime),
                names.indices.contains(user)
            else { throw .invalidField(name: "job", value: "\(before.jobID)") }
            // Slurm's times have 32 bits; any other would overflow where times are subtracted.
            let begun = Int64(submit) &+ (try reader.signed())
            guard UInt32(exactly: begun) != nil else { throw .invalidField(name: "start", value: "\(begun)") }
            let start = Timestamp(seconds: begun)
            let elapsed = try reader.unsigned(as: UInt32.self)
            let coreSeconds =
                try found == 1 ? reader.unsigned(as: Int64.self) : coreSeconds(&reader, elapsed: Int64(elapsed))
            let requested = try found == 1 ? reader.unsigned(as: Int64.self) : requestedBytes(&reader)
            jobs.append(
                AwaitingJob(
                    identity: JobIdentity(jobID: jobID, submitTime: submit), user: names[user], start: start,
                    end: start + Int64(elapsed), coreSeconds: coreSeconds,
                    requestedMemoryBytes: requested, credited: try credited(&reader)))
        }
        guard reader.isAtEnd else { throw .invalidField(name: "number of jobs", value: "\(count)") }
        return jobs
    }

    private static func coreSeconds(
        _ reader: inout VarintReader, elapsed: Int64
    ) throws(BinaryFileError) -> Int64 {
        let (product, overflow) = try reader.unsigned(as: Int64.self).multipliedReportingOverflow(by: max(1, elapsed))
        let (sum, isTooMuch) = try product.addingReportingOverflow(reader.unsigned(as: Int64.self))
        guard !overflow, !isTooMuch else { throw .invalidField(name: "core-seconds", value: "above 2^63") }
        return sum
    }

    private static func requestedBytes(_ reader: inout VarintReader) throws(BinaryFileError) -> Int64 {
        let number = try reader.unsigned()
        let (bytes, overflow) = Int64(number >> 1).multipliedReportingOverflow(by: number & 1 == 1 ? 1_000_000 : 1)
        guard !overflow else { throw .invalidField(name: "memory requested", value: "above 2^63") }
        return bytes
    }

    private static func credited(_ reader: inout VarintReader) throws(BinaryFileError) -> StepUsage? {
        guard try reader.unsigned() != 0 else { return nil }
        return StepUsage(
            maxRSSBytes: try reader.optional(), averageRSSBytes: try reader.optional(),
            cpuMilliseconds: try reader.unsigned(as: Int64.self))
    }
}
