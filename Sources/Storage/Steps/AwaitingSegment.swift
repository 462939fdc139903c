package import Scoreboard

/// Awaiting jobs in the form of their file, while it grows: some twenty bytes a job instead of a hundred.
package struct AwaitingSegment {
    package private(set) var count = 0
    private var writer = VarintWriter()
    private var names: [String] = []
    private var places: [String: Int] = [:]
    /// The place of each user who was given by number as well.
    private var placesByNumber: [Int32] = []
    private var before = JobIdentity(jobID: 0, submitTime: 0)

    package init() {}

    /// Adds a job, by the layout that ``AwaitingJobsCodec`` documents.
    ///
    /// - Parameters:
    ///   - job: What is added at the end.
    ///   - number: The user's in some table, always the same one: by it the place of the name is found quickest.
    package mutating func append(_ job: AwaitingJob, userNumber number: NameTable.Index? = nil) {
        let place = number.map { self.place(of: job.user, numbered: Int($0)) } ?? self.place(of: job.user)
        let before = before
        writer.group(ofAtMost: 11) { group in
            group.signed(Int64(job.identity.jobID) - Int64(before.jobID))
            group.signed(Int64(job.identity.submitTime) - Int64(before.submitTime))
            group.unsigned(UInt64(place))
            group.signed(job.start.seconds - Int64(job.identity.submitTime))
            group.unsigned(UInt64(job.end - job.start))
            group.unsigned(UInt64(job.coreSeconds))
            group.unsigned(UInt64(job.requestedMemoryBytes))
            guard let credited = job.credited else { return group.unsigned(0) }
            group.unsigned(1)
            group.optional(credited.maxRSSBytes)
            group.optional(credited.averageRSSBytes)
            group.unsigned(UInt64(credited.cpuMilliseconds))
        }
        self.before = job.identity
        count += 1
    }

    private mutating func place(of user: String, numbered number: Int) -> Int {
        if number < placesByNumber.count, placesByNumber[number] >= 0 { return Int(placesByNumber[number]) }
        while placesByNumber.count <= number { placesByNumber.append(-1) }
        let place = place(of: user)
        placesByNumber[number] = Int32(place)
        return place
    }

    private mutating func place(of user: String) -> Int {
        if let place = places[user] { return place }
        let place = names.count
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
