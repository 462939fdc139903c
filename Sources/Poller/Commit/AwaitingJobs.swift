import Scoreboard
import Storage

/// The jobs of one month that await their steps: as its segments have them, in the order of their identities, and what has
/// changed since. A tick looks for a few of many thousand, so that those are not put into a table first.
struct AwaitingJobs {
    /// As they were read, each ascending and each identity once.
    private let segments: [[AwaitingJob]]
    /// Whether a segment was read in another order.
    private let isDisordered: [Bool]
    /// What is to stand in the place of what was read; nil for a job that awaits nothing any more.
    private var changes: [JobIdentity: AwaitingJob?] = [:]
    /// The identities among ``changes`` of each job id; made when one is first asked for.
    private var changedIDs: [UInt32: [JobIdentity]]?

    /// Of the last segment when it is written, and so of what a tick writes again, which settles jobs that ended lately; those
    /// before it are longer and longer, so that they are few.
    static let lengthOfLast = 4_096
    /// When more segments would stay, all are divided anew.
    private static let mostKept = 12

    /// - Parameter segments: Of the same identity the last job counts.
    init(_ segments: [[AwaitingJob]]) {
        isDisordered = segments.map { !AwaitingJobs.isAscending($0) }
        self.segments = zip(segments, isDisordered).map { $1 ? AwaitingJobs.sorted($0) : $0 }
    }

    private static func isAscending(_ jobs: [AwaitingJob]) -> Bool {
        jobs.withUnsafeBufferPointer { jobs in
            jobs.indices.dropFirst().allSatisfy { jobs[$0 - 1].identity < jobs[$0].identity }
        }
    }

    private static func sorted(_ jobs: [AwaitingJob]) -> [AwaitingJob] {
        Dictionary(jobs.map { ($0.identity, $0) }) { $1 }.values.sorted { $0.identity < $1.identity }
    }

    /// Whether there are others than those that were read.
    var hasChanged: Bool { !changes.isEmpty }

    /// The job of an identity; nil when it does not await anything.
    subscript(identity: JobIdentity) -> AwaitingJob? {
        if let change = changes[identity] { return change }
        return segment(of: identity).flatMap { segment in
            AwaitingJobs.place(of: identity, in: segments[segment]).map { segments[segment][$0] }
        }
    }

    /// The jobs of an id, in no order.
    mutating func jobs(ofID id: UInt32) -> [AwaitingJob] {
        let byID = changedIDs ?? Dictionary(grouping: changes.keys, by: \.jobID)
        changedIDs = byID
        let first = JobIdentity(jobID: id, submitTime: 0)
        let unchanged = segments.indices.flatMap { number in
            segments[number][AwaitingJobs.firstPlace(notBefore: first, in: segments[number])...]
                .prefix { $0.identity.jobID == id }
                .filter { changes[$0.identity] == nil && segment(of: $0.identity) == number }
        }
        return unchanged + byID[id, default: []].compactMap { changes[$0] ?? nil }
    }

    /// Adds a job, or puts what is now known of one in the place of what was.
    mutating func put(_ job: AwaitingJob) {
        if changes.updateValue(job, forKey: job.identity) == nil {
            changedIDs?[job.identity.jobID, default: []].append(job.identity)
        }
    }

    /// Forgets a job that awaits nothing any more.
    mutating func remove(_ identity: JobIdentity) {
        guard self[identity] != nil else { return }
        if changes.updateValue(nil, forKey: identity) == nil {
            changedIDs?[identity.jobID, default: []].append(identity)
        }
    }

    /// All that await steps now, as they are to stand in segments.
    struct Division {
        /// Those that stay, by their places among the segments that were read.
        var kept: [Int] = []
        /// Others, which go behind them; each in the order of identities.
        var new: [ArraySlice<AwaitingJob>] = []
    }

    /// What stays as it is, and what is to be written in the place of all other segments.
    ///
    /// - Parameter lengthOfLast: How many jobs the last segment has when it is written; each one before it has twice as many. One
    ///   that was read and of which nothing changed stays when it has half as many: of small ones, several become one.
    func division(lengthOfLast: Int = AwaitingJobs.lengthOfLast) -> Division {
        var kept = segments.indices.filter { number in
            let jobs = segments[number]
            return jobs.count >= lengthOfLast / 2 && !isDisordered[number]
                && !changes.keys.contains { AwaitingJobs.place(of: $0, in: jobs) != nil }
        }
        if kept.count > AwaitingJobs.mostKept { kept = [] }
        var rest: [AwaitingJob] = []
        for number in segments.indices where !kept.contains(number) {
            // Behind those that stay: what counts in one of them alone must not begin to count here.
            rest += isApart(number) ? segments[number] : segments[number].filter { segment(of: $0.identity) == number }
        }
        let jobs = applyingChanges(to: AwaitingJobs.isAscending(rest) ? rest : AwaitingJobs.sorted(rest))
        var division = Division(kept: kept)
        var end = jobs.count
        var length = lengthOfLast
        while end > 0 {
            // A short beginning is not left alone.
            let start = end < length + lengthOfLast / 2 ? 0 : end - length
            division.new.insert(jobs[start..<end], at: 0)
            end = start
            length *= 2
        }
        return division
    }

    private func applyingChanges(to jobs: [AwaitingJob]) -> [AwaitingJob] {
        var all: [AwaitingJob] = []
        all.reserveCapacity(jobs.count + changes.count)
        var place = 0
        for (identity, change) in changes.sorted(by: { $0.key < $1.key }) {
            // What did not change is taken over in one piece.
            let changed = AwaitingJobs.firstPlace(notBefore: identity, in: jobs)
            all += jobs[place..<changed]
            if let change { all.append(change) }
            place = changed < jobs.count && jobs[changed].identity == identity ? changed + 1 : changed
        }
        all += jobs[place...]
        return all
    }

    /// Whether no other segment can have an identity of this one.
    private func isApart(_ number: Int) -> Bool {
        guard let first = segments[number].first?.identity, let last = segments[number].last?.identity
        else { return true }
        return segments.indices.allSatisfy { other in
            guard other != number, let start = segments[other].first?.identity, let end = segments[other].last?.identity
            else { return true }
            return end < first || last < start
        }
    }

    /// The segment whose job of an identity counts.
    private func segment(of identity: JobIdentity) -> Int? {
        segments.indices.last { AwaitingJobs.place(of: identity, in: segments[$0]) != nil }
    }

    private static func place(of identity: JobIdentity, in jobs: [AwaitingJob]) -> Int? {
        let place = firstPlace(notBefore: identity, in: jobs)
        return place < jobs.count && jobs[place].identity == identity ? place : nil
    }

    private static func firstPlace(notBefore identity: JobIdentity, in jobs: [AwaitingJob]) -> Int {
        jobs.withUnsafeBufferPointer { jobs in
            var (low, high) = (0, jobs.count)
            while low < high {
                let middle = (low + high) / 2
                if jobs[middle].identity < identity { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
