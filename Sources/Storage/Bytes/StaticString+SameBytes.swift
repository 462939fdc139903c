import Glibc

extension StaticString {
    /// Whether as many bytes as the text has are the text. Inlined, so that its length is known: few words are compared then,
    /// and nothing is called.
    @inline(__always)
    func isSame(as bytes: UnsafeRawPointer) -> Bool {
        let (text, length) = (UnsafeRawPointer(utf8Start), utf8CodeUnitCount)
        func difference<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type, at place: Int) -> Word {
            bytes.loadUnaligned(fromByteOffset: place, as: type) ^ text.loadUnaligned(fromByteOffset: place, as: type)
        }
        // Words may overlap.
        switch length {
        case 4..<8: return difference(UInt32.self, at: 0) | difference(UInt32.self, at: length - 4) == 0
        case 8..<17: return difference(UInt64.self, at: 0) | difference(UInt64.self, at: length - 8) == 0
        case 17..<25:
            let beginning = difference(UInt64.self, at: 0) | difference(UInt64.self, at: 8)
            return beginning | difference(UInt64.self, at: length - 8) == 0
        default: return memcmp(bytes, text, length) == 0
        }
    }
}
