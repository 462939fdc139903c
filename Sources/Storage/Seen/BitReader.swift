/// Reads bits, lowest first, from bytes. Past the end it reads zeros, and ``isAtEnd`` tells.
///
/// After ``refill()`` at least 56 bits can be taken without another look at the bytes.
struct BitReader {
    private let bytes: UnsafeRawBufferPointer
    /// The next byte that is not yet in the window.
    private var offset = 0
    private var window: UInt64 = 0
    private var windowBits = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    @inline(__always)
    mutating func refill() {
        if offset &+ 8 <= bytes.count {
            let next = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            window |= next &<< UInt64(windowBits)
            // Only whole bytes are taken; the bits above them are read again, and are the same.
            offset &+= (63 &- windowBits) &>> 3
            windowBits |= 56
        } else {
            refillAtEnd()
        }
    }

    @inline(never)
    private mutating func refillAtEnd() {
        // Bits above the count may be there already, from a refill of eight bytes.
        window &= windowBits == 0 ? 0 : UInt64.max &>> UInt64(64 &- windowBits)
        while windowBits <= 56 {
            if offset < bytes.count { window |= UInt64(bytes[offset]) &<< UInt64(windowBits) }
            offset &+= 1
            windowBits &+= 8
        }
    }

    @inline(__always)
    mutating func bits(_ count: UInt64) -> UInt64 {
        let bits = window & (1 &<< count &- 1)
        skip(Int(count))
        return bits
    }

    @inline(__always)
    func countOnes() -> Int { (~window).trailingZeroBitCount }

    @inline(__always)
    mutating func skip(_ count: Int) {
        window &>>= UInt64(count)
        windowBits &-= count
    }

    /// Whether all bytes were read and nothing more, and whether only zeros fill up the last one.
    var isAtEnd: Bool {
        let readBits = offset * 8 - windowBits
        let unread = bytes.count * 8 - readBits
        guard unread >= 0, unread < 8 else { return false }
        return unread == 0 || bytes[bytes.count - 1] >> UInt8(8 - unread) == 0
    }
}
