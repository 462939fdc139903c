extension String {
    /// The text that bytes are; nil when they are no UTF-8.
    ///
    /// What is ASCII, as names mostly are, is UTF-8: to ask the library of any text whether it is takes five times as long as
    /// to make a short one.
    init?(utf8 bytes: UnsafeRawBufferPointer) {
        if bytes.isASCII {
            self = String(decoding: bytes, as: UTF8.self)
        } else {
            self.init(validating: bytes, as: UTF8.self)
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Eight bytes at a time.
    fileprivate var isASCII: Bool {
        var all: UInt64 = 0
        var place = 0
        while count - place >= 8 {
            all |= loadUnaligned(fromByteOffset: place, as: UInt64.self)
            place += 8
        }
        while place < count {
            all |= UInt64(self[place])
            place += 1
        }
        return all & 0x8080_8080_8080_8080 == 0
    }
}
