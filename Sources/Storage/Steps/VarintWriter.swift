/// Writes numbers in as few bytes as they need.
///
/// Unsigned: LEB128 (seven bits a byte, the lowest first, the eighth bit set on all but the last). Signed: zigzag
/// (0, -1, 1, -2… as 0, 1, 2, 3…), then the same.
struct VarintWriter {
    /// What was written, and behind ``count`` room for more, which means nothing.
    private var bytes: [UInt8] = []
    /// How much was written.
    private(set) var count = 0

    private static let shortest = 256
    /// From here on it grows at once to ``long``: what is not written of that takes no memory, and what was is not copied again.
    private static let short = 1 << 18
    /// A segment of awaiting jobs, the longest that is written at once, with what comes before it.
    private static let long = 5 << 20

    /// Copies all that was written to a place of ``count`` bytes.
    func copy(to place: UnsafeMutableRawBufferPointer) { place.copyBytes(from: bytes[..<count]) }

    /// All that was written; nothing is kept of it here.
    ///
    /// - Parameter length: So many zeros come before it, without a copy of it where there is room.
    mutating func finish(behind length: Int = 0) -> [UInt8] {
        var finished: [UInt8] = []
        swap(&finished, &bytes)
        finished.removeSubrange(count...)
        count = 0
        finished.insert(contentsOf: repeatElement(0, count: length), at: 0)
        return finished
    }

    /// Writes several numbers, which costs little more than to write one.
    ///
    /// - Parameters:
    ///   - count: At least as many as there are.
    ///   - numbers: Writes them.
    @inline(__always)
    mutating func group(ofAtMost count: Int, _ numbers: (inout VarintGroup) -> Void) {
        if bytes.count &- self.count < count &* VarintGroup.numberLength {
            makeRoom(for: count &* VarintGroup.numberLength)
        }
        let from = self.count
        self.count = bytes.withUnsafeMutableBufferPointer { room in
            var group = VarintGroup(room, from: from)
            numbers(&group)
            return group.end
        }
    }

    @inline(never)
    private mutating func makeRoom(for more: Int) {
        let length =
            bytes.count < VarintWriter.short
            ? max(bytes.count * 4, VarintWriter.shortest) : max(bytes.count * 2, VarintWriter.long)
        let larger = [UInt8](unsafeUninitializedCapacity: max(length, count + more)) { room, claimed in
            _ = room.initialize(fromContentsOf: bytes[..<count])
            // Not all of it is written yet, and nothing reads it before it is.
            claimed = room.count
        }
        bytes = larger
    }

    mutating func unsigned(_ value: UInt64) { group(ofAtMost: 1) { $0.unsigned(value) } }

    mutating func signed(_ value: Int64) { group(ofAtMost: 1) { $0.signed(value) } }

    /// Zero for nil, else the value plus one.
    mutating func optional(_ value: Int64?) { group(ofAtMost: 1) { $0.optional(value) } }

    /// The length in bytes, then the bytes of the UTF-8.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { text in
            unsigned(UInt64(text.count))
            if bytes.count - count < text.count { makeRoom(for: text.count) }
            let place = count..<count + text.count
            bytes.withUnsafeMutableBufferPointer {
                _ = UnsafeMutableBufferPointer(rebasing: $0[place]).update(from: text)
            }
            count = place.upperBound
        }
    }
}
