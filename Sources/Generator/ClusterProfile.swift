/// The character of a cluster: what runs there, for how long, and how its Slurm prints it.
package struct ClusterProfile: Hashable, Sendable {
    /// The GPUs of a cluster.
    package struct GPUs: Hashable, Sendable {
        /// The types with their share; empty where AllocTRES has the untyped count only.
        package var types: [String]
        /// The share of jobs that use GPUs, for a user without a taste: 0 to 1.
        package var jobShare: Double
        /// The most GPUs on a node.
        package var perNode: Int
    }

    /// The name, as `sacct -M` takes it.
    package var name: String
    /// The version of Slurm that the cluster ran in the demonstration year.
    package var dialect: SacctDialect
    package var gpus: GPUs
    package var coresPerNode: Int
    /// The usual memory of a core, in MB.
    package var memoryPerCoreMB: Int
    /// The median of a job's wall time, in seconds; users vary about it.
    package var medianSeconds: Double
    /// The longest time limit, in minutes.
    package var longestMinutes: Int
    /// The median of the waiting time, in seconds.
    package var medianWaitSeconds: Double
    /// The typical number of cores of a job is 2 to this power, at most.
    package var largestCoreExponent: Int
    /// The share of jobs that are array tasks: 0 to 1.
    package var arrayShare: Double
    /// Whether `.extern` steps are printed (PrologFlags=Contain).
    package var hasExternSteps: Bool
    /// Watts of one core under load; 0 where energy is not measured.
    package var wattsPerCore: Int
    /// Partition and QOS of the three kinds of jobs: ordinary, standby, GPU.
    var queues: [String]
    /// The cluster's share of the demonstration's jobs: 0 to 1.
    var demoShare: Double
    /// How the load of the cluster grew in the demonstration year: the factor from its first to its last month.
    var demoGrowth: Double
}

extension ClusterProfile {
    /// Many short jobs on few cores, a handful of GPUs.
    package static let hammer = ClusterProfile(
        name: "hammer", dialect: SacctDialect(year: 20, month: 2),
        gpus: GPUs(types: [], jobShare: 0.02, perNode: 2), coresPerNode: 40, memoryPerCoreMB: 4000,
        medianSeconds: 900, longestMinutes: 2880, medianWaitSeconds: 40, largestCoreExponent: 3,
        arrayShare: 0.55, hasExternSteps: false, wattsPerCore: 0,
        queues: ["hammer-a|normal", "standby|standby", "hammer-g|normal"], demoShare: 0.36, demoGrowth: 1.1)

    /// The big CPU cluster.
    package static let negishi = ClusterProfile(
        name: "negishi", dialect: SacctDialect(year: 22, month: 5),
        gpus: GPUs(types: ["a30"], jobShare: 0.01, perNode: 2), coresPerNode: 128, memoryPerCoreMB: 2000,
        medianSeconds: 3600, longestMinutes: 20_160, medianWaitSeconds: 400, largestCoreExponent: 8,
        arrayShare: 0.25, hasExternSteps: true, wattsPerCore: 3,
        queues: ["cpu|normal", "cpu|standby", "gpu|normal"], demoShare: 0.23, demoGrowth: 1.3)

    /// CPU with an older Slurm.
    package static let bell = ClusterProfile(
        name: "bell", dialect: SacctDialect(year: 20, month: 2),
        gpus: GPUs(types: [], jobShare: 0.015, perNode: 2), coresPerNode: 128, memoryPerCoreMB: 2000,
        medianSeconds: 4200, longestMinutes: 20_160, medianWaitSeconds: 900, largestCoreExponent: 7,
        arrayShare: 0.3, hasExternSteps: true, wattsPerCore: 0,
        queues: ["bell-a|normal", "standby|standby", "bell-g|normal"], demoShare: 0.19, demoGrowth: 0.6)

    /// New: CPU nodes and H100s.
    package static let gautschi = ClusterProfile(
        name: "gautschi", dialect: SacctDialect(year: 24, month: 11),
        gpus: GPUs(types: ["h100"], jobShare: 0.35, perNode: 8), coresPerNode: 192, memoryPerCoreMB: 2000,
        medianSeconds: 2700, longestMinutes: 20_160, medianWaitSeconds: 300, largestCoreExponent: 7,
        arrayShare: 0.15, hasExternSteps: true, wattsPerCore: 4,
        queues: ["cpu|normal", "cpu|preemptible", "ai|normal"], demoShare: 0.12, demoGrowth: 3.5)

    /// GPUs of three generations.
    package static let gilbreth = ClusterProfile(
        name: "gilbreth", dialect: SacctDialect(year: 23, month: 11),
        gpus: GPUs(types: ["a100", "v100", "a30"], jobShare: 0.95, perNode: 4), coresPerNode: 64,
        memoryPerCoreMB: 4000, medianSeconds: 5400, longestMinutes: 20_160, medianWaitSeconds: 1500,
        largestCoreExponent: 5, arrayShare: 0.1, hasExternSteps: true, wattsPerCore: 0,
        queues: ["a100-40gb|normal", "training|standby", "v100|normal"], demoShare: 0.1, demoGrowth: 1.6)

    /// The five clusters, in the order in which they are generated.
    package static let all: [ClusterProfile] = [.hammer, .negishi, .bell, .gautschi, .gilbreth]
}
