import Scoreboard

extension Field {
    /// The number, when the field is nothing but one to sixteen digits: nearly all numbers are.
    ///
    /// Eight digits are read as one word and brought together by three multiplications, without a branch for each
    /// (Mula, "SIMD-ized atoi"; Lemire, "Quickly parsing eight digits", 2018).
    @inline(__always)
    var shortNumber: Int64? {
        if count &- 1 < 8 {
            return count > 0 ? Field.number(ofDigits: word(at: 0), count: count).map { Int64(bitPattern: $0) } : nil
        }
        guard count <= 16, let upper = Field.number(ofDigits: word(at: 0), count: count &- 8),
            let lower = Field.number(ofDigits: word(at: count &- 8), count: 8)
        else { return nil }
        return Int64(bitPattern: upper &* 100_000_000 &+ lower)
    }

    /// The number that the first digits in a word make, one to eight of them; nil when one of them is no digit.
    @inline(__always)
    private static func number(ofDigits word: UInt64, count: Int) -> UInt64? {
        // What is not part of the number falls off at the top; zeros come in below, where the first digits stand.
        let digits = (word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        guard ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
        let pairs = digits &* 10 &+ (digits &>> 8)
        let upper = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let lower = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (upper &+ lower) &>> 32
    }

    /// A whole number without sign.
    ///
    /// - Throws: `badNumber` for anything but digits (empty, negative, NaN), `overflow` above `limit`.
    @inline(__always)
    func number(limit: Int64) throws(FieldError) -> Int64 {
        if let number = shortNumber {
            guard number <= limit else { throw FieldError(kind: .overflow) }
            return number
        }
        return try longNumber(limit: limit)
    }

    private func longNumber(limit: Int64) throws(FieldError) -> Int64 {
        guard count > 0 else { throw FieldError(kind: .badNumber) }
        var value: Int64 = 0
        for index in 0..<count {
            let digit = base[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { throw FieldError(kind: .badNumber) }
            guard index < 18 else { throw numberTooLong }
            value = value &* 10 &+ Int64(digit)
        }
        guard value <= limit else { throw FieldError(kind: .overflow) }
        return value
    }

    /// Of more than 18 characters: an overflow when they are all digits.
    private var numberTooLong: FieldError {
        let isNumber = bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return FieldError(kind: isNumber ? .overflow : .badNumber)
    }

    /// A decimal number times `unit`, rounded down to a whole.
    ///
    /// - Parameters:
    ///   - unit: What 1 stands for.
    ///   - limit: The largest result that is no overflow.
    ///   - kind: The defect when the field is no number.
    func decimal(times unit: Int64, limit: Int64, kind: DefectKind) throws(FieldError) -> Int64 {
        if let whole = shortNumber {
            let (value, overflow) = whole.multipliedReportingOverflow(by: unit)
            guard !overflow, value <= limit else { throw FieldError(kind: .overflow) }
            return value
        }
        return try longDecimal(times: unit, limit: limit, kind: kind)
    }

    private func longDecimal(times unit: Int64, limit: Int64, kind: DefectKind) throws(FieldError) -> Int64 {
        var mantissa: Int64 = 0
        var scale: Int64 = 1
        var digits = 0
        var hasPoint = false
        for index in 0..<count {
            let byte = base[index]
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
                continue
            }
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { throw FieldError(kind: kind) }
            digits += 1
            // Twelve decimals of the largest unit are below one byte.
            if hasPoint && scale >= 1_000_000_000_000 { continue }
            let (grown, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            guard !overflow, grown <= .max - 9 else { throw FieldError(kind: .overflow) }
            mantissa = grown + Int64(digit)
            if hasPoint { scale *= 10 }
        }
        guard digits > 0 else { throw FieldError(kind: kind) }
        let value = Int128(mantissa) * Int128(unit) / Int128(scale)
        guard value <= Int128(limit) else { throw FieldError(kind: .overflow) }
        return Int64(value)
    }
}
