import BloomFilter
import Sacct
package import Scoreboard
package import Storage

/// The jobs of a cluster that await their steps, and the steps that await their jobs, as the files have them and as a
/// slice changes them.
package struct StepStore {
    private let directory: ClusterDirectory
    private let files: any FileSystem
    private var months: [Month: [JobIdentity: AwaitingJob]] = [:]
    /// The identities of each job id, for steps, which name no more than that; made when a step first asks.
    private var identities: [Month: [UInt32: [JobIdentity]]] = [:]
    private var changed: Set<Month> = []
    private var looseBefore: [LooseStep]?

    /// Loose steps above this number are dropped, the oldest first: they are an accident, not a store.
    private static let maximumLooseSteps = 100_000

    package init(directory: ClusterDirectory, files: any FileSystem) {
        self.directory = directory
        self.files = files
    }

    /// The steps that earlier runs read without their jobs.
    package mutating func looseSteps() throws -> [LooseStep] {
        if let looseBefore { return looseBefore }
        let path = directory.path(of: .looseSteps)
        let steps = try files.readIfPresent(path).map { bytes in
            try damaging(path) { try LooseStepsCodec.decode(bytes) }
        }
        looseBefore = steps ?? []
        return steps ?? []
    }

    /// The job with this identity that ended in `month` and still awaits steps.
    package mutating func job(_ identity: JobIdentity, endedIn month: Month) throws -> AwaitingJob? {
        try load(month)
        return months[month]?[identity]
    }

    /// The job of this id that ran when a step began; nil when there is none among the awaiting ones of the months from
    /// the step's own to `last`.
    package mutating func job(ranDuring step: LooseStep, upTo last: Month) throws -> AwaitingJob? {
        guard let begun = step.start else { return nil }
        var month = begun.day.month
        while month <= last {
            try load(month)
            if identities[month] == nil {
                identities[month] = Dictionary(grouping: (months[month] ?? [:]).keys, by: \.jobID)
            }
            let found = identities[month]?[step.jobID, default: []].compactMap { months[month]?[$0] }
                .filter { $0.start <= begun && begun <= $0.end }
            if let job = found?.max(by: { $0.start < $1.start }) { return job }
            month = month.next
        }
        return nil
    }

    /// Remembers a job, in place of what was known of it.
    package mutating func keep(_ job: AwaitingJob) throws {
        let month = job.end.day.month
        try load(month)
        if months[month]?.updateValue(job, forKey: job.identity) == nil {
            identities[month]?[job.identity.jobID, default: []].append(job.identity)
        }
        changed.insert(month)
    }

    /// Forgets a job whose steps are settled.
    package mutating func settle(_ job: AwaitingJob) {
        let month = job.end.day.month
        if months[month]?.removeValue(forKey: job.identity) != nil { changed.insert(month) }
    }

    /// The files that must be written, with the steps that are loose now.
    package func changes(loose: [LooseStep]) -> [FileChange] {
        var changes = changed.sorted().map { month -> FileChange in
            let path = ClusterFile.stepUsage(month).relativePath
            let jobs = months[month] ?? [:]
            return jobs.isEmpty ? .remove(path: path) : .write(path: path, bytes: AwaitingJobsCodec.encode(jobs.values))
        }
        if loose != looseBefore ?? [] {
            let path = ClusterFile.looseSteps.relativePath
            let kept = Array(loose.suffix(StepStore.maximumLooseSteps))
            changes.append(
                kept.isEmpty ? FileChange.remove(path: path) : .write(path: path, bytes: LooseStepsCodec.encode(kept)))
        }
        return changes
    }

    private mutating func load(_ month: Month) throws {
        guard months[month] == nil else { return }
        let path = directory.path(of: .stepUsage(month))
        let jobs = try files.readIfPresent(path).map { bytes in
            try damaging(path) { try AwaitingJobsCodec.decode(bytes) }
        }
        months[month] = Dictionary(uniqueKeysWithValues: (jobs ?? []).map { ($0.identity, $0) })
    }

    private func damaging<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as BinaryFileError {
            throw DamagedFile(path: path, .malformed("\(error)"))
        }
    }
}
