package import Sacct
import Scoreboard
package import Storage

extension SliceReduction {
    /// Credits to each job what its steps measured, remembers the jobs whose steps are missing, and begins the gathering
    /// anew with the steps that have no job yet.
    ///
    /// To be called when all rows of the slice are in, or between two jobs of an input in which steps follow their job.
    package mutating func creditSteps() throws {
        guard rules.tracksSteps else { return }
        settleLooseSteps(try takeLooseSteps())
        for (number, entry) in steps.entries.enumerated() {
            let isLast = number == steps.entries.count - 1
            if entry.payload == StepLedger.notOpened {
                try creditCountedBefore(entry, isLast: isLast)
            } else {
                creditOpened(entry, isLast: isLast)
            }
        }
        restartGathering(with: try creditLoose())
    }

    /// - Parameter isLast: A file may have been cut behind its last job's first steps: the others come with the next file.
    private mutating func creditOpened(_ entry: StepLedger.Entry, isLast: Bool) {
        let job = opened[entry.payload]
        if let usage = entry.usage {
            credit(
                usage, replacing: nil, user: job.user, day: job.day, coreSeconds: job.coreSeconds,
                requestedMemoryBytes: job.requestedMemoryBytes)
            guard isLast || settledBefore.map({ entry.end >= $0 }) ?? false else { return }
        }
        store.add(
            AwaitingJob(
                identity: entry.identity, user: "", start: entry.start, end: entry.end,
                coreSeconds: job.coreSeconds, requestedMemoryBytes: job.requestedMemoryBytes, credited: entry.usage),
            endedIn: job.month, userNumber: job.user, of: names)
    }

    /// - Parameter isLast: A file that ends inside a job may come twice before the next one does, for instance after a
    ///   crash: the job goes on waiting. Without files, when steps settle by time, this means nothing.
    private mutating func creditCountedBefore(_ entry: StepLedger.Entry, isLast: Bool) throws {
        guard let usage = entry.usage, let job = try store.job(entry.identity, endedIn: entry.end.day.month) else {
            return
        }
        credit(usage.atLeast(job.credited), to: job)
        if settledBefore.map({ entry.end >= $0 }) ?? isLast {
            var kept = job
            kept.credited = usage.atLeast(job.credited)
            store.update(kept)
        } else {
            store.settle(job)
        }
    }

    /// Credits the steps of jobs that were counted in earlier slices.
    ///
    /// - Returns: The steps that have no job.
    private mutating func creditLoose() throws -> [StepRow] {
        guard !steps.loose.isEmpty else { return [] }
        var gathered: [JobIdentity: (job: AwaitingJob, usage: StepUsage)] = [:]
        var stillLoose: [StepRow] = []
        for row in steps.loose {
            let step = LooseStep(row)
            // A job ends at most a year after one of its steps began.
            let last = (step.start?.day ?? Day(daysSinceEpoch: 0)).adding(days: 366).month
            if let job = try store.job(ranDuring: step, upTo: last) {
                let usage = (gathered[job.identity]?.usage).folding(step.usage)
                gathered[job.identity] = (job, usage)
            } else {
                stillLoose.append(row)
            }
        }
        for (job, usage) in gathered.values.sorted(by: { $0.job.identity < $1.job.identity }) {
            // They came without their job's row: further ones, unless they are exactly what was credited.
            credit(usage == job.credited ? usage : job.credited.folding(usage), to: job)
            store.settle(job)
        }
        return stillLoose
    }

    private mutating func credit(_ usage: StepUsage, to job: AwaitingJob) {
        credit(
            usage, replacing: job.credited, user: names.index(of: job.user), day: job.end.day,
            coreSeconds: job.coreSeconds, requestedMemoryBytes: job.requestedMemoryBytes)
    }
}

extension LooseStep {
    /// What is kept of a step row.
    package init(_ row: StepRow) {
        self.init(jobID: row.jobID, start: row.start, usage: row.usage)
    }
}

extension StepUsage {
    /// The larger of each: a second look that was cut short takes nothing back.
    fileprivate func atLeast(_ earlier: StepUsage?) -> StepUsage {
        guard let earlier else { return self }
        return StepUsage(
            maxRSSBytes: [maxRSSBytes, earlier.maxRSSBytes].compactMap(\.self).max(),
            averageRSSBytes: [averageRSSBytes, earlier.averageRSSBytes].compactMap(\.self).max(),
            cpuMilliseconds: max(cpuMilliseconds, earlier.cpuMilliseconds))
    }
}
