/// The bytes of one column of one row: a view, valid as long as its row.
///
/// Eight bytes behind it can be read, whatever they are, so that eight bytes are looked at in one go.
package struct Field {
    /// So many bytes behind a field can be read.
    static let readableBehind = 8

    let base: UnsafePointer<UInt8>
    /// Bytes.
    package let count: Int

    var isEmpty: Bool { count == 0 }

    subscript(index: Int) -> UInt8 { base[index] }

    /// Eight bytes as one word, the first in its lowest byte; those behind the field's end may be anything.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
    }

    /// Whether the byte may be in the field: false when it surely is not.
    @inline(__always)
    func mayContain(_ byte: UInt8) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let pattern = ones &* UInt64(byte)
        var zeros: UInt64 = 0
        var offset = 0
        while offset < count {
            let word = word(at: offset) ^ pattern
            zeros |= (word &- ones) & ~word
            offset &+= 8
        }
        return zeros & (ones &<< 7) != 0
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    func dropFirst(_ dropped: Int) -> Field { Field(base: base + dropped, count: count - dropped) }

    func prefix(_ length: Int) -> Field { Field(base: base, count: length) }

    func firstIndex(of byte: UInt8) -> Int? {
        for index in 0..<count where base[index] == byte { return index }
        return nil
    }

    /// Whether the field spells exactly this word.
    func equals(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in 0..<count where base[index] != word.utf8Start[index] { return false }
        return true
    }

    /// The text, with bytes that are no UTF-8 replaced.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds the bytes to an array, as they are.
    package func append(to array: inout [UInt8]) { array.append(contentsOf: bytes) }

    /// Whether the bytes are well-formed UTF-8.
    var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }
}
