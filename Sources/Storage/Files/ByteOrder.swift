import Glibc

/// The order of UTF-8 bytes, which no locale and no Unicode version changes: files sorted by it are the same everywhere.
package enum ByteOrder {
    /// Whether the bytes of `left` come before those of `right`.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        compare(left, right) < 0
    }

    /// The places of texts in the order of their bytes.
    package static func places<Texts: Collection<String>>(of texts: Texts) -> [Texts.Index] {
        // Nearly all are told apart by their first eight bytes, which stand beside their places and not all over memory.
        var heads = texts.indices.map { (head: head(of: texts[$0]), place: $0) }
        heads.sort { $0.head < $1.head }
        var start = 0
        while start < heads.count {
            let end = heads[start...].firstIndex { $0.head != heads[start].head } ?? heads.count
            if end - start > 1 { heads[start..<end].sort { precedes(texts[$0.place], texts[$1.place]) } }
            start = end
        }
        return heads.map(\.place)
    }

    /// The first eight bytes as a number of their order; zeros behind a shorter text.
    private static func head(of text: String) -> UInt64 {
        text.utf8.withContiguousStorageIfAvailable(head) ?? head(of: Array(text.utf8.prefix(8)))
    }

    private static func head(of bytes: some RandomAccessCollection<UInt8>) -> UInt64 {
        var (head, count) = (UInt64(0), UInt64(0))
        for byte in bytes.prefix(8) {
            head = head << 8 | UInt64(byte)
            count += 8
        }
        return head << (64 - count)
    }

    private static func compare(_ left: String, _ right: String) -> Int {
        let order = left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { right in
                let common = min(left.count, right.count)
                if common > 0, let first = left.baseAddress, let second = right.baseAddress {
                    let difference = memcmp(first, second, common)
                    if difference != 0 { return Int(difference) }
                }
                return left.count - right.count
            }
        }
        if let known = order, let order = known { return order }
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }
}
