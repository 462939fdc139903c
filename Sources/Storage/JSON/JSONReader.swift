/// Reads JSON (RFC 8259) from bytes by pulling one value after the other: no tree is made.
///
/// Any input is answered with values or a ``JSONError``, never a crash. A copy of a reader is a place to come back to.
package struct JSONReader {
    private let bytes: [UInt8]
    private let end: Int
    /// The next byte to be looked at.
    package private(set) var offset: Int
    private var depth = 0

    /// The deepest nesting that is read: ours has 6 levels.
    package static let depthLimit = 64

    /// What the next value begins with.
    package enum Kind: Hashable, Sendable {
        case object, array, string, number, bool, null
    }

    package init(_ bytes: [UInt8]) {
        self.init(bytes, in: 0..<bytes.count)
    }

    /// Reads only the given part of `bytes`; offsets count from the start of all.
    package init(_ bytes: [UInt8], in range: Range<Int>) {
        let range = range.clamped(to: 0..<bytes.count)
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// What the next value is.
    package mutating func peek() throws(JSONError) -> Kind {
        skipSpace()
        guard offset < end else { throw JSONError(.unexpectedEnd, at: offset) }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw JSONError(.expected("a value"), at: offset)
        }
    }

    /// Reads an object. `member` gets each key, and must read or skip its value.
    package mutating func object(
        _ member: (inout JSONReader, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open(UInt8(ascii: "{"), "an object")
        if take(UInt8(ascii: "}")) {
            depth -= 1
            return
        }
        repeat {
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw unexpected("\":\"") }
            try member(&self, key)
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw unexpected("\",\" or \"}\"") }
        depth -= 1
    }

    /// Reads an array. `element` must read or skip each value; it gets the value's index.
    package mutating func array(
        _ element: (inout JSONReader, Int) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open(UInt8(ascii: "["), "an array")
        if take(UInt8(ascii: "]")) {
            depth -= 1
            return
        }
        var index = 0
        repeat {
            try element(&self, index)
            index += 1
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw unexpected("\",\" or \"]\"") }
        depth -= 1
    }

    /// Passes over one value of any kind, which is checked all the same.
    package mutating func skip() throws(JSONError) {
        switch try peek() {
        case .object: try object { (reader, _) throws(JSONError) in try reader.skip() }
        case .array: try array { (reader, _) throws(JSONError) in try reader.skip() }
        case .string: _ = try string()
        case .number: _ = try number()
        case .bool: _ = try bool()
        case .null: guard try null() else { throw unexpected("null") }
        }
    }

    package mutating func bool() throws(JSONError) -> Bool {
        skipSpace()
        if takeWord("true") { return true }
        if takeWord("false") { return false }
        throw unexpected("true or false")
    }

    /// Reads `null` when it is next; false, and nothing read, when something else is.
    package mutating func null() throws(JSONError) -> Bool {
        skipSpace()
        return takeWord("null")
    }

    /// A whole number that fits and is not below zero: what nearly all our numbers are.
    package mutating func count<Integer: FixedWidthInteger>(
        _ what: @autoclosure () -> String = "a count"
    ) throws(JSONError) -> Integer {
        let start = offset
        let value: Integer = try integer(what())
        guard value >= 0 else { throw JSONError(.outOfRange(what()), at: start) }
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

    /// Nothing but white space may follow.
    package mutating func finish() throws(JSONError) {
        skipSpace()
        if offset < end { throw JSONError(.expected("the end"), at: offset) }
    }
}

extension JSONReader {
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

    package mutating func string() throws(JSONError) -> String {
        skipSpace()
        let start = offset
        guard takeByte(UInt8(ascii: "\"")) else { throw unexpected("a string") }
        let first = offset
        while offset < end {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                defer { offset += 1 }
                return try text(bytes[first..<offset], at: start)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: first, start: start) }
            if byte < 0x20 { throw JSONError(.badString, at: offset) }
            offset += 1
        }
        throw JSONError(.unexpectedEnd, at: offset)
    }

    private mutating func escapedString(from first: Int, start: Int) throws(JSONError) -> String {
        var decoded = Array(bytes[first..<offset])
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(decoded[...], at: start)
            case UInt8(ascii: "\\"): try appendEscape(to: &decoded)
            case 0..<0x20: throw JSONError(.badString, at: offset - 1)
            default: decoded.append(byte)
            }
        }
        throw JSONError(.unexpectedEnd, at: offset)
    }

    private mutating func appendEscape(to decoded: inout [UInt8]) throws(JSONError) {
        guard offset < end else { throw JSONError(.unexpectedEnd, at: offset) }
        let start = offset - 1
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code) {
                guard takeByte(UInt8(ascii: "\\")), takeByte(UInt8(ascii: "u")) else {
                    throw JSONError(.badString, at: start)
                }
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw JSONError(.badString, at: start) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw JSONError(.badString, at: start) }
            decoded.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        default: throw JSONError(.badString, at: start)
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard offset < end else { throw JSONError(.unexpectedEnd, at: offset) }
            let byte = bytes[offset]
            switch byte {
            case 0x30...0x39: code = code << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: code = code << 4 | UInt32((byte | 0x20) - 0x61 + 10)
            default: throw JSONError(.badString, at: offset)
            }
            offset += 1
        }
        return code
    }

    private func text(_ bytes: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw JSONError(.badString, at: start) }
        return text
    }
}

extension JSONReader {
    private mutating func open(_ bracket: UInt8, _ what: String) throws(JSONError) {
        guard take(bracket) else { throw unexpected(what) }
        depth += 1
        if depth > JSONReader.depthLimit { throw JSONError(.tooDeep, at: offset - 1) }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        return takeByte(byte)
    }

    private mutating func takeByte(_ byte: UInt8) -> Bool {
        guard offset < end, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        guard offset + word.utf8CodeUnitCount <= end else { return false }
        let matches = word.withUTF8Buffer { bytes[offset..<offset + $0.count].elementsEqual($0) }
        if matches { offset += word.utf8CodeUnitCount }
        return matches
    }

    private mutating func skipSpace() {
        while offset < end {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    private func digit() -> UInt64? {
        guard offset < end else { return nil }
        let digit = bytes[offset] &- 0x30
        return digit < 10 ? UInt64(digit) : nil
    }

    private func unexpected(_ what: String) -> JSONError {
        offset < end ? JSONError(.expected(what), at: offset) : JSONError(.unexpectedEnd, at: offset)
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
