import Scoreboard
import Storage

/// The jobs of one month that await their steps: as its segments have them, in the order of their identities, and what has
/// changed since. A tick looks for a few of many thousand, so that those are not put into a table first.
struct AwaitingJobs {
    /// Ascending, each identity once.
    private let read: [AwaitingJob]
    /// What is to stand in the place of what was read; nil for a job that awaits nothing any more.
    private var changes: [JobIdentity: AwaitingJob?] = [:]
    /// The identities among ``changes`` of each job id; made when one is first asked for.
    private var changedIDs: [UInt32: [JobIdentity]]?

    /// - Parameter segments: Of the same identity the last job counts.
    init(_ segments: [[AwaitingJob]]) {
        let all = segments.count == 1 ? segments[0] : segments.flatMap(\.self)
        if AwaitingJobs.isAscending(all) {
            read = all
        } else {
            read = Dictionary(all.map { ($0.identity, $0) }) { $1 }.values.sorted { $0.identity < $1.identity }
        }
    }

    private static func isAscending(_ jobs: [AwaitingJob]) -> Bool {
        jobs.withUnsafeBufferPointer { jobs in
            jobs.indices.dropFirst().allSatisfy { jobs[$0 - 1].identity < jobs[$0].identity }
        }
    }

    /// Whether there are others than those that were read.
    var hasChanged: Bool { !changes.isEmpty }

    /// The job of an identity; nil when it does not await anything.
    subscript(identity: JobIdentity) -> AwaitingJob? {
        if let change = changes[identity] { return change }
        let place = firstPlace(notBefore: identity)
        return place < read.count && read[place].identity == identity ? read[place] : nil
    }

    /// The jobs of an id, in no order.
    mutating func jobs(ofID id: UInt32) -> [AwaitingJob] {
        let byID = changedIDs ?? Dictionary(grouping: changes.keys, by: \.jobID)
        changedIDs = byID
        let first = firstPlace(notBefore: JobIdentity(jobID: id, submitTime: 0))
        let unchanged = read[first...].prefix { $0.identity.jobID == id }.filter { changes[$0.identity] == nil }
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

    /// All that await steps now, in the order of their identities.
    func all() -> [AwaitingJob] {
        var jobs: [AwaitingJob] = []
        jobs.reserveCapacity(read.count + changes.count)
        var place = 0
        for (identity, change) in changes.sorted(by: { $0.key < $1.key }) {
            // What did not change is taken over in one piece.
            let changed = firstPlace(notBefore: identity)
            jobs += read[place..<changed]
            if let change { jobs.append(change) }
            place = changed < read.count && read[changed].identity == identity ? changed + 1 : changed
        }
        jobs += read[place...]
        return jobs
    }

    private func firstPlace(notBefore identity: JobIdentity) -> Int {
        read.withUnsafeBufferPointer { read in
            var (low, high) = (0, read.count)
            while low < high {
                let middle = (low + high) / 2
                if read[middle].identity < identity { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
