extension JSONReader {
    /// A whole number that fits and is not below zero: what nearly all our numbers are.
    package mutating func count<Integer: FixedWidthInteger>(
        _ what: @autoclosure () -> String = "a count"
    ) throws(JSONError) -> Integer {
        let start = offset
        let value: Integer = try integer(what())
        guard value >= 0 else { throw JSONError(.outOfRange(what()), at: start) }
        return value
    }

    /// A whole number from zero to `limit`.
    package mutating func count(_ what: String, upTo limit: Int64) throws(JSONError) -> Int64 {
        let start = offset
        let value: Int64 = try count(what)
        guard value <= limit else { throw JSONError(.outOfRange(what), at: start) }
        return value
    }

    /// A whole number that fits.
    package mutating func integer<Integer: FixedWidthInteger>(
        _ what: @autoclosure () -> String = "a whole number"
    ) throws(JSONError) -> Integer {
        let start = offset
        let number = try number()
        guard let value: Integer = number.whole() else { throw JSONError(.outOfRange(what()), at: start) }
        return value
    }

    /// The nearest Double; an error beyond the largest.
    package mutating func double() throws(JSONError) -> Double {
        let start = offset
        let value = try number().double
        guard value.isFinite else { throw JSONError(.outOfRange("a number"), at: start) }
        return value
    }

    /// Hours as whole seconds, not below zero: the inverse of ``JSONWriter/exactHours(seconds:)``.
    package mutating func seconds<Integer: FixedWidthInteger>() throws(JSONError) -> Integer {
        try scaled(by: 3600, "hours")
    }

    /// Megabytes of 1e6 bytes as whole bytes, not below zero: the inverse of ``JSONWriter/exactMegabytes(bytes:)``.
    package mutating func bytesFromMegabytes() throws(JSONError) -> Int128 {
        try scaled(by: 1_000_000, "megabytes")
    }

    private mutating func scaled<Integer: FixedWidthInteger>(
        by scale: UInt64, _ what: String
    ) throws(JSONError) -> Integer {
        let start = offset
        guard let value = try number().scaled(by: scale), value >= 0, let fitting = Integer(exactly: value) else {
            throw JSONError(.outOfRange(what), at: start)
        }
        return fitting
    }

    /// The next number, exactly. Digits beyond 38 are dropped, as their weight is.
    package mutating func number() throws(JSONError) -> JSONNumber {
        skipSpace()
        let start = offset
        let isNegative = takeByte(UInt8(ascii: "-"))
        var small: UInt64 = 0
        let digits = offset
        while let digit = digit(), offset - digits < 19 {
            small = small * 10 + digit
            offset += 1
        }
        var number = JSONNumber(isNegative: isNegative, mantissa: UInt128(small), exponent: 0)
        var isFull = false
        while let digit = digit() {
            isFull = isFull || !number.append(digit)
            if isFull { number.exponent += 1 }
            offset += 1
        }
        let count = offset - digits
        // A leading zero stands alone.
        guard count > 0, count == 1 || bytes[digits] != UInt8(ascii: "0") else {
            throw offset < end ? JSONError(.badNumber, at: start) : JSONError(.unexpectedEnd, at: offset)
        }
        if takeByte(UInt8(ascii: ".")) {
            let first = offset
            if count < 19 {
                while let digit = digit(), offset - first + count < 19 {
                    small = small * 10 + digit
                    offset += 1
                }
                number.mantissa = UInt128(small)
                number.exponent = first - offset
            }
            while let digit = digit() {
                isFull = isFull || !number.append(digit)
                if !isFull { number.exponent -= 1 }
                offset += 1
            }
            if offset == first { throw JSONError(.badNumber, at: start) }
        }
        if takeByte(UInt8(ascii: "e")) || takeByte(UInt8(ascii: "E")) {
            let isBelow = takeByte(UInt8(ascii: "-"))
            if !isBelow { _ = takeByte(UInt8(ascii: "+")) }
            let first = offset
            var exponent = 0
            while let digit = digit() {
                // Beyond any number's range it makes no difference, and must not overflow.
                exponent = min(exponent * 10 + Int(digit), 100_000)
                offset += 1
            }
            if offset == first { throw JSONError(.badNumber, at: start) }
            number.exponent += isBelow ? -exponent : exponent
        }
        return number
    }
}

extension JSONNumber {
    /// Adds a digit at the end of the mantissa; false when there is no room for it.
    fileprivate mutating func append(_ digit: UInt64) -> Bool {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt128(digit))
        guard !overflow, !carry else { return false }
        mantissa = sum
        return true
    }
}
