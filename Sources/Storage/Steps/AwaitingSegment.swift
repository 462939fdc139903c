import Scoreboard

/// Awaiting jobs in the form of their file, while it grows: some twenty bytes a job instead of a hundred.
package struct AwaitingSegment {
    package private(set) var count = 0
    private var writer = VarintWriter()
    private var names: [String] = []
    private var places: [String: UInt64] = [:]
    private var before = JobIdentity(jobID: 0, submitTime: 0)

    package init() {}

    /// Adds a job, by the layout that ``AwaitingJobsCodec`` documents.
    package mutating func append(_ job: AwaitingJob) {
        writer.signed(Int64(job.identity.jobID) - Int64(before.jobID))
        writer.signed(Int64(job.identity.submitTime) - Int64(before.submitTime))
        writer.unsigned(place(of: job.user))
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
        count += 1
    }

    private mutating func place(of user: String) -> UInt64 {
        if let place = places[user] { return place }
        let place = UInt64(names.count)
        names.append(user)
        places[user] = place
        return place
    }

    /// The whole file.
    package func encoded() -> [UInt8] {
        var contents = VarintWriter()
        contents.unsigned(UInt64(names.count))
        for name in names { contents.text(name) }
        contents.append(writer)
        return StepFile.file(
            magic: AwaitingJobsCodec.magic, version: AwaitingJobsCodec.version, count: count, contents: contents.bytes)
    }
}
