/// Writes numbers in as few bytes as they need.
///
/// Unsigned: LEB128 (seven bits a byte, the lowest first, the eighth bit set on all but the last). Signed: zigzag
/// (0, -1, 1, -2… as 0, 1, 2, 3…), then the same.
struct VarintWriter {
    private(set) var bytes: [UInt8] = []

    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func signed(_ value: Int64) {
        unsigned(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    /// Zero for nil, else the value plus one.
    mutating func optional(_ value: Int64?) {
        guard let value else { return unsigned(0) }
        unsigned(UInt64(value) + 1)
    }

    /// All that another writer wrote.
    mutating func append(_ other: VarintWriter) { bytes += other.bytes }

    /// The length in bytes, then the bytes of the UTF-8.
    mutating func text(_ text: String) {
        unsigned(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
