import BloomFilter
import Scoreboard
import SeededNumbers
import Testing

@testable import Storage

@Suite("Exact sets of identities")
struct IdentitySetTests {
    /// Against Swift's own Set, in orders that hit every way in: ascending, descending, random, nearly sorted, repeated.
    @Test(arguments: ["ascending", "descending", "random", "nearly sorted", "few different"])
    func `agrees with Set`(order: String) {
        var random = SeededGenerator(seed: 11)
        var identities = (0..<6_000).map { identity($0).packed }
        switch order {
        case "descending": identities.reverse()
        case "random": identities.shuffle(using: &random)
        case "nearly sorted":
            for index in stride(from: 0, to: 5_900, by: 50) { identities[index..<index + 90].shuffle(using: &random) }
        case "few different": identities = identities.map { _ in UInt64.random(in: 0..<700, using: &random) }
        default: break
        }
        var set = IdentitySet()
        var oracle = Set<UInt64>()
        for packed in identities {
            let isNew = set.insert(JobIdentity(packed: packed))
            #expect(isNew == oracle.insert(packed).inserted)
        }
        for packed in identities where set.insert(JobIdentity(packed: packed)) { Issue.record("\(packed) was lost") }
        set._checkInvariants()
        #expect(set.packedIdentities == oracle.sorted())
        for _ in 0..<2_000 {
            let probe = identity(Int.random(in: -50..<6_050, using: &random)).packed
            #expect(set.contains(JobIdentity(packed: probe)) == oracle.contains(probe))
        }
    }

    @Test func `the ends of the range`() {
        var set = IdentitySet()
        #expect(!set.contains(JobIdentity(packed: 0)))
        for packed in [UInt64.max, 0, 1, UInt64.max - 1, 0x1_0000_0000, 0xFFFF_FFFF] {
            let isNew = set.insert(JobIdentity(packed: packed))
            #expect(isNew)
        }
        #expect(set.packedIdentities == [0, 1, 0xFFFF_FFFF, 0x1_0000_0000, UInt64.max - 1, UInt64.max])
    }

    @Test func `misses in a filter are counted`() {
        var set = IdentitySet()
        var filter = BloomFilter(parameters: BloomFilterParameters(plannedCount: 1_024, falsePositiveRate: 1e-6))
        for number in 0..<500 {
            set.insert(identity(number))
            if number >= 3 {
                let job = identity(number)
                filter.insert(FilterKey(jobID: job.jobID, submitTime: job.submitTime))
            }
        }
        #expect(set.countMissing(from: filter) == 3)
    }
}

@Suite("Files of exact sets")
struct IdentitySetCodecTests {
    private func set(of packed: some Sequence<UInt64>) -> IdentitySet {
        var set = IdentitySet()
        for packed in packed { set.insert(JobIdentity(packed: packed)) }
        return set
    }

    private func checkRoundTrip(_ packed: [UInt64]) throws {
        let original = set(of: packed)
        let read = try IdentitySetCodec.decode(IdentitySetCodec.encode(original))
        #expect(read == original)
        #expect(read.packedIdentities == Set(packed).sorted())
        read._checkInvariants()
    }

    @Test func `what was written is read`() throws {
        var random = SeededGenerator(seed: 5)
        try checkRoundTrip([])
        try checkRoundTrip([0])
        try checkRoundTrip([.max])
        try checkRoundTrip([0, .max, 1, .max - 1])
        for count in [1, 127, 128, 129, 255, 256, 257, 1_000] {
            try checkRoundTrip((0..<count).map { identity($0).packed })
            try checkRoundTrip((0..<count).map { _ in random.next() })
            // Few ids with many submit times, and many ids with equal ones.
            try checkRoundTrip((0..<count).map { _ in random.next() & 0x3_0000_FFFF })
            try checkRoundTrip((0..<count).map { UInt64($0) << 36 })
            // Widths of every kind within one block.
            try checkRoundTrip((0..<count).map { _ in random.next() >> UInt64.random(in: 0..<64, using: &random) })
        }
    }

    /// Job 1 submitted at 2, and job 2 submitted at 2, written by hand.
    ///
    /// Ids: the increases 1 and 1 are written as 0 and 0, so a = 0. Submit times: the changes +2 and 0 are 4 and 0 in zigzag.
    /// A number of three bits is taken for 6: with b = 0, 1, 2, 3 it has 7, 5, 4, 4 bits, and the 0 beside it 1, 2, 3, 4.
    /// The sums are 8, 7, 7, 8, and the smaller of the two best is b = 1.
    /// The bits in order: a 00000, b 10000; job 1: id 0, time 110 and 0; job 2: id 0, time 0 and 0.
    @Test func `two jobs by hand`() {
        let file = IdentitySetCodec.encode(set(of: [1 << 32 | 2, 2 << 32 | 2]))
        #expect(file.count == 64 + 3)
        #expect(String(decoding: file[0..<8], as: UTF8.self) == "SB-IDSET")
        #expect(Array(file[8..<32]) == [1, 0, 0, 0, 128, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(file[64...]) == [0b0010_0000, 0b0001_1000, 0])
    }

    /// A dense month: nine ids of ten, a job every 2.5 s on average, every twentieth requeued.
    @Test func `a dense month takes less than four bytes a job, even in the worst order of submit times`() {
        var random = SeededGenerator(seed: 6)
        var time: UInt64 = 1_700_000_000
        var usual: [UInt64] = []
        var worst: [UInt64] = []
        for number in 0..<50_000 {
            time += UInt64.random(in: 0...5, using: &random)
            let id = UInt64(40_000_000 + number) << 32
            worst.append(id | UInt64.random(in: 1_700_000_000..<1_702_678_400, using: &random))
            if number % 10 == 9 { continue }
            usual.append(id | time)
            if number % 20 == 0 { usual.append(id | time + UInt64.random(in: 1...100_000, using: &random)) }
        }
        #expect(IdentitySetCodec.encode(set(of: usual)).count < usual.count * 3 / 2)
        #expect(IdentitySetCodec.encode(set(of: worst)).count < worst.count * 3)
    }

    @Test func `every cut, every flipped bit and thousands of random changes are found`() {
        let file = IdentitySetCodec.encode(set(of: (0..<150).map { identity($0).packed }))
        for length in 0..<file.count {
            #expect(throws: BinaryFileError.self) { try IdentitySetCodec.decode(Array(file.prefix(length))) }
        }
        #expect(throws: BinaryFileError.self) { try IdentitySetCodec.decode(file + [0]) }
        for bit in 0..<file.count * 8 {
            var damaged = file
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: BinaryFileError.self) { try IdentitySetCodec.decode(damaged) }
        }
        var random = SeededGenerator(seed: 8)
        for _ in 0..<3_000 {
            var damaged = file
            for _ in 0...Int.random(in: 0..<8, using: &random) {
                damaged[Int.random(in: 0..<file.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if damaged == file { continue }
            #expect(throws: BinaryFileError.self) { try IdentitySetCodec.decode(damaged) }
        }
    }

    /// With a right checksum the stream itself must be survived: random bytes, and random changes of a right stream. What is
    /// accepted is a set in order, of the announced number.
    @Test func `a stream that a faulty program wrote is refused or a right set, never a crash`() {
        var random = SeededGenerator(seed: 9)
        let right = IdentitySetCodec.encode(set(of: (0..<150).map { identity($0).packed }))
        var refused = 0
        for round in 0..<4_000 {
            var file = right
            if round % 2 == 0 {
                file[64 + Int.random(in: 0..<file.count - 64, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            } else {
                for index in 64..<file.count { file[index] = UInt8.random(in: 0...255, using: &random) }
            }
            if round % 3 == 0 { file[16] = UInt8.random(in: 0...255, using: &random) }
            if round % 64 == 1 { file[23] = 0xFF }
            seal(&file)
            do {
                let set = try IdentitySetCodec.decode(file)
                set._checkInvariants()
                #expect(set.count == Int(file[16]))
            } catch {
                #expect(error is BinaryFileError)
                refused += 1
            }
        }
        #expect(refused > 2_000)
    }

    /// The checksum as the description of the header has it.
    private func seal(_ file: inout [UInt8]) {
        let parts = [file[0..<56], file[64...]].map { part in Array(part).withUnsafeBytes { XXH64.hash($0) } }
        let bytes = parts.flatMap { hash in (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) } }
        let checksum = bytes.withUnsafeBytes { XXH64.hash($0) }
        for index in 0..<8 { file[56 + index] = UInt8(truncatingIfNeeded: checksum >> UInt64(8 * index)) }
    }
}

/// Job 40,000,000 + n, a job every 2.5 seconds.
func identity(_ number: Int) -> JobIdentity {
    JobIdentity(jobID: UInt32(40_000_000 + number), submitTime: UInt32(1_700_000_000 + number * 5 / 2))
}
