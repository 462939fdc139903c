/// Packs the standings of users, one after the other, into ``StandingRecords``.
struct StandingPacker {
    private(set) var names: [String] = []
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [UInt32] = []
    private(set) var rows: [UInt16] = []
    /// Which rows the user at hand has so far.
    private var present: UInt32 = 0
    /// The last row of the user at hand; empty before the first.
    private var last = 0..<0

    /// Begins a user, whose rows come next, in the order of their spans.
    mutating func begin(_ user: String) {
        names.append(user)
        starts.append(UInt32(bytes.count))
        bytes += [0, 0, 0, 0]
        rows += repeatElement(0, count: StandingSpan.count)
        present = 0
        last = 0..<0
    }

    /// Adds what the user has in a span.
    mutating func add(_ values: MetricValues, in span: StandingSpan) {
        StandingRow.withBytes(of: values) { add($0, in: span) }
    }

    /// Adds the row of what the user has in a span; not of zeros.
    mutating func add(_ row: UnsafeRawBufferPointer, in span: StandingSpan) {
        guard let start = starts.last, row.count > 0 else { return }
        let isSame = bytes.withUnsafeBytes { row.isSame(as: UnsafeRawBufferPointer(rebasing: $0[last])) }
        if isSame {
            withUnsafeBytes(of: StandingRow.sameAsBefore.littleEndian) { bytes += $0 }
        } else {
            last = bytes.count..<bytes.count + row.count
            bytes += row
        }
        present |= 1 << UInt32(span.place)
        rows[rows.count - StandingSpan.count + span.place] = UInt16(last.lowerBound - Int(start))
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: present.littleEndian, toByteOffset: Int(start), as: UInt32.self)
        }
    }
}
