import BloomFilter

/// Reads what ``VarintWriter`` wrote.
struct VarintReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    /// Where the next number begins.
    var offset: Int { position }

    mutating func unsigned() throws(BinaryFileError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard position < bytes.endIndex, shift < 64 else {
                throw .invalidField(name: "number", value: "cut off at byte \(position)")
            }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    mutating func signed() throws(BinaryFileError) -> Int64 {
        let coded = try unsigned()
        return Int64(bitPattern: coded >> 1) ^ -Int64(bitPattern: coded & 1)
    }

    mutating func optional() throws(BinaryFileError) -> Int64? {
        let coded = try unsigned()
        return coded == 0 ? nil : try whole(coded - 1)
    }

    /// A number that must fit another type.
    mutating func unsigned<Number: FixedWidthInteger>(as type: Number.Type) throws(BinaryFileError) -> Number {
        try whole(try unsigned())
    }

    mutating func text() throws(BinaryFileError) -> String {
        let length = try unsigned(as: Int.self)
        guard length <= bytes.endIndex - position,
            let text = bytes[position..<position + length].withUnsafeBytes({ String(utf8: $0) })
        else { throw .invalidField(name: "text", value: "of \(length) bytes at byte \(position)") }
        position += length
        return text
    }

    private func whole<Number: FixedWidthInteger>(_ value: UInt64) throws(BinaryFileError) -> Number {
        guard let number = Number(exactly: value) else { throw .invalidField(name: "number", value: "\(value)") }
        return number
    }
}
