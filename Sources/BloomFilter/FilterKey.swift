/// What a filter knows of a job: two 64-bit hashes of its identity, from which all its bit positions follow.
///
/// The message is ASCII text, the job's JobIDRaw and its submit time in seconds since the epoch, both in decimal without
/// leading zeros, with a `|` between: `4242|1700000000`. Of its SHA-1 digest, bytes 0–7 and 8–15, each read as a
/// little-endian integer, are `h1` and `h2`; the lowest bit of `h2` is then set. The positions in a filter of m bits are
///
///     (h1 + i × h2) mod m        for i in 0 ..< k, in whole numbers without overflow
///
/// after Kirsch and Mitzenmacher, "Less Hashing, Same Performance: Building a Better Bloom Filter" (ESA 2006), who show
/// that two hashes serve as well as k. Any program with SHA-1 can compute the same.
package struct FilterKey: Hashable, Sendable {
    package let h1: UInt64
    /// Always odd, so never zero: the positions of one key differ.
    package let h2: UInt64

    @inline(__always)
    init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
        h1 = UInt64(a.byteSwapped) | UInt64(b.byteSwapped) &<< 32
        h2 = UInt64(c.byteSwapped) | UInt64(d.byteSwapped) &<< 32 | 1
    }

    package init(digest: SHA1Digest) {
        self.init(digest.a, digest.b, digest.c, digest.d)
    }

    /// The key of the job with this JobIDRaw, submitted this many seconds after the epoch.
    package init(jobID: UInt32, submitTime: UInt32) {
        self = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
            var state = SHA1.State<UInt32>()
            if let words = schedule.baseAddress {
                FilterKeyMessage.write(jobID: jobID, submitTime: submitTime) { index, word in
                    (words + index).initialize(to: word)
                }
                for index in FilterKeyMessage.zeroWords { (words + index).initialize(to: 0) }
                SHA1.compress(words, into: &state)
            }
            return FilterKey(state.a, state.b, state.c, state.d)
        }
    }
}

extension FilterKey {
    /// The keys of four jobs at once, at less than the cost of two.
    ///
    /// - Parameters:
    ///   - identities: each one word, the JobIDRaw in the upper half, the submit time in the lower.
    ///   - words: room for 80 words, which the caller keeps from call to call: it is too much for the stack by Swift's rule.
    ///     Those of ``FilterKeyMessage/zeroWords`` must be zero, and stay so.
    @inline(__always)
    static func four(
        _ identities: SIMD4<UInt64>, words: UnsafeMutablePointer<FourWords>
    ) -> (FilterKey, FilterKey, FilterKey, FilterKey) {
        for lane in 0..<4 {
            let identity = identities[lane]
            let lanes = UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt32.self) + lane
            FilterKeyMessage.write(
                jobID: UInt32(truncatingIfNeeded: identity &>> 32),
                submitTime: UInt32(truncatingIfNeeded: identity)
            ) { index, word in (lanes + 4 &* index).initialize(to: word) }
        }
        var state = SHA1.State<FourWords>()
        SHA1.compress(words, into: &state)
        let (a, b, c, d) = (state.a.lanes, state.b.lanes, state.c.lanes, state.d.lanes)
        return (
            FilterKey(a[0], b[0], c[0], d[0]), FilterKey(a[1], b[1], c[1], d[1]),
            FilterKey(a[2], b[2], c[2], d[2]), FilterKey(a[3], b[3], c[3], d[3])
        )
    }
}
