/// Names in lower case, one behind the other in one piece of memory: what narrows and searches a list looks at all of them.
package struct FoldedNames: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// Whether all bytes are printable ASCII, as they mostly are.
    private var isPlain = true

    package init(_ names: [String] = []) {
        ends.reserveCapacity(names.count)
        bytes.reserveCapacity(names.count * 10)
        for var name in names {
            let isASCII = name.withUTF8 { utf8 in
                guard utf8.allSatisfy({ $0 < 0x80 }) else { return false }
                for byte in utf8 { bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
                return true
            }
            if !isASCII { bytes.append(contentsOf: name.lowercased().utf8) }
            ends.append(UInt32(bytes.count))
        }
        isPlain = bytes.allSatisfy { 0x20 <= $0 && $0 < 0x7F }
    }

    /// How many names there are.
    package var count: Int { ends.count }

    /// Calls with the bytes of all names, and where those of each one stand.
    package func withBytes<Result>(_ body: (Text) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeBufferPointer { body(Text(bytes: bytes, ends: $0, isPlain: isPlain)) }
        }
    }

    /// Valid while ``FoldedNames/withBytes(_:)`` runs.
    package struct Text {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let ends: UnsafeBufferPointer<UInt32>
        fileprivate let isPlain: Bool

        /// The bytes of a name.
        @inline(__always)
        package subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
            let start = start(of: index)
            return UnsafeBufferPointer(start: bytes.baseAddress.map { $0 + start }, count: length(of: index))
        }

        @inline(__always)
        private func start(of index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) }

        /// Of a name, in bytes.
        @inline(__always)
        package func length(of index: Int) -> Int { Int(ends[index]) - start(of: index) }

        /// Whether every byte of a name is a printable character of ASCII.
        package func isPlain(_ index: Int) -> Bool { isPlain || self[index].allSatisfy { 0x20 <= $0 && $0 < 0x7F } }
    }
}
