import Glibc

/// The order of UTF-8 bytes, which no locale and no Unicode version changes: files sorted by it are the same everywhere.
package enum ByteOrder {
    /// Whether the bytes of `left` come before those of `right`.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        compare(left, right) < 0
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
