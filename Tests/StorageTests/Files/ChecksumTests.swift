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
}
