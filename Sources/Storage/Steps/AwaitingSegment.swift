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

    /// How long the jobs are in the file.
    package var byteCount: Int { writer.count }

    /// Adds a job, by the layout that ``AwaitingJobsCodec`` documents.
    package mutating func append(_ job: borrowing AwaitingJob) {
        append(job, userAt: place(of: job.user))
    }

    /// Adds a job whose user has a number in some table, always the same one: by it the place of the name is found quickest.
    ///
    /// - Parameters:
    ///   - job: Its user's name is not looked at.
    ///   - number: The user's in that table.
    ///   - name: The user's name, asked for when the number comes for the first time.
    @inline(__always)
    package mutating func append(
        _ job: borrowing AwaitingJob, userNumber number: NameTable.Index, named name: () -> String
    ) {
        append(job, userAt: place(ofNumber: Int(number), named: name))
    }

    @inline(__always)
    private mutating func append(_ job: borrowing AwaitingJob, userAt place: Int) {
        let before = before
        let elapsed = job.end - job.start
        let (cpus, rest) = job.coreSeconds.quotientAndRemainder(dividingBy: max(1, elapsed))
        let (megabytes, bytes) = job.requestedMemoryBytes.quotientAndRemainder(dividingBy: 1_000_000)
        writer.group(ofAtMost: 12) { group in
            group.signed(Int64(job.identity.jobID) - Int64(before.jobID))
            group.signed(Int64(job.identity.submitTime) - Int64(before.submitTime))
            group.unsigned(UInt64(place))
            group.signed(job.start.seconds - Int64(job.identity.submitTime))
            group.unsigned(UInt64(elapsed))
            group.unsigned(UInt64(cpus))
            group.unsigned(UInt64(rest))
            group.unsigned(
                bytes == 0 ? UInt64(megabytes) << 1 | 1 : UInt64(job.requestedMemoryBytes) << 1)
            guard let credited = job.credited else { return group.unsigned(0) }
            group.unsigned(1)
            group.optional(credited.maxRSSBytes)
            group.optional(credited.averageRSSBytes)
            group.unsigned(UInt64(credited.cpuMilliseconds))
        }
        self.before = job.identity
        count += 1
    }

    @inline(__always)
    private mutating func place(ofNumber number: Int, named name: () -> String) -> Int {
        if number < placesByNumber.count, placesByNumber[number] >= 0 { return Int(placesByNumber[number]) }
        while placesByNumber.count <= number { placesByNumber.append(-1) }
        let place = place(of: name())
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

    /// The whole file. Nothing is left here afterwards: so a long one is never in memory twice.
    package mutating func takeFile() -> [UInt8] {
        var users = VarintWriter()
        users.unsigned(UInt64(names.count))
        for name in names { users.text(name) }
        defer { self = AwaitingSegment() }
        return StepFile.file(
            magic: AwaitingJobsCodec.magic, version: AwaitingJobsCodec.version, count: count, beginning: users,
            taking: &writer)
    }
}
