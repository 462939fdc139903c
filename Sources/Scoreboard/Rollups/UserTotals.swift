/// What one user's ended jobs add up to, over any span: a day, a month, a window, all time.
///
/// All sums are whole numbers of seconds, bytes and joules, so that their order does not matter and equal jobs give
/// equal files. Products are 128 bits wide: no accounting on earth overflows them.
package struct UserTotals: Equatable, Sendable {
    // The widest first, so that nothing is lost between them: there are as many of these as users times days.

    /// Allocated CPUs × elapsed.
    package var coreSeconds: Int128 = 0
    /// GPUs × elapsed.
    package var gpuSeconds: Int128 = 0
    /// Sum over jobs of what each asked for as a whole.
    package var requestedMemoryBytes: Int128 = 0
    /// Sum over jobs of the largest AveRSS of any step.
    package var averageRSSBytes: Int128 = 0
    /// Sum over jobs of the largest MaxRSS of any step.
    package var maxRSSBytes: Int128 = 0
    /// Zero where the site does not measure it.
    package var energyJoules: Int128 = 0

    /// Of the ``measuredJobs`` alone, as the next two, so that ratios compare like with like.
    package var measuredCoreSeconds: Int128 = 0
    package var measuredRequestedBytes: Int128 = 0
    package var usedCPUMilliseconds: Int128 = 0
    /// Jobs whose steps were read.
    package var measuredJobs: Int64 = 0

    /// Ended jobs.
    package var jobs: Int64 = 0
    /// Ended jobs with a GPU.
    package var gpuJobs: Int64 = 0
    /// Jobs whose state is among the failure states of the site.
    package var failedJobs: Int64 = 0

    /// Wall time without suspended time.
    package var elapsedSeconds: Int64 = 0
    /// Elapsed of the jobs that had a GPU.
    package var gpuElapsedSeconds: Int64 = 0
    /// From eligible to started; see ``Job/waitSeconds``.
    package var waitSeconds: Int64 = 0

    /// The most CPUs of a job that started.
    package var largestJobCPUs: Int64 = 0
    /// The longest wall time of a job.
    package var longestJobSeconds: Int64 = 0

    package var states = StateCounts()
    /// GPU-seconds by GPU type, sorted by type.
    package var gpuTypes: [GPUTypeSeconds] = []

    /// When the last of the jobs ended; nil without jobs.
    package var latestEnd: Timestamp?

    /// GPU-seconds on one type of GPU.
    package struct GPUTypeSeconds: Hashable, Sendable {
        package var type: String
        package var seconds: Int128

        package init(type: String, seconds: Int128) {
            self.type = type
            self.seconds = seconds
        }
    }

    package init() {}
}

extension UserTotals {
    /// Counts one ended job, with its steps when it has them.
    ///
    /// - Parameters:
    ///   - job: One that has ended, and was not counted before.
    ///   - failures: The states that count as failures.
    ///   - withSteps: False when what its steps measured is credited on its own.
    package mutating func count(_ job: Job, failures: JobStateSet = .failures, withSteps: Bool = true) {
        jobs += 1
        elapsedSeconds += job.elapsedSeconds
        coreSeconds += Int128(job.allocatedCPUs) * Int128(job.elapsedSeconds)
        if job.gpus.count > 0 {
            gpuJobs += 1
            gpuElapsedSeconds += job.elapsedSeconds
            gpuSeconds += Int128(job.gpus.count) * Int128(job.elapsedSeconds)
            for typed in job.gpus.types {
                addGPU(typed.type, seconds: Int128(typed.count) * Int128(job.elapsedSeconds))
            }
        }
        if failures.contains(job.state) { failedJobs += 1 }
        requestedMemoryBytes += Int128(job.requestedMemoryBytes)
        waitSeconds += job.waitSeconds
        energyJoules += Int128(job.energyJoules)
        if job.start != nil { largestJobCPUs = max(largestJobCPUs, job.allocatedCPUs) }
        longestJobSeconds = max(longestJobSeconds, job.elapsedSeconds)
        latestEnd = max(latestEnd ?? job.end, job.end)
        states[job.state] += 1
        if withSteps, let steps = job.steps {
            credit(
                steps, replacing: nil,
                coreSeconds: Int128(job.allocatedCPUs) * Int128(job.elapsedSeconds),
                requestedMemoryBytes: Int128(job.requestedMemoryBytes))
        }
    }

    /// Adds what the steps of a counted job measured, in place of what an earlier look at them had found.
    ///
    /// - Parameters:
    ///   - usage: The steps as they are known now.
    ///   - earlier: What was credited before for the same job; nil when its steps had not been seen.
    ///   - coreSeconds: The job's allocated CPUs × elapsed.
    ///   - requestedMemoryBytes: The job's request.
    package mutating func credit(
        _ usage: StepUsage, replacing earlier: StepUsage?, coreSeconds: Int128, requestedMemoryBytes: Int128
    ) {
        maxRSSBytes += Int128(usage.maxRSSBytes ?? 0) - Int128(earlier?.maxRSSBytes ?? 0)
        averageRSSBytes += Int128(usage.averageRSSBytes ?? 0) - Int128(earlier?.averageRSSBytes ?? 0)
        usedCPUMilliseconds += Int128(usage.cpuMilliseconds) - Int128(earlier?.cpuMilliseconds ?? 0)
        if earlier == nil {
            measuredJobs += 1
            measuredCoreSeconds += coreSeconds
            measuredRequestedBytes += requestedMemoryBytes
        }
    }

    private mutating func addGPU(_ type: String, seconds: Int128) {
        guard let place = gpuTypes.firstIndex(where: { $0.type >= type }) else {
            gpuTypes.append(GPUTypeSeconds(type: type, seconds: seconds))
            return
        }
        if gpuTypes[place].type == type {
            gpuTypes[place].seconds += seconds
        } else {
            gpuTypes.insert(GPUTypeSeconds(type: type, seconds: seconds), at: place)
        }
    }

    package static func += (left: inout UserTotals, right: UserTotals) {
        left.jobs += right.jobs
        left.gpuJobs += right.gpuJobs
        left.failedJobs += right.failedJobs
        left.elapsedSeconds += right.elapsedSeconds
        left.coreSeconds += right.coreSeconds
        left.gpuElapsedSeconds += right.gpuElapsedSeconds
        left.gpuSeconds += right.gpuSeconds
        left.requestedMemoryBytes += right.requestedMemoryBytes
        left.averageRSSBytes += right.averageRSSBytes
        left.maxRSSBytes += right.maxRSSBytes
        left.waitSeconds += right.waitSeconds
        left.energyJoules += right.energyJoules
        left.measuredJobs += right.measuredJobs
        left.measuredCoreSeconds += right.measuredCoreSeconds
        left.measuredRequestedBytes += right.measuredRequestedBytes
        left.usedCPUMilliseconds += right.usedCPUMilliseconds
        left.largestJobCPUs = max(left.largestJobCPUs, right.largestJobCPUs)
        left.longestJobSeconds = max(left.longestJobSeconds, right.longestJobSeconds)
        if let end = right.latestEnd { left.latestEnd = max(left.latestEnd ?? end, end) }
        left.states += right.states
        for typed in right.gpuTypes { left.addGPU(typed.type, seconds: typed.seconds) }
    }
}
