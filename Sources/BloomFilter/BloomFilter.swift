import CVectors

/// A set that may take a stranger for a member, never a member for a stranger.
///
/// Its bits follow from its shape and its members alone: neither the order of insertion nor its history shows in them.
package struct BloomFilter: Equatable, Sendable {
    package let parameters: BloomFilterParameters
    /// How many different members were inserted, by the caller's word: the filter cannot tell a member that it takes for
    /// known from one that it knows. See ``insert(_:)``.
    package internal(set) var insertedCount: UInt64
    /// The filter as its file has it, so that neither reading nor writing one copies it: the room of the header, of which
    /// nothing is said before ``BloomFilterCodec`` writes it, and the bits. Bit i is bit i mod 64, from the lowest, of the
    /// little-endian word i / 64.
    var image: [UInt8]

    package init(parameters: BloomFilterParameters) {
        self.init(
            parameters, insertedCount: 0,
            image: [UInt8](repeating: 0, count: BinaryHeader.length + Int(parameters.bitCount / 8)))
    }

    /// - Parameter image: As long as a file of this shape.
    init(_ parameters: BloomFilterParameters, insertedCount: UInt64, image: [UInt8]) {
        self.parameters = parameters
        self.insertedCount = insertedCount
        self.image = image
    }

    package static func == (left: BloomFilter, right: BloomFilter) -> Bool {
        left.parameters == right.parameters && left.insertedCount == right.insertedCount
            && left.image[BinaryHeader.length...] == right.image[BinaryHeader.length...]
    }

    /// m, the number of bits.
    package var bitCount: UInt64 { parameters.bitCount }
    /// k, the bits that are set for each member.
    package var hashCount: UInt32 { parameters.hashCount }
    /// The rate that the filter is planned for; see ``estimatedFalsePositiveRate`` for the rate that it has.
    package var falsePositiveRate: Double { parameters.falsePositiveRate }
    package var isEmpty: Bool { insertedCount == 0 }

    /// False: certainly not a member. True: probably a member.
    @inline(__always)
    package func contains(_ key: FilterKey) -> Bool {
        var walk = Walk(key, modulo: parameters.bitCount)
        return withBits { bits in
            for _ in 0..<parameters.hashCount {
                let position = walk.next()
                if bits.load(fromByteOffset: Self.offset(of: position), as: UInt64.self) & Self.mask(of: position) == 0
                {
                    return false
                }
            }
            return true
        }
    }

    /// Makes a NEW member known, and counts it. True: it was certainly new. False: the filter took it for known, so that
    /// it would have been a false positive.
    ///
    /// The caller knows that the member is new (from an exact set, or since ``contains(_:)`` was false); a member that is
    /// inserted twice is counted twice.
    @discardableResult
    package mutating func insert(_ key: FilterKey) -> Bool {
        insertedCount += 1
        let walk = Walk(key, modulo: parameters.bitCount)
        let hashCount = parameters.hashCount
        return withMutableBits { Self.set(walk, in: $0, hashCount: hashCount) }
    }

    /// ``insert(_:)`` for many new members, each one word: the JobIDRaw in the upper half, the submit time in the lower.
    ///
    /// Several are hashed at a time, in a fraction of the time. Returns how many would have been false positives.
    @discardableResult
    package mutating func insert(packed identities: UnsafeBufferPointer<UInt64>) -> Int {
        insertedCount += UInt64(identities.count)
        let (bitCount, hashCount) = (parameters.bitCount, parameters.hashCount)
        return withMutableBits { bits in
            withUnsafeTemporaryAllocation(of: Walk.self, capacity: Self.keysAhead) { walks in
                var takenForKnown = 0
                var count = 0
                func setAll() {
                    for walk in walks[..<count] where !Self.set(walk, in: bits, hashCount: hashCount) {
                        takenForKnown &+= 1
                    }
                    count = 0
                }
                FilterKeyBatch.forEachKey(of: identities) { key in
                    let walk = Walk(key, modulo: bitCount)
                    Self.fetch(walk, in: bits, hashCount: hashCount)
                    walks.initializeElement(at: count, to: walk)
                    count &+= 1
                    if count == Self.keysAhead { setAll() }
                }
                setAll()
                return takenForKnown
            }
        }
    }

    /// So many keys have their words fetched before the first of them is set: a large filter lies outside the nearest
    /// caches, and a processor does not look far enough ahead by itself while it hashes.
    private static let keysAhead = 16

    /// Asks for the words of a key, without waiting for them.
    @inline(__always)
    private static func fetch(_ walk: Walk, in bits: UnsafeMutableRawBufferPointer, hashCount: UInt32) {
        guard let base = bits.baseAddress else { return }
        var walk = walk
        for _ in 0..<hashCount { cv_fetch(base + offset(of: walk.next())) }
    }

    /// How many bits are set.
    package var setBitCount: UInt64 {
        withBits { bits in
            bits.assumingMemoryBound(to: UInt8.self).baseAddress.map { cv_count_ones($0, bits.count) } ?? 0
        }
    }

    /// The share of the bits that are set; about one half when the filter holds what it is planned for.
    package var fillRatio: Double { Double(setBitCount) / Double(bitCount) }

    /// The rate of false positives by the present fill: a stranger's k positions must all be set.
    package var estimatedFalsePositiveRate: Double {
        var rate = 1.0
        let fill = fillRatio
        for _ in 0..<hashCount { rate *= fill }
        return rate
    }

    /// Sets the bits of a key; false when all of them were set already. There is no branch inside, so that the k reads,
    /// which often miss the cache, overlap.
    @inline(__always)
    private static func set(_ walk: Walk, in bits: UnsafeMutableRawBufferPointer, hashCount: UInt32) -> Bool {
        var walk = walk
        var missing: UInt64 = 0
        for _ in 0..<hashCount {
            let position = walk.next()
            let (offset, mask) = (offset(of: position), mask(of: position))
            let word = bits.load(fromByteOffset: offset, as: UInt64.self)
            missing |= ~word & mask
            bits.storeBytes(of: word | mask, toByteOffset: offset, as: UInt64.self)
        }
        return missing != 0
    }

    /// Where the word of a bit begins.
    @inline(__always)
    private static func offset(of position: UInt64) -> Int { Int(position &>> 6) &<< 3 }

    /// The bit in its word, as the word is in memory.
    @inline(__always)
    private static func mask(of position: UInt64) -> UInt64 { (1 &<< (position & 63)).littleEndian }

    @inline(__always)
    private func withBits<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        image.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[BinaryHeader.length...])) }
    }

    @inline(__always)
    private mutating func withMutableBits<Value>(_ body: (UnsafeMutableRawBufferPointer) -> Value) -> Value {
        image.withUnsafeMutableBytes { body(UnsafeMutableRawBufferPointer(rebasing: $0[BinaryHeader.length...])) }
    }

    /// The positions of a key, one after the other.
    private struct Walk {
        private var position: UInt64
        private let stride: UInt64
        private let bitCount: UInt64

        @inline(__always)
        init(_ key: FilterKey, modulo bitCount: UInt64) {
            position = key.h1 % bitCount
            stride = key.h2 % bitCount
            self.bitCount = bitCount
        }

        /// Position and stride are below the modulus, so that one subtraction serves for the division. Where it is not
        /// needed it wraps around to a larger number: so there is nothing to be guessed, which would fail half of the time.
        @inline(__always)
        mutating func next() -> UInt64 {
            let present = position
            let sum = position &+ stride
            position = min(sum, sum &- bitCount)
            return present
        }
    }

    /// Stops the program when the filter contradicts itself; for tests.
    package func _checkInvariants() {
        precondition(UInt64(image.count - BinaryHeader.length) * 8 == bitCount)
        precondition(setBitCount <= insertedCount.multipliedReportingOverflow(by: UInt64(hashCount)).partialValue)
        precondition(isEmpty == (setBitCount == 0))
    }
}
