/// A number of a JSON text as it stands there: mantissa × 10^exponent, with nothing rounded.
package struct JSONNumber: Hashable, Sendable {
    /// Whether a minus stands before it, also before zero.
    package var isNegative: Bool
    /// All its digits.
    package var mantissa: UInt128
    /// Of ten.
    package var exponent: Int

    /// The whole number; nil when it is not whole, or does not fit.
    package func whole<Integer: FixedWidthInteger>(_ type: Integer.Type = Integer.self) -> Integer? {
        var mantissa = mantissa
        var exponent = exponent
        if mantissa == 0 { return 0 }
        while exponent < 0 {
            let (quotient, digit) = mantissa.quotientAndRemainder(dividingBy: 10)
            guard digit == 0 else { return nil }
            mantissa = quotient
            exponent += 1
        }
        while exponent > 0 {
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            mantissa = product
            exponent -= 1
        }
        return signed(mantissa)
    }

    /// The whole number nearest to this one × `scale`, halves away from zero; nil when it does not fit 128 bits.
    package func scaled(by scale: UInt64) -> Int128? {
        if let small = UInt64(exactly: mantissa), exponent <= 0, exponent >= -18 {
            // The common case in two instructions: a 128-bit product divided by a power of ten.
            let divisor = JSONNumber.powersOfTen[-exponent]
            let product = small.multipliedFullWidth(by: scale)
            let (low, carry) = product.low.addingReportingOverflow(divisor / 2)
            let high = product.high + (carry ? 1 : 0)
            if high < divisor { return signed(UInt128(divisor.dividingFullWidth((high, low)).quotient)) }
        }
        return scaledSlowly(by: scale)
    }

    private func scaledSlowly(by scale: UInt64) -> Int128? {
        guard mantissa > 0 else { return 0 }
        guard exponent < 0 else {
            guard let whole: UInt128 = JSONNumber(isNegative: false, mantissa: mantissa, exponent: exponent).whole()
            else { return nil }
            let (product, overflow) = whole.multipliedReportingOverflow(by: UInt128(scale))
            return overflow ? nil : signed(product)
        }
        // Below 10^-38 of the last digit nothing is left of 39 digits.
        guard exponent >= -76 else { return 0 }
        var (fraction, places) = (mantissa, -exponent)
        while places > 38 { (fraction, places) = (fraction / 10, places - 1) }
        var unit = JSONNumber.power(places)
        let whole: UInt128
        (whole, fraction) = fraction.quotientAndRemainder(dividingBy: unit)
        // Room for the product: 10^18 × 2^64 is below 2^128, and 18 decimals are far below one unit of any scale here.
        while unit > 1_000_000_000_000_000_000 { (fraction, unit) = (fraction / 10, unit / 10) }
        let part = (fraction * UInt128(scale) + unit / 2) / unit
        let (product, overflow) = whole.multipliedReportingOverflow(by: UInt128(scale))
        let (sum, carry) = product.addingReportingOverflow(part)
        return overflow || carry ? nil : signed(sum)
    }

    /// The nearest Double; an infinity when it is beyond all of them.
    package var double: Double {
        // Clinger's fast path: both factors are exact, so the one rounding is the right one.
        if mantissa < 1 << 53, exponent.magnitude <= 22 {
            let value = Double(UInt64(mantissa))
            let power = Double(JSONNumber.power(Int(exponent.magnitude)))
            let magnitude = exponent < 0 ? value / power : value * power
            return isNegative ? -magnitude : magnitude
        }
        return Double("\(isNegative ? "-" : "")\(mantissa)e\(exponent)") ?? .infinity
    }

    private func signed<Integer: FixedWidthInteger>(_ magnitude: UInt128) -> Integer? {
        if !isNegative { return Integer(exactly: magnitude) }
        if magnitude == 0 { return 0 }
        guard Integer.isSigned, let positive = Int128(exactly: magnitude) else { return nil }
        return Integer(exactly: -positive)
    }

    private static let powersOfTen: [UInt64] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    private static func power(_ exponent: Int) -> UInt128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
