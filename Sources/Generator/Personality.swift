import Glibc

/// What is the same for a user on every cluster.
struct Personality {
    /// The weight in the Zipf distribution: 1 for the heaviest user.
    var weight: Double
    /// 0 for CPU only, 1 for GPU whenever there is one.
    var gpuTaste: Double
    /// The share of jobs that do not complete: 0.02 to 0.5.
    var mishapShare: Double
    /// The factor on the cluster's median wall time.
    var durationFactor: Double
    /// The spread of the wall time: sigma of its log-normal distribution.
    var durationSigma: Double
    /// 0 for single cores, 1 for the largest jobs the cluster sees.
    var scale: Double
    /// The factor on the cluster's memory per core.
    var memoryFactor: Double
    /// The share of the requested memory that is used.
    var memoryUse: Double
    /// The share of the allocated CPU time that is used.
    var cpuUse: Double
    var trend: ActivityTrend

    /// - Parameters:
    ///   - index: the user; the rank of the user is shuffled, so that heavy users are not the first in the directory.
    ///   - rank: 0 for the heaviest.
    init(index: Int, rank: Int, seed: UInt64) {
        var random = SplitMix(seed: seed, stream: 0x7573_6572, UInt64(index))
        weight = pow(Double(rank + 1), -0.95)
        switch random.below(10) {
        case 0, 1: gpuTaste = 0.9
        case 2, 3: gpuTaste = 0.35
        default: gpuTaste = 0.02
        }
        let luck = random.unit()
        mishapShare = 0.02 + 0.4 * luck * luck * luck + (random.oneIn(25) ? 0.08 : 0)
        durationFactor = NormalQuantiles.standard.logNormal(median: 1, sigma: 0.8, &random)
        durationSigma = 0.7 + 0.9 * random.unit()
        // Who has the most jobs has small ones, or one user would own every board.
        scale = min(random.unit(), 1 - 0.6 * weight)
        memoryFactor = [0.5, 1, 1, 1, 1, 1, 2, 2, 4, 8][random.below(10)]
        memoryUse = 0.05 + 0.85 * random.unit()
        cpuUse = 0.3 + 0.68 * random.unit().squareRoot()
        trend = ActivityTrend(&random)
    }
}
