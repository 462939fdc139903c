extension JSONReader {
    /// The next string, which must be valid UTF-8 and hold no bare control character.
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
        guard let text = bytes.withUnsafeBytes({ String(utf8: $0) }) else { throw JSONError(.badString, at: start) }
        return text
    }
}
