/// The standings of many users: names, and rows of values of which zeros are left out.
///
/// A tenth of what as many ``UserStanding`` take, and nothing is unpacked before somebody asks for it. The rows stay where
/// the sidecar has them; whoever looks at a span of everybody again and again keeps it as `SpanColumns`.
///
/// A row is a UInt32 with bit i when the value of the metric of raw value i follows as a Double, in this order, both
/// little-endian.
package final class StandingRecords: Sendable {
    package let names: [String]
    /// What holds the rows.
    let raw: [UInt8]
    /// Before the first row of each user.
    let starts: [UInt32]
    /// How far behind its user's start each row begins, ``StandingSpan/count`` a user; 0 for a row of zeros. Two bytes are
    /// enough for where a user's rows end, and half of what places in all of the file would take.
    let rows: [UInt16]
    /// What any row has a value of.
    let metrics: MetricSet

    /// - Parameters:
    ///   - names: One a user.
    ///   - raw: What holds the rows, for instance a whole file.
    ///   - starts: A place before the first row of each user.
    ///   - rows: How far behind it each row begins, ``StandingSpan/count`` a user; 0 for a row of zeros. At each other one
    ///     must be a whole row with known metrics: it is believed.
    ///   - metrics: What any row has a value of, or more.
    package init(
        names: [String], raw: [UInt8], starts: [UInt32], rows: [UInt16], metrics: MetricSet = .all
    ) {
        precondition(starts.count == names.count, "each user has a start")
        precondition(rows.count == names.count * StandingSpan.count, "each user has all rows")
        self.names = names
        self.raw = raw
        self.starts = starts
        self.rows = rows
        self.metrics = metrics
    }

    /// Packs standings.
    package convenience init(_ users: some Sequence<UserStanding>) {
        var names: [String] = []
        var bytes: [UInt8] = []
        var starts: [UInt32] = []
        var rows: [UInt16] = []
        for user in users {
            names.append(user.user)
            let start = bytes.count
            starts.append(UInt32(start))
            // No row begins at the start itself.
            bytes.append(0)
            for span in StandingSpan.all {
                let values = user[span]
                guard values != MetricValues() else {
                    rows.append(0)
                    continue
                }
                rows.append(UInt16(bytes.count - start))
                var mask: UInt32 = 0
                for metric in Metric.allCases where values[metric] != 0 { mask |= 1 << UInt32(metric.rawValue) }
                withUnsafeBytes(of: mask.littleEndian) { bytes.append(contentsOf: $0) }
                for metric in Metric.allCases where values[metric] != 0 {
                    withUnsafeBytes(of: values[metric].bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
                }
            }
        }
        self.init(names: names, raw: bytes, starts: starts, rows: rows)
    }

    /// The values of one user.
    func values(of record: Int, in span: StandingSpan) -> MetricValues {
        withRows { rows in MetricValues { values in _ = rows.add(.all, of: record, in: span, to: values) } }
    }

    /// Everything of one user.
    package func standing(of record: Int) -> UserStanding {
        var standing = UserStanding(user: names[record])
        for span in StandingSpan.all { standing[span] = values(of: record, in: span) }
        return standing
    }
}
