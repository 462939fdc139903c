import SeededNumbers
import Testing

@testable import Storage

@Suite struct PlainNumberTests {
    @Test(arguments: [
        ("0,123456", 0, 1), ("12345678", 12_345_678, 8), ("1234567.", 1_234_567, 7), (",1234567", 0, 0),
        ("007/1234", 7, 3), ("99:99999", 99, 2), ("1\u{7f}234567", 1, 1), ("\u{80}123456", 0, 0), ("4é23456", 4, 1),
    ])
    func leadingDigits(text: String, value: UInt64, count: Int) {
        let word = text.utf8.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let found = PlainNumber.leadingDigits(of: word)
        #expect(found.value == value && found.count == count)
    }

    /// Against the arithmetic of 128 bits.
    @Test func theNearestWholeNumberIsThat() {
        var random = SeededGenerator(seed: 21)
        for places in 1...18 {
            let unit = PlainNumber.powerOfTen(places)
            var mantissas: [UInt64] = [0, 1, unit / 2, unit / 2 - 1, unit - 1, unit / 7200, unit / 7200 + 1]
            mantissas += (0..<2000).map { _ in .random(in: 0..<1_000_000_000_000_000_000, using: &random) }
            // Halves, and what is next to them.
            mantissas += (0..<200).flatMap { number in
                let half = UInt64((UInt128(number) * 2 + 1) * UInt128(unit) / 7200)
                return [half, half + 1, max(half, 1) - 1].filter { $0 < 1_000_000_000_000_000_000 }
            }
            for mantissa in mantissas {
                let number = JSONNumber(isNegative: false, mantissa: UInt128(mantissa), exponent: -places)
                guard let nearest = PlainNumber.nearest(mantissa, times: 3600, places: places) else {
                    #expect(Double(mantissa) * 3600 / Double(unit) > 1e15)
                    continue
                }
                #expect(number.scaled(by: 3600) == Int128(nearest), "\(mantissa), \(places) places")
            }
        }
    }
}
