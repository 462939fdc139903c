/// What cannot be trusted in a month that the older Python program had counted.
package enum ImportDoubt: String, CaseIterable, Sendable {
    /// It kept no count of jobs: the numbers are the fewest that there can have been.
    case jobs
    /// Where Slurm shows GPUs both with and without their type, it counted them twice: the hours are the fewest there can
    /// have been.
    case gpuHours = "gpu_clock_hours"
    /// It took memory from the rows of jobs, where Slurm has none: the sums are zero.
    case memory
    /// It multiplied every request without a suffix by the nodes, which is too much since Slurm 21.08.
    case requestedMemory = "sum_req_mem_mb"
    /// It was written before its month had ended, or was not wholly read.
    case unfinished

    /// What people are told.
    package var words: String {
        switch self {
        case .jobs:
            "jobs: the older program kept no count of them; what stands there is the fewest there can have been"
        case .gpuHours:
            "GPU hours: GPUs with a type were counted twice; what stands there is the fewest there can have been"
        case .memory: "memory used: the older program never measured it; zero says nothing"
        case .requestedMemory:
            "memory asked for: too much for jobs of several nodes, where Slurm is 21.08 or newer"
        case .unfinished: "the month: it was not wholly read, so that all of it may be too little"
        }
    }
}
