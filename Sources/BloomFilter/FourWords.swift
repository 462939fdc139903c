/// Four words in one vector.
///
/// A type of its own, not a conformance of SIMD4: only where the type is written out does the compiler take the vector
/// operations; as witnesses of a protocol they are loops over the lanes, and five times slower.
struct FourWords: SHA1Lanes {
    var lanes: SIMD4<UInt32>

    @inline(__always)
    init(_ lanes: SIMD4<UInt32>) { self.lanes = lanes }

    @inline(__always)
    init(repeating word: UInt32) { lanes = SIMD4(repeating: word) }

    @inline(__always)
    static func &+ (left: FourWords, right: FourWords) -> FourWords { FourWords(left.lanes &+ right.lanes) }

    @inline(__always)
    static func ^ (left: FourWords, right: FourWords) -> FourWords { FourWords(left.lanes ^ right.lanes) }

    @inline(__always)
    static func & (left: FourWords, right: FourWords) -> FourWords { FourWords(left.lanes & right.lanes) }

    @inline(__always)
    func rotatedLeft(by bits: UInt32) -> FourWords {
        // Shifted as two words of 64 bits, and what crossed over is masked away. Plain shifts of four words of 32 bits would
        // be fewer, but the optimiser knows them for a rotation, which SSE2 lacks, and takes the vector apart for it.
        let pairs = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
        let upper = UInt64(UInt32.max &<< bits) &* 0x1_0000_0001
        let lower = UInt64(UInt32.max &>> (32 &- bits)) &* 0x1_0000_0001
        let up = (pairs &<< SIMD2(repeating: UInt64(bits))) & SIMD2(repeating: upper)
        let down = (pairs &>> SIMD2(repeating: UInt64(32 &- bits))) & SIMD2(repeating: lower)
        return FourWords(unsafeBitCast(up | down, to: SIMD4<UInt32>.self))
    }
}
