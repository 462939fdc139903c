/// A row of values as ``StandingRecords`` has it: a UInt32 with bit i when the value of the metric of raw value i follows as a
/// Double, in this order, both little-endian. Zeros are left out.
enum StandingRow {
    /// In place of a row: it is the one before it of the same user.
    static let sameAsBefore: UInt32 = 0x8000_0000
    private static let greatestLength = 4 + 8 * 16

    /// How long the row is that begins so.
    @inline(__always)
    static func length(_ mask: UInt32) -> Int { mask == sameAsBefore ? 4 : 4 + 8 * mask.nonzeroBitCount }

    /// What a row begins with.
    @inline(__always)
    static func mask(in bytes: UnsafeRawBufferPointer, at start: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
    }

    /// A whole row.
    ///
    /// - Parameters:
    ///   - bytes: What holds it.
    ///   - start: Where it begins.
    @inline(__always)
    static func bytes(in bytes: UnsafeRawBufferPointer, at start: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[start..<start + length(mask(in: bytes, at: start))])
    }

    /// Calls with the row of some values; not at all when all of them are zero.
    static func withBytes(of values: MetricValues, _ body: (UnsafeRawBufferPointer) -> Void) {
        withUnsafeTemporaryAllocation(byteCount: greatestLength, alignment: 8) { row in
            var mask: UInt32 = 0
            var end = 4
            for metric in Metric.allCases {
                let value = values[metric]
                guard value != 0 else { continue }
                mask |= 1 << UInt32(metric.rawValue)
                row.storeBytes(of: value.bitPattern.littleEndian, toByteOffset: end, as: UInt64.self)
                end += 8
            }
            guard mask != 0 else { return }
            row.storeBytes(of: mask.littleEndian, as: UInt32.self)
            body(UnsafeRawBufferPointer(rebasing: row[..<end]))
        }
    }
}
