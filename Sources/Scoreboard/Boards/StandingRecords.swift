/// The standings of many users: names, and rows of values of which zeros are left out.
///
/// A tenth of what as many ``UserStanding`` take, and nothing is unpacked before somebody asks for it. The rows that boards
/// rank by stand span by span: whoever looks at one span of everybody reads memory from one end to the other, where a jump
/// to each user would cost more than all that is done with the values. Months are looked at user by user, and stay where
/// they were.
///
/// A row is a UInt32 with bit i when the value of the metric of raw value i follows as a Double, in this order, both
/// little-endian.
package final class StandingRecords: Sendable {
    package let names: [String]
    /// What holds the rows of the months.
    let raw: [UInt8]
    /// The rows of the other spans.
    let ranked: [UInt8]
    /// Where each row begins, the users of a span behind each other; 0 for a row of zeros.
    let rows: [UInt32]

    /// - Parameters:
    ///   - names: Of the users, one for each set of rows.
    ///   - raw: What holds the rows, for instance a whole file.
    ///   - starts: Where they begin, ``StandingSpan/count`` a user; 0 for a row of zeros. Each other one must be where a
    ///     whole row with known metrics begins: it is believed.
    package init(names: [String], raw: [UInt8], starts: [UInt32]) {
        precondition(starts.count == names.count * StandingSpan.count, "each user has all rows")
        self.names = names
        self.raw = raw
        (ranked, rows) = raw.withUnsafeBytes { StandingRecords.ranked($0, starts, users: names.count) }
    }

    private static func ranked(
        _ raw: UnsafeRawBufferPointer, _ starts: [UInt32], users: Int
    ) -> (bytes: [UInt8], rows: [UInt32]) {
        func length(_ start: UInt32) -> Int {
            let mask = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: Int(start), as: UInt32.self))
            return 4 + 8 * mask.nonzeroBitCount
        }
        var rows = [UInt32](repeating: 0, count: starts.count)
        // Nothing begins at 0.
        var total = 4
        for user in 0..<users {
            for span in 0..<StandingSpan.count {
                let start = starts[user * StandingSpan.count + span]
                rows[span * users + user] = start
                if start != 0, StandingSpan(place: span).isRanked { total += length(start) }
            }
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, filled in
            let target = UnsafeMutableRawBufferPointer(buffer)
            target.storeBytes(of: 0, as: UInt32.self)
            filled = 4
            for place in rows.indices.prefix(StandingSpan.rankedCount * users) where rows[place] != 0 {
                let start = Int(rows[place])
                let length = length(rows[place])
                rows[place] = UInt32(filled)
                UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + length])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[start..<start + length]))
                filled += length
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
