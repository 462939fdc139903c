/// A small, fast and reproducible source of random numbers: SplitMix64.
///
/// The same seed gives the same numbers on every machine. Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom
/// Number Generators" (2014), with the constants of Vigna's reference code.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for each mixture of words, so that one user's numbers do not depend on how many users or
    /// clusters came before.
    init(seed: UInt64, stream words: UInt64...) {
        var source = SplitMix(seed: seed)
        for word in words {
            source = SplitMix(seed: source.next() ^ (word &* 0xD6E8_FEB8_6659_FD93))
        }
        self = source
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Uniform in 0..<bound, by Lemire's multiplication; the bias is below bound / 2^64.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Uniform in 0..<1 with 53 bits.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// True once in `odds` draws on average.
    mutating func oneIn(_ odds: Int) -> Bool {
        below(odds) == 0
    }
}
