/// Some metrics, as the bits of their raw values: what of a row is looked at.
package struct MetricSet: Hashable, Sendable {
    let bits: UInt32

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
    package struct Iterator: IteratorProtocol {
        fileprivate var left: UInt32

        package mutating func next() -> Int? {
            guard left != 0 else { return nil }
            defer { left &= left &- 1 }
            return left.trailingZeroBitCount
        }
    }

    package func makeIterator() -> Iterator { Iterator(left: bits) }
}
