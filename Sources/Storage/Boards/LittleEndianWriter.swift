/// Appends numbers to bytes, the least significant byte first.
struct LittleEndianWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

    /// A UInt16 length and the UTF-8, cut at a character when it is longer than that can say.
    mutating func append(text: String) {
        var text = text[...]
        while text.utf8.count > Int(UInt16.max) { text.unicodeScalars.removeLast() }
        append(UInt16(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
