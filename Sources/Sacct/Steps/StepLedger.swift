package import Scoreboard

/// Brings steps and their jobs together, whichever comes first.
///
/// Slurm prints a job's row and then its steps; saved rows may be sorted otherwise, split over files, or cut. A step
/// names its job by id alone, and a requeued job has several records of that id, so the record that follows is chosen
/// in this order: the job row just before, if it ran while the step began; any record of that id that did; the job row
/// just before. The last of these is decided when all rows are in, since the record that fits may still come. A step that
/// finds none is kept as loose. The same row again, in a second answer or file, adds nothing.
package struct StepLedger {
    /// A job whose steps are being gathered.
    package struct Entry: Sendable {
        package let identity: JobIdentity
        package let start: Timestamp
        package let end: Timestamp
        /// What the caller knows the job by; ``StepLedger/notOpened`` for a record that was passed by.
        package let payload: Int
        /// The steps seen so far; nil when there were none.
        package fileprivate(set) var usage: StepUsage?
        /// The entry before of the same id; -1 when there is none.
        fileprivate var earlierOfSameID: Int32
        /// Its steps in ``StepLedger/attached``.
        fileprivate var steps = AttachedSteps.none
    }

    /// The payload of a record that was only passed by (it was counted before), but whose steps came along.
    package static let notOpened = -1

    package private(set) var entries: ContiguousArray<Entry> = []
    /// Steps without a job so far.
    package private(set) var loose: [StepRow] = []
    /// How many step rows were given.
    package private(set) var stepCount = 0

    /// The latest entry of each job id, among the first ``linkedCount``: where steps follow their jobs nobody asks, and to
    /// link each entry would cost as much as all the rest.
    private var latestOfID = IndexTable()
    private var linkedCount = 0
    /// Steps behind a record during which they did not begin, with that record.
    private var doubtful: [(step: StepRow, entry: Int)] = []
    private var attached = AttachedSteps()

    private var adjacent = Adjacent.none

    private enum Adjacent {
        case none
        case entry(Int)
        /// A record counted before: it gets an entry only if a step follows.
        case passed(JobIdentity, start: Timestamp, end: Timestamp)
        /// A record whose steps are not wanted.
        case unwanted(jobID: UInt32)
    }

    package init() {}

    /// Starts gathering for a job that counts now. A job that never started has no steps.
    package mutating func open(_ job: Job, payload: Int) {
        guard let start = job.start else {
            adjacent = .unwanted(jobID: job.identity.jobID)
            return
        }
        adjacent = .entry(append(job.identity, start: start, end: job.end, payload: payload, usage: job.steps))
    }

    /// Begins anew, in the same memory.
    package mutating func restart() {
        entries.removeAll(keepingCapacity: true)
        loose = []
        stepCount = 0
        latestOfID.removeAll()
        linkedCount = 0
        doubtful = []
        attached.removeAll()
        adjacent = .none
    }

    /// Notes a job row that was counted before. When this input opened it, the steps that follow are its own (a second
    /// answer repeats the job's row); otherwise they are kept apart with ``notOpened``.
    package mutating func pass(_ job: Job) {
        if let index = index(of: job.identity) {
            adjacent = .entry(index)
        } else if let start = job.start {
            adjacent = .passed(job.identity, start: start, end: job.end)
        } else {
            adjacent = .unwanted(jobID: job.identity.jobID)
        }
    }

    /// Notes a job row that is none of this input's business (not ended, or outside the window): its steps are dropped.
    package mutating func ignore(jobID: UInt32) {
        adjacent = .unwanted(jobID: jobID)
    }

    /// Adds one step to its job.
    package mutating func fold(_ step: StepRow) {
        stepCount += 1
        let beforeIt = recordBefore(step)
        if let index = beforeIt.flatMap({ entries[$0].ran(when: step) ? $0 : nil }) ?? containing(step) {
            attach(step, to: index)
        } else if let beforeIt {
            doubtful.append((step, beforeIt))
        } else if !isUnwanted(step) {
            loose.append(step)
        }
    }

    /// Adds steps that were found without their jobs before.
    package mutating func addLoose(_ steps: [StepRow]) {
        loose += steps
    }

    /// Forgets the steps of these jobs, and those of their ids that have no job yet: others will come in their place.
    package mutating func forget(_ jobs: Set<JobIdentity>) {
        var forgotten: Set<Int32> = []
        for index in entries.indices where jobs.contains(entries[index].identity) {
            entries[index].usage = nil
            entries[index].steps = AttachedSteps.none
            forgotten.insert(Int32(index))
        }
        attached.forget(forgotten)
        let ids = Set(jobs.map(\.jobID))
        doubtful.removeAll { ids.contains($0.step.jobID) }
        loose.removeAll { ids.contains($0.jobID) }
    }

    /// Tries the loose steps again, now that all rows are read.
    package mutating func settleLoose() {
        adjacent = .none
        for (step, entry) in doubtful { attach(step, to: containing(step) ?? entry) }
        doubtful = []
        let waiting = loose
        loose = []
        for step in waiting {
            if let index = containing(step) ?? latest(ofID: step.jobID) {
                attach(step, to: index)
            } else {
                loose.append(step)
            }
        }
    }

    /// The record of the job row just before, if it is the step's.
    private mutating func recordBefore(_ step: StepRow) -> Int? {
        switch adjacent {
        case .entry(let index) where entries[index].identity.jobID == step.jobID:
            return index
        case .passed(let identity, let start, let end) where identity.jobID == step.jobID:
            let index = append(identity, start: start, end: end, payload: StepLedger.notOpened, usage: nil)
            adjacent = .entry(index)
            return index
        default:
            return nil
        }
    }

    private mutating func attach(_ step: StepRow, to index: Int) {
        var usage = step.usage
        if let key = step.key, !attached.insert(key, of: index, chain: &entries[index].steps) {
            usage.cpuMilliseconds = 0
        }
        entries[index].usage = entries[index].usage.folding(usage)
    }

    private func isUnwanted(_ step: StepRow) -> Bool {
        if case .unwanted(step.jobID) = adjacent { return true }
        return false
    }

    private mutating func index(of identity: JobIdentity) -> Int? {
        var index = latest(ofID: identity.jobID) ?? -1
        while index >= 0 {
            if entries[index].identity == identity { return index }
            index = Int(entries[index].earlierOfSameID)
        }
        return nil
    }

    private mutating func containing(_ step: StepRow) -> Int? {
        var index = latest(ofID: step.jobID) ?? -1
        while index >= 0 {
            if entries[index].ran(when: step) { return index }
            index = Int(entries[index].earlierOfSameID)
        }
        return nil
    }

    private mutating func append(
        _ identity: JobIdentity, start: Timestamp, end: Timestamp, payload: Int, usage: StepUsage?
    ) -> Int {
        entries.append(
            Entry(identity: identity, start: start, end: end, payload: payload, usage: usage, earlierOfSameID: -1))
        return entries.count - 1
    }

    /// The latest entry of a job id; nil when there is none.
    private mutating func latest(ofID jobID: UInt32) -> Int? {
        while linkedCount < entries.count {
            let id = entries[linkedCount].identity.jobID
            entries[linkedCount].earlierOfSameID = Int32(latestOfID.put(linkedCount, under: UInt64(id)) ?? -1)
            linkedCount += 1
        }
        return latestOfID[UInt64(jobID)]
    }
}

extension StepLedger.Entry {
    /// Whether the step began while this record ran; a step without a start may have.
    fileprivate func ran(when step: StepRow) -> Bool {
        guard let begun = step.start else { return true }
        return start <= begun && begun <= end
    }
}

extension StepUsage? {
    /// The same with one more step.
    package func folding(_ step: StepUsage) -> StepUsage {
        guard var sum = self else { return step }
        sum.fold(step)
        return sum
    }
}
