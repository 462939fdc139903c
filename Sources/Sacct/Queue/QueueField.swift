/// The columns that are asked of squeue, in their order. None holds what a person wrote but the last one, in which Slurm's
/// own messages stand: a separator in it does no harm there.
enum QueueField: Int, CaseIterable {
    case cluster, user, state, cpus, nodes, tasks, jobID, submit, priority
    /// What is allocated; for a job that waits, what it asks for.
    case tres
    /// What GPUs are asked for where the site does not account for them.
    case tresPerJob, tresPerNode, tresPerSocket, tresPerTask
    case partition, reason

    /// As `squeue -O` takes it.
    var name: String {
        switch self {
        case .cluster: "Cluster"
        case .user: "UserName"
        case .state: "StateCompact"
        case .cpus: "NumCPUs"
        case .nodes: "NumNodes"
        case .tasks: "NumTasks"
        case .jobID: "JobArrayID"
        case .submit: "SubmitTime"
        case .priority: "PriorityLong"
        case .tres: "tres-alloc"
        case .tresPerJob: "tres-per-job"
        case .tresPerNode: "tres-per-node"
        case .tresPerSocket: "tres-per-socket"
        case .tresPerTask: "tres-per-task"
        case .partition: "Partition"
        case .reason: "Reason"
        }
    }
}
