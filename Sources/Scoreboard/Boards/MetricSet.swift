/// Some metrics, as the bits of their raw values: what of a row is looked at.
package struct MetricSet: Hashable, Sendable {
    let bits: UInt32

    /// - Parameter bits: Bit i stands for the metric of raw value i.
    package init(bits: UInt32) {
        self.bits = bits
    }

    /// The one metric of a set of one.
    var only: Int? { bits & (bits &- 1) == 0 && bits != 0 ? bits.trailingZeroBitCount : nil }

    package init(_ metrics: some Sequence<Metric>) {
        bits = metrics.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    }

    package init(_ metric: Metric) {
        bits = 1 << UInt32(metric.rawValue)
    }

    package static let all = MetricSet(Metric.allCases)
}

/// Raw values, the smallest first.
extension MetricSet: Sequence {
    /// Gives the raw values.
    package struct Iterator: IteratorProtocol {
        fileprivate var left: UInt32

        /// The next larger raw value.
        package mutating func next() -> Int? {
            guard left != 0 else { return nil }
            defer { left &= left &- 1 }
            return left.trailingZeroBitCount
        }
    }

    /// From the smallest.
    package func makeIterator() -> Iterator { Iterator(left: bits) }
}
