/// Values of everybody in a roster in one span, a column a metric.
///
/// Whatever a board is ranked, sorted and measured by comes from some columns of a few spans. They are unpacked once, user
/// by user, and then read from one end to the other.
struct SpanColumns: Sendable {
    private let span: StandingSpan
    private let userCount: Int
    /// By the raw values of metrics; empty where none was unpacked.
    private var columns = [ArraySlice<Double>](repeating: [], count: Metric.allCases.count)
    private var unpacked = MetricSet(bits: 0)

    init(of span: StandingSpan, userCount: Int) {
        self.span = span
        self.userCount = userCount
    }

    /// Unpacks what is not there yet; the second time everything, as boards are gone through metric by metric. The records of users are added up as `UserStanding` does: in the order of the clusters,
    /// and settled where there are several.
    ///
    /// - Parameters:
    ///   - metrics: What is asked for.
    ///   - records: What holds the rows.
    ///   - starts: The records of user i are `parts` from `starts[i]` up to `starts[i + 1]`.
    ///   - parts: Indices of records.
    mutating func unpack(_ metrics: MetricSet, of records: StandingRecords, starts: [UInt32], parts: [UInt32]) {
        guard metrics.bits & ~unpacked.bits != 0, userCount > 0 else { return }
        let wanted = unpacked.bits == 0 ? metrics : .all
        let missing = MetricSet(bits: wanted.bits & ~unpacked.bits)
        unpacked = MetricSet(bits: unpacked.bits | missing.bits)
        // What nobody has shares one column of zeros.
        let present = MetricSet(bits: missing.bits & records.metrics.bits)
        let zeros = present.bits == missing.bits ? 0 : 1
        let columnCount = present.bits.nonzeroBitCount + zeros
        let values = [Double](unsafeUninitializedCapacity: columnCount * userCount) { values, filled in
            values.initialize(repeating: 0)
            filled = values.count
            guard present.bits != 0 else { return }
            records.withRows { rows in
                SpanColumns.fill(values, present, span, rows, starts, parts)
            }
        }
        var next = 0
        for metric in missing {
            let isPresent = present.bits >> UInt32(metric) & 1 == 1
            let column = isPresent ? next : columnCount - 1
            columns[metric] = values[column * userCount..<(column + 1) * userCount]
            if isPresent { next += 1 }
        }
    }

    private static func fill(
        _ values: UnsafeMutableBufferPointer<Double>, _ metrics: MetricSet, _ span: StandingSpan, _ rows: PackedRows,
        _ starts: [UInt32], _ parts: [UInt32]
    ) {
        let userCount = starts.count - 1
        let scales = MetricValues.scales
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 32) { sums in
            guard let sums = sums.baseAddress, let values = values.baseAddress else { return }
            sums.initialize(repeating: 0, count: 32)
            for user in 0..<userCount {
                let (first, end) = (Int(starts[user]), Int(starts[user + 1]))
                var bits: UInt32 = 0
                for part in first..<end { bits |= rows.add(metrics, of: Int(parts[part]), in: span, to: sums).bits }
                for metric in MetricSet(bits: bits & metrics.bits) {
                    let column = (metrics.bits & (1 << UInt32(metric) - 1)).nonzeroBitCount
                    let sum = sums[metric]
                    values[column * userCount + user] =
                        end - first > 1 ? MetricValues.settled(sum, scale: scales[metric]) : sum
                }
                for metric in MetricSet(bits: bits) { sums[metric] = 0 }
            }
        }
    }

    /// Calls with a metric's value of everybody; it was unpacked before.
    @inline(__always)
    func withColumn<Result>(_ metric: Int, _ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
        columns[metric].withUnsafeBufferPointer(body)
    }
}
