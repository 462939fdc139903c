/// How many jobs ended in each state.
package struct StateCounts: Equatable, Sendable {
    /// By the raw value of the state. Not a vector, which would be aligned to its size and make the totals around it larger.
    private var counts: [16 of UInt32] = .init(repeating: 0)

    package init() {}

    /// Jobs that ended in the state: 0 to 2^32 − 1, beyond which the count stays.
    package subscript(state: JobState) -> Int64 {
        get { Int64(counts[Int(state.rawValue)]) }
        set { counts[Int(state.rawValue)] = UInt32(clamping: newValue) }
    }

    package static func += (left: inout StateCounts, right: StateCounts) {
        let (before, more) = (left.lanes, right.lanes)
        let sums = before &+ more
        // A sum below a part of it has gone round: such a count stays at the largest.
        left.counts = unsafeBitCast(sums.replacing(with: .max, where: sums .< more), to: [16 of UInt32].self)
    }

    /// All counts, to be worked on at once.
    private var lanes: SIMD16<UInt32> { unsafeBitCast(counts, to: SIMD16<UInt32>.self) }

    package static func == (left: StateCounts, right: StateCounts) -> Bool {
        left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
    }

    /// The states with a count above zero, in the order of ``JobState``.
    package var counted: [(state: JobState, count: Int64)] {
        JobState.allCases.compactMap { self[$0] > 0 ? ($0, self[$0]) : nil }
    }
}
