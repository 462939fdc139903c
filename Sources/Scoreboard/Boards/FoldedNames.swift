/// Names in lower case, one behind the other in one piece of memory: what narrows and searches a list looks at all of them.
package struct FoldedNames: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

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
    }

    /// How many names there are.
    package var count: Int { ends.count }

    /// Calls with the bytes of all names, and where those of each one stand.
    package func withBytes<Result>(_ body: (Text) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeBufferPointer { body(Text(bytes: bytes, ends: $0)) }
        }
    }

    /// Valid while ``FoldedNames/withBytes(_:)`` runs.
    package struct Text {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let ends: UnsafeBufferPointer<UInt32>

        /// The bytes of a name.
        package subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
            let start = index == 0 ? 0 : Int(ends[index - 1])
            return UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[index])])
        }
    }
}
