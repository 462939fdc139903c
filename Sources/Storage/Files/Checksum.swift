import CVectors

/// CRC-32C (Castagnoli; RFC 3720, section 12.1), which finds every burst of damage up to 32 bits.
package enum Checksum {
    /// `table[0]` is the classic table of one byte; `table[k]` is that of a byte with k zero bytes behind it, so that
    /// eight bytes are taken in one round ("slicing by 8": Kounavis and Berry, 2005).
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var crc = UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
            tables[byte] = crc
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()

    /// The CRC-32C of bytes.
    package static func crc32c(_ bytes: [UInt8]) -> UInt32 {
        crc32c(bytes[...])
    }

    /// The CRC-32C of a part of bytes.
    package static func crc32c(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBytes { crc32c($0) }
    }

    private static let hasInstruction = cv_has_crc32c() != 0

    /// The CRC-32C of bytes in place: by the processor's own instruction where it has one, eight times as fast.
    ///
    /// - Parameters:
    ///   - bytes: As many as there are.
    ///   - before: The CRC-32C of what stands before them: the result is that of both together.
    package static func crc32c(_ bytes: UnsafeRawBufferPointer, behind before: UInt32 = 0) -> UInt32 {
        guard hasInstruction, let base = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else {
            return crc32cByTables(bytes, behind: before)
        }
        return ~cv_crc32c(~before, base, bytes.count)
    }

    /// The CRC-32C of two stretches behind one another, of which both are known: that of the first times x to the power of the
    /// second's bits, modulo the polynomial, plus that of the second. What stands before and behind both in the computation falls
    /// out of the sum.
    ///
    /// - Parameters:
    ///   - second: Of the second stretch alone.
    ///   - length: How long that is, in bytes.
    ///   - first: Of the first one.
    package static func crc32c(_ second: UInt32, ofLength length: Int, behind first: UInt32) -> UInt32 {
        var shifted = first
        var rest = length
        for power in powers where rest > 0 {
            if rest & 1 == 1 { shifted = product(shifted, power) }
            rest >>= 1
        }
        return shifted ^ second
    }

    /// x to the power of eight, and of twice as much each, modulo the polynomial: for any length.
    private static let powers: [UInt32] = {
        var powers: [UInt32] = [1 << (31 - 8)]
        while powers.count < Int.bitWidth { powers.append(product(powers[powers.count - 1], powers[powers.count - 1])) }
        return powers
    }()

    /// Of two polynomials modulo that of the checksum, whose highest bit is that of x to the power of zero.
    private static func product(_ one: UInt32, _ other: UInt32) -> UInt32 {
        var (sum, multiple) = (UInt32(0), other)
        for place in (0..<UInt32(32)).reversed() {
            // Without a branch, which would fail every second time.
            sum ^= multiple & (0 &- (one >> place & 1))
            multiple = multiple >> 1 ^ 0x82F6_3B78 & (0 &- (multiple & 1))
        }
        return sum
    }

    /// The same on every processor.
    package static func crc32cByTables(_ bytes: UnsafeRawBufferPointer, behind before: UInt32 = 0) -> UInt32 {
        var crc = ~before
        tables.withUnsafeBufferPointer { table in
            var offset = 0
            while offset + 8 <= bytes.count {
                let word =
                    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ UInt64(crc)
                crc = 0
                for lane in 0..<8 {
                    crc ^= table[(7 - lane) << 8 | Int(word >> (UInt64(lane) * 8) & 0xFF)]
                }
                offset += 8
            }
            while offset < bytes.count {
                crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[offset])) & 0xFF)]
                offset += 1
            }
        }
        return ~crc
    }

    /// Eight lower-case digits.
    static func hexadecimal(_ value: UInt32) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return stride(from: 28, through: 0, by: -4).map { digits[Int(value >> UInt32($0) & 15)] }
    }

    /// The value of eight lower-case digits; nil for anything else.
    static func value(ofHexadecimal text: String) -> UInt32? {
        guard let value = UInt32(text, radix: 16), Array(text.utf8) == hexadecimal(value) else { return nil }
        return value
    }
}
