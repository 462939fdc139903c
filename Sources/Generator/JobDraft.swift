/// One job record before it is printed: numbers only.
struct JobDraft {
    /// How the JobID column names the record.
    enum Naming {
        case plain
        /// `123_4`.
        case arrayTask(array: Int, index: Int)
        /// `123+1`.
        case component(leader: Int, offset: Int)
        /// `123_[5-50%10]`: tasks that have no record of their own yet.
        case pendingTasks(from: Int, to: Int, limit: Int)
    }

    var naming: Naming
    var rawID: Int
    var user: Int
    var state: DraftState
    /// 0 ordinary, 1 standby, 2 GPU: the index in the profile's queues.
    var queue: Int
    var cpus: Int
    var nodes: Int
    /// For the whole job.
    var memoryMB: Int
    /// Whether the user asked for memory per node and not per CPU; shows before 21.08 only.
    var memoryIsPerNode: Bool
    var gpus: Int
    var gpuType: Int
    var limitMinutes: Int
    var submit: Int64
    var eligible: Int64
    /// 0 when the job never started.
    var start: Int64
    /// 0 when the job has not ended.
    var end: Int64
    var elapsed: Int
    /// Who cancelled it.
    var cancelledBy: Int
    /// Seconds × CPUs × use, in milliseconds.
    var cpuMilliseconds: Int
    /// The largest task's memory on a node, in KB as Slurm counts them.
    var maxRSSKB: Int
    var averageRSSKB: Int
    var runsStep: Bool
    /// Whether the scheduler had put the job back into the queue once.
    var wantsEarlierAttempt: Bool
}

/// The states that are generated.
enum DraftState: UInt8 {
    case completed, failed, cancelled, cancelledBeforeStart, timeout, outOfMemory, nodeFail, preempted, requeued
    case deadline, bootFail, running, pending

    var hasStarted: Bool {
        switch self {
        case .cancelledBeforeStart, .deadline, .pending: false
        default: true
        }
    }

    /// What goes wrong, in 256 parts, in about the proportions of a large CPU and GPU site.
    static let mishaps: [DraftState] = {
        let parts: [(DraftState, Int)] = [
            (.failed, 98), (.cancelled, 56), (.cancelledBeforeStart, 24), (.timeout, 42), (.outOfMemory, 20),
            (.preempted, 8), (.nodeFail, 5), (.deadline, 1), (.bootFail, 2),
        ]
        return parts.flatMap { Array(repeating: $0.0, count: $0.1) }
    }()
}
