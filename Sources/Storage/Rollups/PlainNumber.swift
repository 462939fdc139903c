/// Arithmetic on decimal digits in words of eight.
enum PlainNumber {
    private static let powers: [19 of UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ]
    private static let inversePowers: [19 of Double] = [
        1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17,
        1e-18,
    ]

    /// 10^exponent.
    ///
    /// - Parameter exponent: 0 to 18.
    @inline(__always)
    static func powerOfTen(_ exponent: Int) -> UInt64 { powers[exponent] }

    /// The number that a text's leading digits spell, at most eight, and how many they are.
    ///
    /// - Parameter text: Eight bytes, the first of them the lowest.
    @inline(__always)
    static func leadingDigits(of text: UInt64) -> (value: UInt64, count: Int) {
        let digits = text ^ 0x3030_3030_3030_3030
        // The highest bit of each byte that is no digit. A carry comes only from a byte that is marked itself, and goes to
        // later bytes, which do not matter any more.
        let others = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
        let count = others.trailingZeroBitCount >> 3
        guard count > 0 else { return (0, 0) }
        // Zeros before them instead of what stands behind them; then digits to pairs, pairs to fours, fours to eight.
        var value = digits &<< UInt64(truncatingIfNeeded: 64 &- count &* 8)
        value = (value &* 2561) &>> 8 & 0x00FF_00FF_00FF_00FF
        value = (value &* 6_553_601) &>> 16 & 0x0000_FFFF_0000_FFFF
        value = (value &* 42_949_672_960_001) &>> 32
        return (value, count)
    }

    /// The whole number nearest to so many hundred millionths × 3600, halves up, and how many 3600ths of a hundred millionth
    /// lie between the place where that number begins and this one: at 10^8 the next one would begin.
    ///
    /// - Parameter parts: Below 10^8.
    @inline(__always)
    static func nearest(hundredMillionths parts: UInt64) -> (whole: UInt64, rest: UInt64) {
        let sum = parts &* 3600 &+ 50_000_000
        return (sum / 100_000_000, sum % 100_000_000)
    }

    /// The whole number nearest to mantissa × factor / 10^places, halves up; nil from 2^50 on.
    ///
    /// A guess by floating point is off by one at most; the exact rest, which fits although the products do not, tells.
    ///
    /// - Parameters:
    ///   - mantissa: Below 10^18.
    ///   - factor: 1 to 3600.
    ///   - places: 1 to 18.
    @inline(__always)
    static func nearest(_ mantissa: UInt64, times factor: UInt64, places: Int) -> Int64? {
        let guess = Double(mantissa) * Double(factor) * inversePowers[places]
        guard guess < 1_125_899_906_842_624 else { return nil }
        let whole = Int64(guess)
        let unit = powers[places]
        let rest = Int64(bitPattern: mantissa &* factor &- UInt64(truncatingIfNeeded: whole) &* unit)
        let half = Int64(unit / 2)
        // `rest` lies between -1.5 and 1.5 units, and a unit is at most 10^18.
        if rest >= half { return whole &+ (rest &- half < Int64(unit) ? 1 : 2) }
        return rest < -half ? whole &- 1 : whole
    }
}
