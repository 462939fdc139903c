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

    /// Jobs 1 and 2 submitted at 2, and job 3 submitted at 5, written by hand. None of the three ids times 0x9E3779B1 begins
    /// with seven zeros: they are one block.
    ///
    /// The index: 1 block; its first id has 1 more than 0, its time 2 more than 0, which is 4 in zigzag; 3 identities, 3 bytes.
    /// Ids: the increases 1 and 1 are written as 0 and 0, so a = 0. Submit times: the changes 0 and +3 are 0 and 6 in zigzag.
    /// A number of three bits is taken for 6: with b = 0, 1, 2, 3 it has 7, 5, 4, 4 bits, and the 0 beside it 1, 2, 3, 4.
    /// The sums are 8, 7, 7, 8, and the smaller of the two best is b = 1.
    /// The bits in order: a 00000, b 10000; job 2: id 0, time 0 and 0; job 3: id 0, time 1110 and 0.
    @Test func `three jobs by hand`() {
        let file = IdentitySetCodec.encode(set(of: [1 << 32 | 2, 2 << 32 | 2, 3 << 32 | 5]))
        #expect(file.count == 64 + 8)
        #expect(String(decoding: file[0..<8], as: UTF8.self) == "SB-IDSET")
        #expect(Array(file[8..<32]) == [2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(file[64...]) == [1, 1, 4, 3, 3, 0b0010_0000, 0b1100_0000, 0b0000_0001])
    }

    /// The first ids from 1 on that times 0x9E3779B1 begin with seven zeros are 89, 233, 322, 466, 610, 699, 843, 932.
    @Test func `blocks begin where ids say`() throws {
        let marks: [UInt64] = [89, 233, 322, 466, 610, 699, 843, 932]
        let file = IdentitySetCodec.encode(set(of: (1...1000).map { $0 << 32 | 7 }))
        #expect(file[64] == UInt8(marks.count + 1))
        var reader = VarintReader(file[65...])
        var firsts: [UInt64] = []
        for _ in 0...marks.count {
            firsts.append((firsts.last ?? 0) + (try reader.unsigned()))
            for _ in 0..<3 { _ = try reader.unsigned() }
        }
        #expect(firsts == [1] + marks)
    }

    /// Version 1 of the file, its bits written out, with parameters of 3 and 9.
    private func firstVersion(_ packed: [UInt64]) -> [UInt8] {
        var bits: [UInt8] = []
        func put(_ value: UInt64, _ count: Int) {
            for bit in 0..<count { bits.append(UInt8(value >> UInt64(bit) & 1)) }
        }
        func code(_ value: UInt64, _ parameter: Int) {
            let ones = Int(value >> UInt64(parameter))
            if ones >= 20 {
                put(0xF_FFFF, 20)
                put(value, 32)
            } else {
                put(1 << UInt64(ones) - 1, ones + 1)
                put(value, parameter)
            }
        }
        var previous: UInt64 = 0
        for (index, packed) in packed.enumerated() {
            if index % 128 == 0 { put(3 | 9 << 5, 10) }
            let increase = packed >> 32 - previous >> 32
            code(increase > 1 ? increase : 1 - increase, 3)
            let change = Int64(Int32(truncatingIfNeeded: Int64(packed & 0xFFFF_FFFF) - Int64(previous & 0xFFFF_FFFF)))
            code(UInt64(change >= 0 ? 2 * change : -2 * change - 1), 9)
            previous = packed
        }
        let stream = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].enumerated()
                .reduce(UInt8(0)) { $0 | $1.element << UInt8($1.offset) }
        }
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var file = Array("SB-IDSET".utf8) + little(1, 4) + little(128, 4) + little(packed.count, 8)
        file += little(stream.count, 8) + Array(repeating: 0, count: 32) + stream
        seal(&file)
        return file
    }

    @Test func `the first version of the file is read`() throws {
        var random = SeededGenerator(seed: 31)
        for count in [1, 2, 127, 128, 129, 1000] {
            for mask: UInt64 in [0x3FF_0000_FFFF, .max] {
                let packed = Set((0..<count).map { _ in random.next() & mask }).sorted()
                let read = try IdentitySetCodec.decode(firstVersion(packed))
                #expect(read.packedIdentities == packed)
                read._checkInvariants()
            }
        }
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
