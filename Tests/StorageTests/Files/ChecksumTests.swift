import SeededNumbers
import Storage
import Testing

@Suite struct ChecksumTests {
    /// RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRC algorithms.
    @Test func `CRC-32C agrees with the published vectors`() {
        #expect(Checksum.crc32c(Array("123456789".utf8)) == 0xE306_9283)
        #expect(Checksum.crc32c([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(Checksum.crc32c([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(Checksum.crc32c(Array(0..<32)) == 0x46DD_794E)
        #expect(Checksum.crc32c((0..<32).reversed()) == 0x113F_DB5C)
        #expect(Checksum.crc32c([]) == 0)
    }

    @Test func `the processor's instruction agrees with the tables`() {
        var random = SeededGenerator(seed: 5)
        for count in Array(0...70) + [1023, 1024, 6143, 6144, 6145, 12_289, 65_537] {
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 40) }
            #expect(Checksum.crc32c(bytes) == bytes.withUnsafeBytes { Checksum.crc32cByTables($0) })
        }
    }

    @Test func `two stretches have the checksum of both together`() {
        let (digits, others) = (Checksum.crc32c(Array("12345".utf8)), Checksum.crc32c(Array("6789".utf8)))
        #expect(Checksum.crc32c(others, ofLength: 4, behind: digits) == 0xE306_9283)
        var random = SeededGenerator(seed: 6)
        let bytes = (0..<70_000).map { _ in UInt8(truncatingIfNeeded: random.next() >> 40) }
        for length in Array(0...17) + [255, 256, 4095, 65_535, 65_536, 69_999, 70_000] {
            let (first, second) = (bytes.dropLast(length), bytes.suffix(length))
            #expect(
                Checksum.crc32c(Checksum.crc32c(second), ofLength: length, behind: Checksum.crc32c(first))
                    == Checksum.crc32c(bytes), "\(length)")
        }
    }
}
