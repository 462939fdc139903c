import BloomFilter
import SeededNumbers
import Testing

@Suite("Bloom filter")
struct BloomFilterTests {
    /// By the formulas with bc: m = 1000 × ln 10^4 / (ln 2)² = 19170.1, in words of 64 bits 300; k = 19.17 × ln 2 = 13.29.
    @Test func `the textbook's shapes`() {
        let usual = BloomFilterParameters(plannedCount: 1_000, falsePositiveRate: 1e-4)
        #expect(usual.bitCount == 19_200)
        #expect(usual.hashCount == 13)
        // 1000 × ln 2 / (ln 2)² = 1442.7, 23 words; k = 1.
        let coarse = BloomFilterParameters(plannedCount: 1_000, falsePositiveRate: 0.5)
        #expect(coarse.bitCount == 1_472)
        #expect(coarse.hashCount == 1)
        // ln 10^9 / (ln 2)² = 43.13 bits and 29.9 hashes.
        let fine = BloomFilterParameters(plannedCount: 1, falsePositiveRate: 1e-9)
        #expect(fine.bitCount == 64)
        #expect(fine.hashCount == 30)
    }

    @Test(arguments: [Double.nan, -1, 0, 2, .infinity, -.infinity])
    func `an impossible rate becomes an allowed one`(rate: Double) {
        let parameters = BloomFilterParameters(plannedCount: 0, falsePositiveRate: rate)
        #expect(parameters.plannedCount == 1)
        #expect(BloomFilterParameters.allowedRates.contains(parameters.falsePositiveRate))
    }

    /// `printf '4242|1700000000' | sha1sum`, the first 16 bytes read by hand as two little-endian words.
    @Test func `a key by hand`() {
        let key = FilterKey(jobID: 4242, submitTime: 1_700_000_000)
        #expect(key.h1 == UInt64(littleEndianHex: keyOf4242.prefix(16)))
        #expect(key.h2 == UInt64(littleEndianHex: keyOf4242.dropFirst(16).prefix(16)) | 1)
    }

    /// The text made digit by digit is the text that String makes, for numbers of every length.
    @Test func `keys are those of the text`() {
        var numbers: [UInt32] = [0, 1, 9, .max, .max - 1, 4_242_424_242]
        var power: UInt32 = 10
        while true {
            numbers += [power - 1, power, power + 7]
            let (next, overflow) = power.multipliedReportingOverflow(by: 10)
            if overflow { break }
            power = next
        }
        var random = SeededGenerator(seed: 1)
        for _ in 0..<200 { numbers.append(UInt32.random(in: 0...(.max), using: &random)) }
        for (jobID, submitTime) in zip(numbers, numbers.reversed()) {
            let digest = Array("\(jobID)|\(submitTime)".utf8).withUnsafeBytes { SHA1.digest(of: $0) }
            #expect(FilterKey(jobID: jobID, submitTime: submitTime) == FilterKey(digest: digest))
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 8, 1_023])
    func `many at once are the same as one after the other`(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        // Of all lengths: the upper bits of both halves are cut off at random.
        let identities = (0..<count).map { _ -> UInt64 in
            let (id, time) = (random.next() >> UInt64.random(in: 32...63, using: &random), random.next() >> 32)
            return id << 32 | time >> UInt64.random(in: 0...31, using: &random)
        }
        let parameters = BloomFilterParameters(plannedCount: 1_024, falsePositiveRate: 1e-3)
        var oneByOne = BloomFilter(parameters: parameters)
        var takenForKnown = 0
        for packed in identities where !oneByOne.insert(key(packed)) { takenForKnown += 1 }
        var atOnce = BloomFilter(parameters: parameters)
        let reported = identities.withUnsafeBufferPointer { atOnce.insert(packed: $0) }
        #expect(atOnce == oneByOne)
        #expect(reported == takenForKnown)
        #expect(identities.allSatisfy { atOnce.contains(key($0)) })
        atOnce._checkInvariants()
    }

    /// Two by the processor's instructions, where it has them, and four in a vector: the keys of one at a time.
    @Test(arguments: [true, false])
    func `both ways of hashing many are the same as one after the other`(byInstructions: Bool) {
        guard FilterKeyBatch.hasInstructions || !byInstructions else { return }
        var random = SeededGenerator(seed: 9)
        let identities = (0..<4_099).map { (number: Int) -> UInt64 in
            let id = UInt32(truncatingIfNeeded: random.next()) >> UInt32(number % 31)
            let time = UInt32(truncatingIfNeeded: random.next()) >> UInt32(number % 29)
            return UInt64(id) << 32 | UInt64(time)
        }
        var keys: [FilterKey] = []
        identities.withUnsafeBufferPointer { identities in
            FilterKeyBatch.forEachKey(of: identities, byInstructions: byInstructions) { keys.append($0) }
        }
        #expect(keys == identities.map(key))
    }

    @Test func `an empty filter knows nothing and a member is known`() {
        var filter = BloomFilter(parameters: BloomFilterParameters(plannedCount: 100, falsePositiveRate: 1e-4))
        #expect(!filter.contains(key(7)))
        #expect(filter.isEmpty)
        let isNew = filter.insert(key(7))
        #expect(isNew)
        #expect(filter.contains(key(7)))
        let isNewAgain = filter.insert(key(7))
        #expect(!isNewAgain)
        #expect(filter.insertedCount == 2)
        #expect(filter.setBitCount <= 13)
        #expect(filter.setBitCount >= 10)
    }

    /// 200,000 strangers at 1e-3: 200 expected, with a standard deviation of 14.
    @Test func `the rate holds at the planned number`() {
        var filter = BloomFilter(parameters: BloomFilterParameters(plannedCount: 4_096, falsePositiveRate: 1e-3))
        (0..<4_096).map { identity($0) }.withUnsafeBufferPointer { _ = filter.insert(packed: $0) }
        let strangers = 200_000
        let mistaken = (0..<strangers).count { filter.contains(key(identity($0 + 1_000_000))) }
        #expect(mistaken > 0)
        #expect(Double(mistaken) / Double(strangers) < 2e-3)
        #expect(abs(filter.fillRatio - 0.5) < 0.02)
        #expect(filter.estimatedFalsePositiveRate < 1.5e-3)
        #expect(filter.estimatedFalsePositiveRate > 0.5e-3)
        let expected = filter.parameters.expectedFalsePositiveRate(memberCount: 4_096)
        #expect(abs(expected - 1e-3) < 1e-4)
    }
}

/// `printf '4242|1700000000' | sha1sum`
let keyOf4242 = "2293747b3fdfb46402ec9b8ce8be36f34e347360"

func key(_ packed: UInt64) -> FilterKey {
    FilterKey(jobID: UInt32(packed >> 32), submitTime: UInt32(truncatingIfNeeded: packed))
}

/// Job 40,000,000 + n, a job every 2.5 seconds.
func identity(_ number: Int) -> UInt64 { UInt64(40_000_000 + number) << 32 | UInt64(1_700_000_000 + number * 5 / 2) }

extension UInt64 {
    init(littleEndianHex digits: some StringProtocol) {
        self = UInt64(digits, radix: 16).map(\.byteSwapped) ?? 0
    }
}
