import Sacct
package import Scoreboard
package import Storage

extension SliceReduction {
    /// Credits to each job what its steps measured, once all rows of the slice are in, and remembers what is missing.
    ///
    /// - Parameters:
    ///   - store: The jobs and steps that earlier slices left waiting.
    ///   - settledBefore: The steps of jobs that ended before this moment are final; later ones are read again, since
    ///     Slurm still changes steps for some seconds after their job has ended. Nil: all are final.
    /// - Returns: The steps that still have no job.
    package mutating func creditSteps(in store: inout StepStore, settledBefore: Timestamp?) throws -> [LooseStep] {
        guard rules.tracksSteps else { return try store.looseSteps() }
        settleLooseSteps(
            try store.looseSteps().map { StepRow(jobID: $0.jobID, start: $0.start, end: nil, usage: $0.usage) })
        for entry in steps.entries {
            if entry.payload == StepLedger.notOpened {
                try creditCountedBefore(entry, in: &store, settledBefore: settledBefore)
            } else {
                try creditOpened(entry, in: &store, settledBefore: settledBefore)
            }
        }
        return try creditLoose(in: &store)
    }

    private mutating func creditOpened(
        _ entry: StepLedger.Entry, in store: inout StepStore, settledBefore: Timestamp?
    ) throws {
        let job = opened[entry.payload]
        if let usage = entry.usage {
            credit(
                usage, replacing: nil, user: job.user, day: job.day, coreSeconds: job.coreSeconds,
                requestedMemoryBytes: job.requestedMemoryBytes)
            guard let settledBefore, entry.end >= settledBefore else { return }
        }
        try store.keep(
            AwaitingJob(
                identity: entry.identity, user: names[job.user], start: entry.start, end: entry.end,
                coreSeconds: job.coreSeconds, requestedMemoryBytes: job.requestedMemoryBytes, credited: entry.usage))
    }

    private mutating func creditCountedBefore(
        _ entry: StepLedger.Entry, in store: inout StepStore, settledBefore: Timestamp?
    ) throws {
        guard let usage = entry.usage, let job = try store.job(entry.identity, endedIn: entry.end.day.month) else {
            return
        }
        credit(usage.atLeast(job.credited), to: job)
        if let settledBefore, entry.end >= settledBefore {
            var kept = job
            kept.credited = usage.atLeast(job.credited)
            try store.keep(kept)
        } else {
            store.settle(job)
        }
    }

    private mutating func creditLoose(in store: inout StepStore) throws -> [LooseStep] {
        let loose = steps.loose.map { LooseStep(jobID: $0.jobID, start: $0.start, usage: $0.usage) }
        guard !loose.isEmpty else { return [] }
        var gathered: [JobIdentity: (job: AwaitingJob, usage: StepUsage)] = [:]
        var stillLoose: [LooseStep] = []
        for step in loose {
            // A job ends at most a year after one of its steps began.
            let last = (step.start?.day ?? Day(daysSinceEpoch: 0)).adding(days: 366).month
            if let job = try store.job(ranDuring: step, upTo: last) {
                let usage = (gathered[job.identity]?.usage).folding(step.usage)
                gathered[job.identity] = (job, usage)
            } else {
                stillLoose.append(step)
            }
        }
        for (job, usage) in gathered.values.sorted(by: { $0.job.identity < $1.job.identity }) {
            credit(usage.atLeast(job.credited), to: job)
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
