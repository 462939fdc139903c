extension Roster {
    /// Looks at some values of everybody, in the order of the users: the way in which many are looked at.
    ///
    /// - Parameters:
    ///   - body: Gets the user's index, and the values by the raw values of their metrics; elsewhere stands anything.
    ///   - metrics: Those that are looked at.
    ///   - period: The span of time of the values.
    @inline(__always)
    package func visit(
        _ metrics: MetricSet, in period: StandingPeriod, _ body: (Int, UnsafeMutablePointer<Double>) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * PartSums.width) { scratch in
            guard let values = scratch.baseAddress else { return }
            withSums(scratch: values + 2 * PartSums.width) { sums in
                let less = values + PartSums.width
                for user in 0..<count {
                    sums.load(metrics, of: user, in: period.span, into: values)
                    if let minus = period.minus {
                        sums.load(metrics, of: user, in: minus, into: less)
                        for metric in metrics { values[metric] -= less[metric] }
                        sums.settle(metrics, values)
                    }
                    body(user, values)
                }
            }
        }
    }

    @inline(__always)
    private func withSums(scratch: UnsafeMutablePointer<Double>, _ body: (PartSums) -> Void) {
        let scales = MetricValues.scales
        records.withRows { rows in
            parts.withUnsafeBufferPointer { parts in
                starts.withUnsafeBufferPointer { starts in
                    scales.withUnsafeBufferPointer { scales in
                        body(PartSums(rows: rows, starts: starts, parts: parts, scales: scales, scratch: scratch))
                    }
                }
            }
        }
    }

    /// One metric of everybody.
    package func column(of metric: Metric, in period: StandingPeriod) -> [Double] {
        column(MetricSet(metric), in: period) { $0[metric.rawValue] }
    }

    /// A number of everybody.
    @inline(__always)
    package func column(
        _ metrics: MetricSet, in period: StandingPeriod, _ number: (UnsafeMutablePointer<Double>) -> Double
    ) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            visit(metrics, in: period) { user, values in buffer.initializeElement(at: user, to: number(values)) }
            filled = count
        }
    }
}

/// Adds up the parts of users as `UserStanding` does: in the order of the clusters, and settled where there are several.
private struct PartSums {
    let rows: PackedRows
    let starts: UnsafeBufferPointer<UInt32>
    let parts: UnsafeBufferPointer<UInt32>
    let scales: UnsafeBufferPointer<Double>
    let scratch: UnsafeMutablePointer<Double>

    /// Of the memory in which the values of a row stand.
    static let width = 16

    @inline(__always)
    func load(_ metrics: MetricSet, of user: Int, in span: StandingSpan, into values: UnsafeMutablePointer<Double>) {
        let (first, end) = (Int(starts[user]), Int(starts[user + 1]))
        rows.load(metrics, of: Int(parts[first]), in: span, into: values)
        guard end - first > 1 else { return }
        for part in first + 1..<end {
            rows.load(metrics, of: Int(parts[part]), in: span, into: scratch)
            for metric in metrics { values[metric] += scratch[metric] }
        }
        settle(metrics, values)
    }

    @inline(__always)
    func settle(_ metrics: MetricSet, _ values: UnsafeMutablePointer<Double>) {
        for metric in metrics {
            values[metric] = (values[metric] * scales[metric]).rounded(.toNearestOrEven) / scales[metric]
        }
    }
}
