package import BloomFilter
import Scoreboard

/// The file of a month's jobs whose steps are still awaited.
///
/// A ``BinaryHeader`` with the magic `SB-STEPS` and version 1; at offset 16 the length of the contents (8 bytes), at 24
/// the number of jobs (8 bytes). The contents are numbers as ``VarintWriter`` writes them: the number of users, each
/// user's name; then the jobs in the order of their identities, each as
///
/// | number | what |
/// |---|---|
/// | unsigned | job id less that of the job before |
/// | signed | submit time less that of the job before |
/// | unsigned | the user, counted from 0 |
/// | signed | start less submit time |
/// | unsigned | end less start |
/// | unsigned | core-seconds |
/// | unsigned | bytes of memory requested |
/// | unsigned | 0: nothing credited; 1: the next three follow |
/// | optional | MaxRSS credited |
/// | optional | AveRSS credited |
/// | unsigned | CPU milliseconds credited |
package enum AwaitingJobsCodec {
    private static let magic: StaticString = "SB-STEPS"
    private static let version: UInt32 = 1

    /// The file of these jobs, whatever their order.
    package static func encode(_ jobs: some Sequence<AwaitingJob>) -> [UInt8] {
        let sorted = jobs.sorted { $0.identity < $1.identity }
        let names = Set(sorted.map(\.user)).sorted()
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt64($0)) })
        var writer = VarintWriter()
        writer.unsigned(UInt64(names.count))
        for name in names { writer.text(name) }
        var before = JobIdentity(jobID: 0, submitTime: 0)
        for job in sorted {
            writer.unsigned(UInt64(job.identity.jobID - before.jobID))
            writer.signed(Int64(job.identity.submitTime) - Int64(before.submitTime))
            writer.unsigned(places[job.user] ?? 0)
            writer.signed(job.start.seconds - Int64(job.identity.submitTime))
            writer.unsigned(UInt64(job.end - job.start))
            writer.unsigned(UInt64(job.coreSeconds))
            writer.unsigned(UInt64(job.requestedMemoryBytes))
            writer.unsigned(job.credited == nil ? 0 : 1)
            if let credited = job.credited {
                writer.optional(credited.maxRSSBytes)
                writer.optional(credited.averageRSSBytes)
                writer.unsigned(UInt64(credited.cpuMilliseconds))
            }
            before = job.identity
        }
        return StepFile.file(magic: magic, version: version, count: sorted.count, contents: writer.bytes)
    }

    /// The jobs of a file, in the order of their identities.
    ///
    /// - Throws: ``BinaryFileError`` for anything but a whole file of this kind.
    package static func decode(_ file: [UInt8]) throws(BinaryFileError) -> [AwaitingJob] {
        let (count, contents) = try StepFile.contents(of: file, magic: magic, version: version)
        var reader = VarintReader(contents)
        var names: [String] = []
        for _ in 0..<(try reader.unsigned(as: UInt32.self)) { names.append(try reader.text()) }
        var jobs: [AwaitingJob] = []
        var before = (jobID: Int64(0), submitTime: Int64(0))
        for _ in 0..<count {
            before.jobID &+= try reader.unsigned(as: Int64.self)
            before.submitTime &+= try reader.signed()
            let user = try reader.unsigned(as: Int.self)
            guard let jobID = UInt32(exactly: before.jobID), let submit = UInt32(exactly: before.submitTime),
                names.indices.contains(user)
            else { throw .invalidField(name: "job", value: "\(before.jobID)") }
            let start = Timestamp(seconds: Int64(submit) &+ (try reader.signed()))
            let elapsed = try reader.unsigned(as: UInt32.self)
            let coreSeconds = try reader.unsigned(as: Int64.self)
            let requested = try reader.unsigned(as: Int64.self)
            jobs.append(
                AwaitingJob(
                    identity: JobIdentity(jobID: jobID, submitTime: submit), user: names[user], start: start,
                    end: Timestamp(seconds: start.seconds &+ Int64(elapsed)), coreSeconds: coreSeconds,
                    requestedMemoryBytes: requested, credited: try credited(&reader)))
        }
        guard reader.isAtEnd else { throw .invalidField(name: "number of jobs", value: "\(count)") }
        return jobs
    }

    private static func credited(_ reader: inout VarintReader) throws(BinaryFileError) -> StepUsage? {
        guard try reader.unsigned() != 0 else { return nil }
        return StepUsage(
            maxRSSBytes: try reader.optional(), averageRSSBytes: try reader.optional(),
            cpuMilliseconds: try reader.unsigned(as: Int64.self))
    }
}
