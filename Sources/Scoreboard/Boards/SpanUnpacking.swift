/// The columns of some metrics in one span while they are unpacked, some users after others. The records of users are added
/// up as `UserStanding` does: in the order of the clusters, and settled where there are several.
struct SpanUnpacking: Sendable {
    let span: StandingSpan
    let metrics: MetricSet
    /// Of the metrics, those that anybody has. The others share one column of zeros, which is the last.
    private let present: MetricSet
    private let userCount: Int
    /// Column after column.
    private var values: [Double]
    private var next = 0

    init(_ metrics: MetricSet, of span: StandingSpan, in records: StandingRecords, userCount: Int) {
        self.span = span
        self.metrics = metrics
        self.userCount = userCount
        present = MetricSet(bits: metrics.bits & records.metrics.bits)
        let columnCount = present.bits.nonzeroBitCount + (present.bits == metrics.bits ? 0 : 1)
        values = Array(repeating: 0, count: columnCount * userCount)
    }

    /// Whether everybody's values are there.
    var isDone: Bool { next == userCount }

    /// Unpacks the next users, at most so many.
    mutating func goOn(_ count: Int, of roster: Roster) {
        let users = next..<min(userCount, next + count)
        next = users.upperBound
        guard present.bits != 0 else { return }
        roster.records.withRows { rows in
            values.withUnsafeMutableBufferPointer { values in
                SpanUnpacking.fill(values, users, of: userCount, present, span, rows, roster.starts, roster.parts)
            }
        }
    }

    /// A metric's values.
    func column(of metric: Int) -> ArraySlice<Double> {
        let isPresent = present.bits >> UInt32(metric) & 1 == 1
        let before = isPresent ? MetricSet(bits: present.bits & (1 << UInt32(metric) - 1)) : present
        let column = before.bits.nonzeroBitCount
        return values[column * userCount..<(column + 1) * userCount]
    }

    private static func fill(
        _ values: UnsafeMutableBufferPointer<Double>, _ users: Range<Int>, of userCount: Int, _ metrics: MetricSet,
        _ span: StandingSpan, _ rows: PackedRows, _ starts: [UInt32], _ parts: [UInt32]
    ) {
        let scales = MetricValues.scales
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 32) { sums in
            guard let sums = sums.baseAddress, let values = values.baseAddress else { return }
            sums.initialize(repeating: 0, count: 32)
            for user in users {
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
}
