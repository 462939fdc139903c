@testable import Scoreboard

/// The day that `text` names; a test that misspells one fails loudly.
func day(_ text: String) -> Day { Day(text)! }

extension Job {
    /// A job with what a test cares for.
    static func sample(
        id: UInt32 = 1, state: JobState = .completed, submit: UInt32 = 0, elapsed: Int64, cpus: Int64,
        gpus: GPUAllocation = .none, requestedMemory: Int64 = 0, eligible: Int64? = nil, start: Int64?, end: Int64,
        energy: Int64 = 0, steps: StepUsage? = nil
    ) -> Job {
        Job(
            identity: JobIdentity(jobID: id, submitTime: submit), user: 0, state: state, elapsedSeconds: elapsed,
            allocatedCPUs: cpus, gpus: gpus, requestedMemoryBytes: requestedMemory,
            eligible: eligible.map(Timestamp.init(seconds:)), start: start.map(Timestamp.init(seconds:)),
            end: Timestamp(seconds: end), energyJoules: energy, steps: steps)
    }

    /// Two hours on four CPUs and two A100, ten minutes after it became eligible.
    static let finished = sample(
        id: 1, elapsed: 7200, cpus: 4,
        gpus: GPUAllocation(untyped: 2, typed: [GPUAllocation.Typed(type: "a100", count: 2)]),
        requestedMemory: 8_000_000_000, eligible: 1000, start: 1600, end: 8800, energy: 3_600_000,
        steps: StepUsage(maxRSSBytes: 3_000_000_000, averageRSSBytes: 1_000_000_000, cpuMilliseconds: 14_400_000))

    /// Half an hour on one CPU, 30 seconds after it was submitted; its steps are not known.
    static let failed = sample(
        id: 2, state: .failed, submit: 2000, elapsed: 1800, cpus: 1, requestedMemory: 2_000_000_000, start: 2030,
        end: 3830)

    /// Never started: what it asked for is no use of the cluster.
    static let cancelled = sample(
        id: 3, state: .cancelled, submit: 100, elapsed: 0, cpus: 64, requestedMemory: 500_000_000, start: nil,
        end: 9000)

    /// An hour on 32 CPUs, an H100 and a GPU without type; the segment after a resize starts before it is submitted.
    static let timedOut = sample(
        id: 4, state: .timeout, submit: 5000, elapsed: 3600, cpus: 32,
        gpus: GPUAllocation(untyped: 2, typed: [GPUAllocation.Typed(type: "h100", count: 1)]),
        requestedMemory: 64_000_000_000, start: 4900, end: 8500, steps: StepUsage())

    static let four = [finished, failed, cancelled, timedOut]
}

extension UserTotals {
    init(_ jobs: [Job]) {
        self.init()
        for job in jobs { count(job) }
    }

    /// So many jobs and seconds on one core, and nothing else.
    init(jobs: Int64, coreSeconds: Int64 = 0) {
        self.init()
        self.jobs = jobs
        self.coreSeconds = Int128(coreSeconds)
    }
}
