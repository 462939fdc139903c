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

/// A generator with a seed (SplitMix64, Vigna): the same inputs in every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of 0 to `bound` - 1; quicker than the library's, and even enough.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
}
