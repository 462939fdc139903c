/// Writes numbers in as few bytes as they need.
///
/// Unsigned: LEB128 (seven bits a byte, the lowest first, the eighth bit set on all but the last). Signed: zigzag
/// (0, -1, 1, -2… as 0, 1, 2, 3…), then the same.
struct VarintWriter {
    /// The parts that are full: a long file is never copied to a larger place while it grows.
    private var full: [[UInt8]] = []
    /// The part at hand; what lies behind ``used`` means nothing.
    private var part: [UInt8] = []
    private var used = 0

    private static let firstPart = 256
    /// So long that each is a block of the system's own, which gets it back when it is let go.
    private static let longestPart = 1 << 18

    /// How much was written.
    var count: Int { full.reduce(used) { $0 + $1.count } }

    /// Moves all that was written to a place of ``count`` bytes: what has been copied is let go at once, so that a long file
    /// is never in memory twice.
    mutating func move(to place: UnsafeMutableRawBufferPointer) {
        closePart()
        var offset = 0
        for index in full.indices {
            UnsafeMutableRawBufferPointer(rebasing: place[offset...]).copyBytes(from: full[index])
            offset += full[index].count
            full[index] = []
        }
        full = []
    }

    /// All that was written; nothing is kept of it here.
    mutating func finish() -> [UInt8] {
        let length = count
        return [UInt8](unsafeUninitializedCapacity: length) { bytes, filled in
            move(to: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[..<length])))
            filled = length
        }
    }

    /// Takes over all that another writer wrote, behind what stands here.
    mutating func take(_ other: inout VarintWriter) {
        closePart()
        other.closePart()
        let parts = other.full
        other = VarintWriter()
        full += parts
    }

    /// Writes several numbers, which costs little more than to write one.
    ///
    /// - Parameters:
    ///   - count: At least as many as there are.
    ///   - numbers: Writes them.
    @inline(__always)
    mutating func group(ofAtMost count: Int, _ numbers: (inout VarintGroup) -> Void) {
        if part.count &- used < count &* VarintGroup.numberLength { makeRoom(for: count &* VarintGroup.numberLength) }
        let from = used
        used = part.withUnsafeMutableBufferPointer { part in
            var group = VarintGroup(part, from: from)
            numbers(&group)
            return group.end
        }
    }

    @inline(never)
    private mutating func makeRoom(for more: Int) {
        let length = max(min(part.count * 4, VarintWriter.longestPart), VarintWriter.firstPart, more)
        closePart()
        part = Array(repeating: 0, count: length)
    }

    private mutating func closePart() {
        guard used > 0 else { return }
        part.removeSubrange(used...)
        full.append(part)
        part = []
        used = 0
    }

    mutating func unsigned(_ value: UInt64) { group(ofAtMost: 1) { $0.unsigned(value) } }

    mutating func signed(_ value: Int64) { group(ofAtMost: 1) { $0.signed(value) } }

    /// Zero for nil, else the value plus one.
    mutating func optional(_ value: Int64?) { group(ofAtMost: 1) { $0.optional(value) } }

    /// The length in bytes, then the bytes of the UTF-8.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            unsigned(UInt64(bytes.count))
            if part.count - used < bytes.count { makeRoom(for: bytes.count) }
            let place = used..<used + bytes.count
            part.withUnsafeMutableBufferPointer {
                _ = UnsafeMutableBufferPointer(rebasing: $0[place]).update(from: bytes)
            }
            used = place.upperBound
        }
    }
}
