package import Storage

extension CallCosts {
    /// Answers about fewer jobs teach nothing: their time is that of starting sacct and connecting.
    package static let fewestJobs = 200
    /// A figure beyond a minute a job is a clock's leap.
    private static let longestMicroseconds: Int64 = 60_000_000

    /// What a job costs in a call, in microseconds: as measured here, else as on a real Slurm (22.05, local database) with
    /// 36,566 jobs of one day: 2.5 s without steps, 14 s with them, and half a millisecond by id.
    package func microseconds(_ kind: CallKind) -> Int64 {
        switch kind {
        case .jobs: microsecondsPerJob ?? CallCosts.usual(.jobs)
        case .jobsWithSteps: microsecondsPerJobWithSteps ?? CallCosts.usual(.jobsWithSteps)
        case .ids: microsecondsPerID ?? CallCosts.usual(.ids)
        }
    }

    private static func usual(_ kind: CallKind) -> Int64 {
        switch kind {
        case .jobs: 70
        case .jobsWithSteps: 380
        case .ids: 500
        }
    }

    /// Learns from a call that was answered.
    package mutating func learn(_ kind: CallKind, jobs: Int, milliseconds: Int) {
        guard jobs >= CallCosts.fewestJobs else { return }
        let measured = CallCosts.perJob(jobs: jobs, milliseconds: milliseconds)
        set(kind, self[kind].map { ($0 * 3 + measured) / 4 } ?? measured)
        // What once was too dear to try again must be tried again some day.
        if kind == .ids, let dear = microsecondsPerJobWithSteps, dear > CallCosts.usual(.jobsWithSteps) {
            microsecondsPerJobWithSteps = dear - (dear - CallCosts.usual(.jobsWithSteps)) / 16
        }
    }

    /// Learns from a call that was too much: it would have taken at least so long. When it was about few jobs, it is the
    /// database that was slow.
    package mutating func learn(_ kind: CallKind, jobs: Int, failedAfterMilliseconds milliseconds: Int) {
        guard jobs >= CallCosts.fewestJobs else { return }
        set(kind, max(microseconds(kind), CallCosts.perJob(jobs: jobs, milliseconds: milliseconds)))
    }

    private static func perJob(jobs: Int, milliseconds: Int) -> Int64 {
        min(
            longestMicroseconds,
            Int64(clamping: max(0, milliseconds)) / Int64(jobs) * 1000
                + Int64(clamping: max(0, milliseconds)) % Int64(jobs) * 1000 / Int64(jobs))
    }

    private subscript(kind: CallKind) -> Int64? {
        switch kind {
        case .jobs: microsecondsPerJob
        case .jobsWithSteps: microsecondsPerJobWithSteps
        case .ids: microsecondsPerID
        }
    }

    private mutating func set(_ kind: CallKind, _ value: Int64) {
        switch kind {
        case .jobs: microsecondsPerJob = value
        case .jobsWithSteps: microsecondsPerJobWithSteps = value
        case .ids: microsecondsPerID = value
        }
    }
}
