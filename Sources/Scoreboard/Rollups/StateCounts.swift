/// How many jobs ended in each state.
package struct StateCounts: Hashable, Sendable {
    private var lanes: SIMD16<UInt32> = .zero

    package init() {}

    /// Jobs that ended in the state: 0 to 2^32 − 1, beyond which the count stays.
    package subscript(state: JobState) -> Int64 {
        get { Int64(lanes[Int(state.rawValue)]) }
        set { lanes[Int(state.rawValue)] = UInt32(clamping: newValue) }
    }

    package static func += (left: inout StateCounts, right: StateCounts) {
        let sums = left.lanes &+ right.lanes
        // A sum below a part of it has gone round: such a count stays at the largest.
        left.lanes = sums.replacing(with: .max, where: sums .< left.lanes)
    }

    /// The states with a count above zero, in the order of ``JobState``.
    package var counted: [(state: JobState, count: Int64)] {
        JobState.allCases.compactMap { self[$0] > 0 ? ($0, self[$0]) : nil }
    }
}
