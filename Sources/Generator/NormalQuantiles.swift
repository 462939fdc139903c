import Glibc

/// The quantiles of the standard normal distribution in a table, so that a normal variate costs one load.
///
/// 4,096 equally likely values between −3.5 and +3.5: enough for durations and waiting times, whose tails the cluster
/// cuts off anyway.
struct NormalQuantiles {
    private let values: [Double]

    static let standard = NormalQuantiles()

    private init() {
        let count = 4096
        values = (0..<count).map { index in
            let probability = (Double(index) + 0.5) / Double(count)
            // Bisection on the distribution function: slow, plain, and done once.
            var low = -4.0
            var high = 4.0
            for _ in 0..<40 {
                let middle = (low + high) / 2
                if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability { low = middle } else { high = middle }
            }
            return low
        }
    }

    @inline(__always)
    func draw(_ random: inout SplitMix) -> Double {
        values.withUnsafeBufferPointer { $0[Int(random.next() >> 52)] }
    }

    /// A log-normal variate: `median` × e^(`sigma` × z).
    @inline(__always)
    func logNormal(median: Double, sigma: Double, _ random: inout SplitMix) -> Double {
        median * exp(sigma * draw(&random))
    }
}
