import CVectors
import SeededNumbers
import Testing

/// Bits that are set, against Swift's count of each byte.
@Suite struct OnesTests {
    @Test(arguments: [8, 16, 24, 32, 56, 64, 72, 256, 1016, 65_536]) func everyBitCounts(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        for share in 0...4 {
            let bytes = (0..<count).map { _ in
                let byte = UInt8.random(in: .min ... .max, using: &random)
                return Int.random(in: 0..<4, using: &random) < share ? byte : 0
            }
            #expect(cv_count_ones(bytes, count) == bytes.reduce(0) { $0 + UInt64($1.nonzeroBitCount) })
        }
        #expect(cv_count_ones([UInt8](repeating: 0xFF, count: count), count) == UInt64(count) * 8)
    }
}
