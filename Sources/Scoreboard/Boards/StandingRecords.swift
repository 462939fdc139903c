/// The standings of many users: names, and rows of values of which zeros are left out.
///
/// A tenth of what as many ``UserStanding`` take, and nothing is unpacked before somebody asks for it. All rows of a span
/// stand behind each other: whoever looks at one span of everybody reads memory from one end to the other, where a jump to
/// each user would cost more than all that is done with the values.
///
/// A row is a UInt32 with bit i when the value of the metric of raw value i follows as a Double, in this order.
package final class StandingRecords: Sendable {
    package let names: [String]
    /// The rows.
    let bytes: [UInt8]
    /// Where each row begins in `bytes`, the users of a span behind each other; 0 for a row of zeros.
    let rows: [UInt32]

    /// Packs rows that stand user by user, as in the sidecar.
    ///
    /// - Parameters:
    ///   - raw: What holds the rows, little-endian.
    ///   - starts: Where they begin, ``StandingSpan/count`` a user; 0 for a row of zeros. Each other one must be where a whole
    ///     row with known metrics begins: it is believed.
    package init(names: [String], raw: [UInt8], starts: [UInt32]) {
        precondition(starts.count == names.count * StandingSpan.count, "each user has all rows")
        self.names = names
        (bytes, rows) = raw.withUnsafeBytes { StandingRecords.packed($0, starts, users: names.count) }
    }

    private static func packed(
        _ raw: UnsafeRawBufferPointer, _ starts: [UInt32], users: Int
    ) -> (bytes: [UInt8], rows: [UInt32]) {
        func length(_ start: UInt32) -> Int {
            let mask = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: Int(start), as: UInt32.self))
            return 4 + 8 * mask.nonzeroBitCount
        }
        // Nothing begins at 0.
        let reserved = 4
        let total = starts.reduce(reserved) { $1 == 0 ? $0 : $0 + length($1) }
        var rows = [UInt32](repeating: 0, count: starts.count)
        let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, filled in
            let target = UnsafeMutableRawBufferPointer(buffer)
            target.storeBytes(of: 0, as: UInt32.self)
            filled = reserved
            for span in 0..<StandingSpan.count {
                for user in 0..<users {
                    let start = starts[user * StandingSpan.count + span]
                    guard start != 0 else { continue }
                    let length = length(start)
                    rows[span * users + user] = UInt32(filled)
                    UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + length])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[Int(start)..<Int(start) + length]))
                    filled += length
                }
            }
        }
        return (bytes, rows)
    }

    /// Packs standings.
    package convenience init(_ users: some Sequence<UserStanding>) {
        var names: [String] = []
        var bytes: [UInt8] = [0]
        var starts: [UInt32] = []
        for user in users {
            names.append(user.user)
            for span in StandingSpan.all {
                let values = user[span]
                guard values != MetricValues() else {
                    starts.append(0)
                    continue
                }
                starts.append(UInt32(bytes.count))
                var mask: UInt32 = 0
                for metric in Metric.allCases where values[metric] != 0 { mask |= 1 << UInt32(metric.rawValue) }
                withUnsafeBytes(of: mask.littleEndian) { bytes.append(contentsOf: $0) }
                for metric in Metric.allCases where values[metric] != 0 {
                    withUnsafeBytes(of: values[metric].bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
                }
            }
        }
        self.init(names: names, raw: bytes, starts: starts)
    }

    /// The values of one user.
    func values(of record: Int, in span: StandingSpan) -> MetricValues {
        withRows { rows in
            MetricValues { values in rows.load(.all, of: record, in: span, into: values) }
        }
    }

    /// Everything of one user.
    func standing(of record: Int) -> UserStanding {
        var standing = UserStanding(user: names[record])
        for span in StandingSpan.all { standing[span] = values(of: record, in: span) }
        return standing
    }
}
