import BloomFilter
import Testing

@Suite("XXH64")
struct XXH64Tests {
    /// From the sanity checks of the xxHash project: its test buffer of pseudo-random bytes, hashed with seed 0.
    @Test(
        arguments: [
            (0, 0xEF46_DB37_51D8_E999),
            (1, 0xE934_A84A_DB05_2768),
            (4, 0x9136_A0DC_A57457EE),
            (14, 0x8282_DCC4_994E_35C8),
            (222, 0xB641_AE8C_B691_C174),
        ] as [(Int, UInt64)])
    func `published vectors`(length: Int, expected: UInt64) {
        var generator: UInt64 = 2_654_435_761
        var buffer: [UInt8] = []
        for _ in 0..<length {
            buffer.append(UInt8(truncatingIfNeeded: generator >> 56))
            generator = generator &* 11_400_714_785_074_694_797
        }
        #expect(buffer.withUnsafeBytes { XXH64.hash($0) } == expected)
    }

    @Test func `of short words`() {
        #expect(Array("a".utf8).withUnsafeBytes { XXH64.hash($0) } == 0xD24E_C4F1_A98C_6E5B)
        #expect(Array("abc".utf8).withUnsafeBytes { XXH64.hash($0) } == 0x44BC_2CF5_AD77_0999)
    }
}
