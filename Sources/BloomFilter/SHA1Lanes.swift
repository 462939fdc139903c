/// A 32-bit word, or several side by side: SHA-1 is written once, and runs on one message or on four at a time.
///
/// A single SHA-1 is a chain of 80 dependent steps that leaves most of a core idle; four independent chains in the lanes
/// of one vector cost hardly more than one. SSE2, which every x86-64 has, is enough for four.
protocol SHA1Lanes: SendableMetatype {
    init(repeating word: UInt32)
    static func &+ (left: Self, right: Self) -> Self
    static func ^ (left: Self, right: Self) -> Self
    static func & (left: Self, right: Self) -> Self
    func rotatedLeft(by bits: UInt32) -> Self
}

extension UInt32: SHA1Lanes {
    @inline(__always)
    init(repeating word: UInt32) { self = word }

    @inline(__always)
    func rotatedLeft(by bits: UInt32) -> UInt32 { (self &<< bits) | (self &>> (32 &- bits)) }
}
