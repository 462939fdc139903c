package import Scoreboard
package import Storage

/// The jobs of a cluster that await their steps, and the steps that await their jobs, as the files have them and as a
/// slice changes them.
///
/// New jobs are only added: they become a further segment of their month, and what the month has is not read. It is read
/// when a step asks for a job that was counted earlier; then the small segments and those of which a job changed are divided
/// anew.
package struct StepStore {
    private let directory: ClusterDirectory
    private let files: any FileSystem
    private var loaded: [Month: AwaitingJobs] = [:]
    private var added: [Month: AwaitingSegment] = [:]
    /// The segment of the month that jobs were last added to, which is not among `added`: nearly always that of the next.
    private var latest: (month: Month, segment: AwaitingSegment)?
    private var segments: [Month: [Int]]?
    /// Segments of this slice that were handed over already, by their numbers, and where they are until it is committed.
    private var handedOver: [Month: [Int: String]] = [:]
    private var looseBefore: [LooseStep]?
    private let longestHeld: Int

    /// A segment of so many bytes, of some 300,000 jobs, need not be held until the slice ends.
    package static let longestHeld = 1 << 22

    /// Loose steps above this number are dropped, the oldest first: they are an accident, not a store.
    private static let maximumLooseSteps = 100_000

    /// - Parameter longestHeld: From how many bytes on ``handOverMany(to:)`` hands a segment over.
    package init(directory: ClusterDirectory, files: any FileSystem, longestHeld: Int = StepStore.longestHeld) {
        self.directory = directory
        self.files = files
        self.longestHeld = longestHeld
    }

    /// The steps that earlier runs read without their jobs.
    package mutating func looseSteps() throws -> [LooseStep] {
        if let looseBefore { return looseBefore }
        let path = directory.path(of: .looseSteps)
        let steps = try files.readIfPresent(path).map { bytes in
            try DamagedFile.decoding(bytes, path: path) { try LooseStepsCodec.decode($0) }
        }
        looseBefore = steps ?? []
        return steps ?? []
    }

    /// The job with this identity that ended in `month` and still awaits steps.
    package mutating func job(_ identity: JobIdentity, endedIn month: Month) throws -> AwaitingJob? {
        try load(month)
        return loaded[month]?[identity]
    }

    /// The job of this id that ran when a step began; nil when there is none among the awaiting ones of the months from
    /// the step's own to `last`.
    package mutating func job(ranDuring step: LooseStep, upTo last: Month) throws -> AwaitingJob? {
        guard let begun = step.start else { return nil }
        var month = begun.day.month
        while month <= last {
            try load(month)
            let found = loaded[month]?.jobs(ofID: step.jobID).filter { $0.start <= begun && begun <= $0.end }
            if let job = found?.max(by: { $0.start < $1.start }) { return job }
            month = month.next
        }
        return nil
    }

    /// Remembers a job that awaited nothing before.
    ///
    /// - Parameters:
    ///   - job: Its user is filled in from `names` where it is needed.
    ///   - month: The one in which it ended.
    ///   - number: The user's in the table of names of this run.
    package mutating func add(
        _ job: borrowing AwaitingJob, endedIn month: Month, userNumber number: NameTable.Index, of names: NameTable
    ) {
        if month == latest?.month {
            latest?.segment.append(job, userNumber: number) { names[number] }
            return
        }
        guard loaded[month] != nil else {
            putLatestBack()
            latest = (month, added.removeValue(forKey: month) ?? AwaitingSegment())
            latest?.segment.append(job, userNumber: number) { names[number] }
            return
        }
        var job = copy job
        job.user = names[number]
        loaded[month]?.put(job)
    }

    private mutating func putLatestBack() {
        if let latest { added[latest.month] = latest.segment }
        latest = nil
    }

    /// Hands the jobs over that were added last when they have become many, so that a long slice does not hold them all.
    ///
    /// - Parameter stage: Writes a new segment to where it is until the slice is committed, and returns its path.
    /// - Throws: What `stage` throws, and what looking for the month's segments throws.
    package mutating func handOverMany(to stage: (FileChange) throws -> String) throws {
        guard latest?.segment.byteCount ?? 0 >= longestHeld, let month = latest?.month,
            var segment = latest?.segment
        else { return }
        latest = nil
        let number = try nextSegment(of: month)
        let change = FileChange.write(ClusterFile.awaitingSteps(month, segment: number), segment.takeFile())
        handedOver[month, default: [:]][number] = try stage(change)
    }

    /// Puts what is now known of a job in the place of what was; it was got from here.
    package mutating func update(_ job: AwaitingJob) {
        loaded[job.end.day.month]?.put(job)
    }

    /// Forgets a job whose steps are settled; it was got from here.
    package mutating func settle(_ job: AwaitingJob) {
        loaded[job.end.day.month]?.remove(job.identity)
    }

    /// The files that must be written, with the steps that are loose now.
    package mutating func changes(loose: [LooseStep]) throws -> [FileChange] {
        putLatestBack()
        var changes: [FileChange] = []
        for (month, awaiting) in loaded.sorted(by: { $0.key < $1.key }) where awaiting.hasChanged {
            let numbers = try segmentNumbers(of: month)
            let division = awaiting.division()
            let kept = Set(division.kept.map { numbers[$0] })
            let first = (kept.max() ?? -1) + 1
            for (place, jobs) in division.new.enumerated() {
                changes.append(
                    .write(ClusterFile.awaitingSteps(month, segment: first + place), AwaitingJobsCodec.encode(jobs)))
            }
            let written = first..<first + division.new.count
            changes += numbers.filter { !kept.contains($0) && !written.contains($0) }.map {
                FileChange.remove(ClusterFile.awaitingSteps(month, segment: $0))
            }
        }
        for month in added.keys.sorted() {
            let next = try nextSegment(of: month)
            // Taken out, so that its parts go as the file is put together.
            guard var segment = added.removeValue(forKey: month) else { continue }
            changes.append(.write(ClusterFile.awaitingSteps(month, segment: next), segment.takeFile()))
        }
        if loose != looseBefore ?? [] {
            let kept = Array(loose.suffix(StepStore.maximumLooseSteps))
            let file = ClusterFile.looseSteps
            changes.append(kept.isEmpty ? .remove(file) : .write(file, LooseStepsCodec.encode(kept)))
        }
        return changes
    }

    private mutating func nextSegment(of month: Month) throws -> Int {
        (try segmentNumbers(of: month).last ?? -1) + 1
    }

    /// Those that are there, and behind them those that were handed over.
    private mutating func segmentNumbers(of month: Month) throws -> [Int] {
        try (existingSegments()[month] ?? []) + handedOver[month, default: [:]].keys.sorted()
    }

    private mutating func existingSegments() throws -> [Month: [Int]] {
        if let segments { return segments }
        let found = try directory.awaitingStepSegments(in: files)
        segments = found
        return found
    }

    /// The jobs of a segment.
    ///
    /// - Throws: `DamagedFile`, also for a segment of another month.
    package static func decode(_ bytes: [UInt8], path: String, month: Month) throws -> [AwaitingJob] {
        let jobs = try DamagedFile.decoding(bytes, path: path) { try AwaitingJobsCodec.decode($0) }
        let days = month.days
        if let stranger = jobs.first(where: { !days.contains($0.end.day) }) {
            throw DamagedFile(
                path: path,
                .mismatch(what: "month", found: "\(stranger.end.day.month)", expected: "\(month)"))
        }
        return jobs
    }

    private mutating func load(_ month: Month) throws {
        guard loaded[month] == nil else { return }
        putLatestBack()
        let staged = handedOver[month, default: [:]]
        let paths = try segmentNumbers(of: month).map {
            staged[$0] ?? directory.path(of: .awaitingSteps(month, segment: $0))
        }
        var jobs = AwaitingJobs(try paths.map { try StepStore.decode(files.read($0), path: $0, month: month) })
        if var new = added.removeValue(forKey: month) {
            for job in try AwaitingJobsCodec.decode(new.takeFile()) { jobs.put(job) }
        }
        loaded[month] = jobs
    }
}
