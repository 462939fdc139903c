import Glibc

/// The shape of a filter: what it is planned for, and the bits and hashes that follow from that.
///
/// The textbook's formulas (Bloom 1970; Mitzenmacher and Upfal, "Probability and Computing", 5.5.3): for n members and a
/// rate p of false positives, m = −n ln p / (ln 2)² bits and k = (m / n) ln 2 positions a member.
package struct BloomFilterParameters: Equatable, Sendable {
    /// The rates that a filter may be planned for.
    package static let allowedRates: ClosedRange<Double> = 1e-9...0.5
    /// The largest number of members that a filter may be planned for; 2^32 at the largest rate allowed fill 740 MB.
    package static let maximumPlannedCount: UInt64 = 1 << 32
    package static let allowedHashCounts: ClosedRange<UInt32> = 1...64

    /// n: up to so many members the rate holds.
    package let plannedCount: UInt64
    /// p: the rate of false positives with `plannedCount` members.
    package let falsePositiveRate: Double
    /// m: a multiple of 64.
    package let bitCount: UInt64
    /// k.
    package let hashCount: UInt32

    /// The shape for so many members at such a rate. What lies outside the allowed ranges is taken for their nearest end.
    package init(plannedCount: UInt64, falsePositiveRate: Double) {
        let count = min(max(plannedCount, 1), Self.maximumPlannedCount)
        let rate = Self.allowed(rate: falsePositiveRate)
        let ln2 = log(2.0)
        let ideal = -Double(count) * log(rate) / (ln2 * ln2)
        let words = max(1, (ideal / 64).rounded(.up))
        self.plannedCount = count
        self.falsePositiveRate = rate
        bitCount = UInt64(words) * 64
        hashCount = max(1, UInt32((ideal / Double(count) * ln2).rounded()))
    }

    /// A shape that is given, as a file gives it; nil when it is none.
    package init?(plannedCount: UInt64, falsePositiveRate: Double, bitCount: UInt64, hashCount: UInt32) {
        guard plannedCount > 0, plannedCount <= Self.maximumPlannedCount,
            Self.allowedRates.contains(falsePositiveRate),
            bitCount > 0, bitCount % 64 == 0, bitCount < 1 << 48,
            Self.allowedHashCounts.contains(hashCount)
        else { return nil }
        self.plannedCount = plannedCount
        self.falsePositiveRate = falsePositiveRate
        self.bitCount = bitCount
        self.hashCount = hashCount
    }

    /// The rate of false positives to expect with so many members: (1 − e^(−kn/m))^k.
    package func expectedFalsePositiveRate(memberCount: UInt64) -> Double {
        let load = Double(hashCount) * Double(memberCount) / Double(bitCount)
        return pow(1 - exp(-load), Double(hashCount))
    }

    /// The rate itself when it is allowed, else the nearest that is.
    package static func allowed(rate: Double) -> Double {
        // Not a number compares false with everything, and must not become a shape.
        guard rate >= allowedRates.lowerBound else { return allowedRates.lowerBound }
        return min(rate, allowedRates.upperBound)
    }
}
