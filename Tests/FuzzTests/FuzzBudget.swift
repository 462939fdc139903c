import Foundation

/// How much is thrown: the suite takes some seconds, `SLURM_SB_LONG_TESTS=1` twenty times as much.
enum FuzzBudget {
    static let factor = ProcessInfo.processInfo.environment["SLURM_SB_LONG_TESTS"] == "1" ? 20 : 1

    /// Says how many inputs were thrown at what, and in what time.
    static func report(_ target: String, inputs: Int, since start: ContinuousClock.Instant, note: String = "") {
        let elapsed = ContinuousClock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        print("fuzz: \(target): \(inputs) inputs in \(String(format: "%.1f", seconds)) s\(note)")
    }
}
