/// What no value of a real cluster exceeds. A larger one is an overflow: garbage that must not enter a sum.
///
/// Chosen so that every product of two fits into 63 bits.
enum ValueLimits {
    /// 68 years.
    static let elapsedSeconds: Int64 = 1 << 31
    static let cpus: Int64 = 1 << 24
    static let nodes: Int64 = 1 << 24
    static let gpus: Int64 = 1 << 20
    /// Of one array; Slurm itself stops at 4,000,001.
    static let arrayTasks: Int64 = 1 << 23
    /// The year 2106: Slurm's own times have 32 bits.
    static let time: Int64 = 4_294_967_295
    /// In bytes; Linux itself stops at 256.
    static let userNameLength = 1024
    /// 10 PB.
    static let memoryBytes: Int64 = 10_000_000_000_000_000
    /// 277 GWh.
    static let joules: Int64 = 1_000_000_000_000_000
}
