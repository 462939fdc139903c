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
