import BloomFilter
import Foundation
import SeededNumbers
import Testing

@Suite("Bloom filter files")
struct BloomFilterCodecTests {
    private func filter(count: Int, planned: UInt64 = 256, rate: Double = 1e-2) -> BloomFilter {
        var filter = BloomFilter(parameters: BloomFilterParameters(plannedCount: planned, falsePositiveRate: rate))
        (0..<count).map { identity($0) }.withUnsafeBufferPointer { _ = filter.insert(packed: $0) }
        return filter
    }

    @Test(arguments: [0, 1, 256, 1_000])
    func `what was written is read`(count: Int) throws {
        let original = filter(count: count)
        let read = try BloomFilterCodec.decode(BloomFilterCodec.encode(original))
        #expect(read == original)
        read._checkInvariants()
    }

    /// A program in another language, which has only the format's description.
    @Test func `another program reads it and finds the same members`() throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let original = filter(count: 200)
        let file = directory.appending(path: "2026-11.bloom")
        try Data(BloomFilterCodec.encode(original)).write(to: file)
        let jobs = (0..<600).map { identity($0) }
        let list = jobs.map { "\($0 >> 32)|\($0 & 0xFFFF_FFFF)" }
        let script = directory.appending(path: "read_filter.py")
        try Data(readFilterScript.utf8).write(to: script)
        let output = try run(["/usr/bin/python3", script.path, file.path] + list)
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.first == "256 200 0.01 7 \(original.bitCount) \(original.setBitCount) checksum right")
        #expect(Array(lines.dropFirst()) == jobs.map { original.contains(key($0)) ? "perhaps" : "new" })
        #expect(lines.dropFirst().prefix(200).allSatisfy { $0 == "perhaps" })
        #expect(lines.contains("new"))
    }

    @Test func `every cut and every added byte is found`() throws {
        let file = BloomFilterCodec.encode(filter(count: 20, planned: 64))
        for length in 0..<file.count {
            #expect(throws: BinaryFileError.self) { try BloomFilterCodec.decode(Array(file.prefix(length))) }
        }
        #expect(throws: BinaryFileError.trailingBytes(expectedBytes: file.count, foundBytes: file.count + 1)) {
            try BloomFilterCodec.decode(file + [0])
        }
        #expect(throws: BinaryFileError.truncated(expectedBytes: file.count, foundBytes: file.count - 1)) {
            try BloomFilterCodec.decode(file.dropLast())
        }
        #expect(throws: BinaryFileError.truncated(expectedBytes: 64, foundBytes: 0)) { try BloomFilterCodec.decode([]) }
    }

    @Test func `every single bit that changes is found, and thousands of random changes`() {
        let file = BloomFilterCodec.encode(filter(count: 20, planned: 64))
        for bit in 0..<file.count * 8 {
            var damaged = file
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: BinaryFileError.self) { try BloomFilterCodec.decode(damaged) }
        }
        var random = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            var damaged = file
            for _ in 0...Int.random(in: 0..<8, using: &random) {
                damaged[Int.random(in: 0..<file.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if damaged == file { continue }
            #expect(throws: BinaryFileError.self) { try BloomFilterCodec.decode(damaged) }
        }
    }

    /// The checksum is made right again, by the header's description: a faulty program wrote the number.
    @Test(arguments: [24, 32, 40, 48]) func `an impossible field is refused under a right checksum`(offset: Int) {
        var file = BloomFilterCodec.encode(filter(count: 20, planned: 64))
        for index in offset..<offset + 8 { file[index] = 0xFF }
        let parts = [file[0..<56], file[64...]].map { part in Array(part).withUnsafeBytes { XXH64.hash($0) } }
        let checksum = parts.map(\.littleEndian).withUnsafeBytes { XXH64.hash($0) }
        for index in 0..<8 { file[56 + index] = UInt8(truncatingIfNeeded: checksum >> UInt64(8 * index)) }
        let error = #expect(throws: BinaryFileError.self) { try BloomFilterCodec.decode(file) }
        guard case .invalidField = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `each kind of damage has its name`() {
        let file = BloomFilterCodec.encode(filter(count: 20, planned: 64))
        var other = file
        other[0] = UInt8(ascii: "X")
        #expect(throws: BinaryFileError.wrongMagic(expected: "SB-BLOOM")) { try BloomFilterCodec.decode(other) }
        var newer = file
        newer[8] = 2
        #expect(throws: BinaryFileError.unsupportedVersion(found: 2, supported: 1)) {
            try BloomFilterCodec.decode(newer)
        }
        #expect(
            BinaryFileError.truncated(expectedBytes: 9, foundBytes: 3).description
                == "the file is cut short: 3 bytes of 9")
    }
}

/// Reads a filter by the description of its format alone, and says of each job whether it is new.
private let readFilterScript = #"""
    import hashlib, struct, sys
    M = (1 << 64) - 1
    P1, P2, P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
    P4, P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
    rot = lambda x, r: ((x << r) | (x >> (64 - r))) & M
    rnd = lambda acc, v: rot((acc + v * P2) & M, 31) * P1 & M

    def xxh64(data):
        n, p = len(data), 0
        if n >= 32:
            v = [(P1 + P2) & M, P2, 0, -P1 & M]
            while p + 32 <= n:
                v = [rnd(a, w) for a, w in zip(v, struct.unpack_from("<4Q", data, p))]
                p += 32
            h = sum(rot(a, r) for a, r in zip(v, (1, 7, 12, 18))) & M
            for a in v:
                h = ((h ^ rnd(0, a)) * P1 + P4) & M
        else:
            h = P5
        h = (h + n) & M
        while p + 8 <= n:
            h = (rot(h ^ rnd(0, struct.unpack_from("<Q", data, p)[0]), 27) * P1 + P4) & M
            p += 8
        if p + 4 <= n:
            h = (rot(h ^ struct.unpack_from("<I", data, p)[0] * P1 & M, 23) * P2 + P3) & M
            p += 4
        while p < n:
            h = rot(h ^ data[p] * P5 & M, 11) * P1 & M
            p += 1
        h = (h ^ h >> 33) * P2 & M
        h = (h ^ h >> 29) * P3 & M
        return h ^ h >> 32

    data = open(sys.argv[1], "rb").read()
    magic, version, k, m, planned, inserted, p, ones, checksum = struct.unpack("<8sIIQQQdQQ", data[:64])
    assert magic == b"SB-BLOOM" and version == 1 and len(data) == 64 + m // 8
    bits = data[64:]
    assert ones == sum(bin(b).count("1") for b in bits)
    right = checksum == xxh64(struct.pack("<QQ", xxh64(data[:56]), xxh64(bits)))
    print(planned, inserted, p, k, m, ones, "checksum", "right" if right else "wrong")
    for job in sys.argv[2:]:
        digest = hashlib.sha1(job.encode()).digest()
        h1, h2 = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:16], "little") | 1
        places = [(h1 + i * h2) % m for i in range(k)]
        print("perhaps" if all(bits[b // 8] >> (b % 8) & 1 for b in places) else "new")
    """#
