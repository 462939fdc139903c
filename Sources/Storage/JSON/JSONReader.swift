/// Reads JSON (RFC 8259) from bytes by pulling one value after the other: no tree is made.
///
/// Any input is answered with values or a ``JSONError``, never a crash. A copy of a reader is a place to come back to.
package struct JSONReader {
    let bytes: [UInt8]
    let end: Int
    /// The next byte to be looked at.
    package internal(set) var offset: Int
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

    /// Reads `true` or `false`.
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

    /// Nothing but white space may follow.
    package mutating func finish() throws(JSONError) {
        skipSpace()
        if offset < end { throw JSONError(.expected("the end"), at: offset) }
    }
}

/// What values are made of, for the extensions that read them.
extension JSONReader {
    mutating func open(_ bracket: UInt8, _ what: String) throws(JSONError) {
        guard take(bracket) else { throw unexpected(what) }
        depth += 1
        if depth > JSONReader.depthLimit { throw JSONError(.tooDeep, at: offset - 1) }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        return takeByte(byte)
    }

    mutating func takeByte(_ byte: UInt8) -> Bool {
        guard offset < end, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    mutating func takeWord(_ word: StaticString) -> Bool {
        guard offset + word.utf8CodeUnitCount <= end else { return false }
        let matches = word.withUTF8Buffer { bytes[offset..<offset + $0.count].elementsEqual($0) }
        if matches { offset += word.utf8CodeUnitCount }
        return matches
    }

    mutating func skipSpace() {
        while offset < end {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    func digit() -> UInt64? {
        guard offset < end else { return nil }
        let digit = bytes[offset] &- 0x30
        return digit < 10 ? UInt64(digit) : nil
    }

    func unexpected(_ what: String) -> JSONError {
        offset < end ? JSONError(.expected(what), at: offset) : JSONError(.unexpectedEnd, at: offset)
    }
}
