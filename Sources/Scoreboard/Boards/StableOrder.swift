/// Orders indices by a number that each of them has; equal ones stay as they stand. A radix sort: it looks at no two
/// numbers side by side, and passes over the digits that all of them share.
package enum StableOrder {
    /// - Parameters:
    ///   - indices: What is put in order; equal ones stay as they stand.
    ///   - descending: Whether the largest comes first.
    ///   - value: The number of an index.
    package static func sort(
        _ indices: inout [Int32], descending: Bool = false, by value: (Int) -> Double
    ) {
        let count = indices.count
        guard count > 1 else { return }
        var keys = [UInt64](unsafeUninitializedCapacity: count) { buffer, filled in
            for (place, index) in indices.enumerated() {
                let key = ascending(value(Int(index)))
                buffer.initializeElement(at: place, to: descending ? ~key : key)
            }
            filled = count
        }
        // Few indices are not worth long tables of digits.
        let (digitBits, digits) = count < 4096 ? (8, 8) : (11, 6)
        var otherKeys = [UInt64](repeating: 0, count: count)
        var others = [Int32](repeating: 0, count: count)
        let size = 1 << digitBits
        var counts = [Int](repeating: 0, count: digits * size)
        keys.withUnsafeBufferPointer { keys in
            counts.withUnsafeMutableBufferPointer { counts in
                for key in keys {
                    for digit in 0..<digits { counts[digit * size + place(of: key, digit, digitBits)] += 1 }
                }
            }
        }
        for digit in 0..<digits {
            // All have the same digit: the order is what it was.
            if counts[digit * size + place(of: keys[0], digit, digitBits)] == count { continue }
            pass(digit, digitBits, &counts, from: keys, indices, to: &otherKeys, &others)
            swap(&keys, &otherKeys)
            swap(&indices, &others)
        }
    }

    private static func pass(
        _ digit: Int, _ digitBits: Int, _ counts: inout [Int], from keys: [UInt64], _ indices: [Int32],
        to otherKeys: inout [UInt64], _ others: inout [Int32]
    ) {
        counts.withUnsafeMutableBufferPointer { counts in
            let first = digit << digitBits
            var sum = 0
            for place in first..<first + 1 << digitBits {
                let here = counts[place]
                counts[place] = sum
                sum += here
            }
            keys.withUnsafeBufferPointer { keys in
                indices.withUnsafeBufferPointer { indices in
                    otherKeys.withUnsafeMutableBufferPointer { otherKeys in
                        others.withUnsafeMutableBufferPointer { others in
                            for (at, key) in keys.enumerated() {
                                let place = first + place(of: key, digit, digitBits)
                                let target = counts[place]
                                counts[place] = target + 1
                                otherKeys[target] = key
                                others[target] = indices[at]
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func place(of key: UInt64, _ digit: Int, _ digitBits: Int) -> Int {
        Int(truncatingIfNeeded: key >> UInt64(digit * digitBits)) & ((1 << digitBits) - 1)
    }

    /// A number that is larger where the value is. Both zeros give the same.
    @inline(__always)
    private static func ascending(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }
}
