import CVectors

/// The keys of many jobs, several hashed at a time: a single SHA-1 waits for itself most of the time.
///
/// Where the processor has instructions for SHA-1, two are hashed with them in about 40 ns; elsewhere four in the lanes of a
/// vector in about 400 ns. Both give the keys of ``FilterKey/init(jobID:submitTime:)``, and tests hold them to it.
package enum FilterKeyBatch {
    /// Whether this processor has instructions for SHA-1.
    package static let hasInstructions = cv_has_sha1() != 0

    /// Calls `body` with the key of each identity, in order.
    ///
    /// - Parameters:
    ///   - identities: Each one word, the JobIDRaw in the upper half, the submit time in the lower.
    ///   - byInstructions: Only where ``hasInstructions`` is.
    ///   - body: Gets each key.
    @inline(__always)
    package static func forEachKey(
        of identities: UnsafeBufferPointer<UInt64>, byInstructions: Bool = hasInstructions, _ body: (FilterKey) -> Void
    ) {
        let done =
            byInstructions ? forEachPair(of: identities, body) : forEachFour(of: identities, body)
        for identity in identities[done...] {
            body(
                FilterKey(
                    jobID: UInt32(truncatingIfNeeded: identity &>> 32),
                    submitTime: UInt32(truncatingIfNeeded: identity)))
        }
    }

    /// - Returns: How many were done: all but the rest of a division by two.
    @inline(__always)
    private static func forEachPair(of identities: UnsafeBufferPointer<UInt64>, _ body: (FilterKey) -> Void) -> Int {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 40) { words in
            words.initialize(repeating: 0)
            guard let blocks = words.baseAddress else { return 0 }
            let digests = blocks + 32
            var index = 0
            while index &+ 2 <= identities.count {
                for half in 0..<2 {
                    let identity = identities[index &+ half]
                    let block = blocks + 16 &* half
                    FilterKeyMessage.write(
                        jobID: UInt32(truncatingIfNeeded: identity &>> 32),
                        submitTime: UInt32(truncatingIfNeeded: identity)
                    ) { place, word in block[place] = word }
                }
                cv_sha1_of_two(blocks, digests)
                body(FilterKey(digests[0], digests[1], digests[2], digests[3]))
                body(FilterKey(digests[4], digests[5], digests[6], digests[7]))
                index &+= 2
            }
            return index
        }
    }

    /// - Returns: How many were done: all but the rest of a division by four.
    @inline(__always)
    private static func forEachFour(of identities: UnsafeBufferPointer<UInt64>, _ body: (FilterKey) -> Void) -> Int {
        withUnsafeTemporaryAllocation(of: FourWords.self, capacity: 80) { schedule in
            schedule.initialize(repeating: FourWords(repeating: 0))
            guard let schedule = schedule.baseAddress else { return 0 }
            var index = 0
            while index &+ 4 <= identities.count {
                let (a, b, c, d) = FilterKey.four(
                    SIMD4(identities[index], identities[index &+ 1], identities[index &+ 2], identities[index &+ 3]),
                    words: schedule)
                body(a)
                body(b)
                body(c)
                body(d)
                index &+= 4
            }
            return index
        }
    }
}
