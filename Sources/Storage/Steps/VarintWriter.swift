/// Writes numbers in as few bytes as they need.
///
/// Unsigned: LEB128 (seven bits a byte, the lowest first, the eighth bit set on all but the last). Signed: zigzag
/// (0, -1, 1, -2… as 0, 1, 2, 3…), then the same.
struct VarintWriter {
    private(set) var bytes: [UInt8] = []

    /// Writes several numbers, which costs little more than to write one.
    ///
    /// - Parameters:
    ///   - count: At least as many as there are.
    ///   - numbers: Writes them.
    mutating func group(ofAtMost count: Int, _ numbers: (inout VarintGroup) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count * VarintGroup.numberLength) { room in
            room.initialize(repeating: 0)
            var group = VarintGroup(room)
            numbers(&group)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<group.count]))
        }
    }

    mutating func unsigned(_ value: UInt64) { group(ofAtMost: 1) { $0.unsigned(value) } }

    mutating func signed(_ value: Int64) { group(ofAtMost: 1) { $0.signed(value) } }

    /// Zero for nil, else the value plus one.
    mutating func optional(_ value: Int64?) { group(ofAtMost: 1) { $0.optional(value) } }

    /// All that another writer wrote.
    mutating func append(_ other: VarintWriter) { bytes += other.bytes }

    /// The length in bytes, then the bytes of the UTF-8.
    mutating func text(_ text: String) {
        unsigned(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
