/// Writes numbers as ``VarintWriter`` documents, to where there is room for them.
struct VarintGroup {
    /// The most bytes of one number.
    static let numberLength = 10

    private let room: UnsafeMutableBufferPointer<UInt8>
    /// Where the next number goes.
    private(set) var end: Int

    init(_ room: UnsafeMutableBufferPointer<UInt8>, from start: Int) {
        self.room = room
        end = start
    }

    @inline(__always)
    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            room[end] = UInt8(truncatingIfNeeded: rest) | 0x80
            end &+= 1
            rest >>= 7
        }
        room[end] = UInt8(truncatingIfNeeded: rest)
        end &+= 1
    }

    @inline(__always)
    mutating func signed(_ value: Int64) {
        unsigned(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    /// Zero for nil, else the value plus one.
    mutating func optional(_ value: Int64?) {
        guard let value else { return unsigned(0) }
        unsigned(UInt64(value) + 1)
    }
}
