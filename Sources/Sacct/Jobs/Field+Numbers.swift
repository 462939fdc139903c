import Scoreboard

extension Field {
    /// A whole number without sign.
    ///
    /// - Throws: `badNumber` for anything but digits (empty, negative, NaN), `overflow` above `limit`.
    @inline(__always)
    func number(limit: Int64) throws(FieldError) -> Int64 {
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
        if let whole = shortWhole {
            let (value, overflow) = whole.multipliedReportingOverflow(by: unit)
            guard !overflow, value <= limit else { throw FieldError(kind: .overflow) }
            return value
        }
        return try longDecimal(times: unit, limit: limit, kind: kind)
    }

    /// The number, when it is nothing but one to eighteen digits: nearly all are.
    @inline(__always)
    private var shortWhole: Int64? {
        guard count &- 1 < 18 else { return nil }
        var value: Int64 = 0
        for index in 0..<count {
            let digit = base[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return count > 0 ? value : nil
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
