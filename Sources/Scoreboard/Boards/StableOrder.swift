/// Orders indices by a number that each of them has; equal ones stay as they stand.
///
/// A radix sort by the upper half of the numbers, of which few are the same, and then an insertion sort, which finds nearly all in
/// their places. Where it does not, as the numbers differ in their lower halves alone, the radix sort goes through all digits.
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
        var entries = [Entry](unsafeUninitializedCapacity: count) { buffer, filled in
            for (place, index) in indices.enumerated() {
                let key = ascending(value(Int(index)))
                buffer.initializeElement(at: place, to: Entry(key: descending ? ~key : key, index: index))
            }
            filled = count
        }
        sort(&entries)
        indices.withUnsafeMutableBufferPointer { indices in
            for place in entries.indices { indices[place] = entries[place].index }
        }
    }

    private struct Entry {
        var key: UInt64
        var index: Int32
    }

    private static func sort(_ entries: inout [Entry]) {
        let digits = Digits(forCount: entries.count)
        var others = entries
        entries.withUnsafeMutableBufferPointer { entries in
            others.withUnsafeMutableBufferPointer { others in
                digits.sort(entries, others, fromBit: digits.upperBit)
                if !insert(entries) { digits.sort(entries, others, fromBit: 0) }
            }
        }
    }

    /// Settles what is nearly in order.
    ///
    /// - Returns: False when that would take too long. The order of equal ones is still what it was.
    private static func insert(_ entries: UnsafeMutableBufferPointer<Entry>) -> Bool {
        var left = entries.count * 4
        for place in 1..<entries.count where entries[place].key < entries[place - 1].key {
            let entry = entries[place]
            var target = place
            repeat {
                entries[target] = entries[target - 1]
                target -= 1
                left -= 1
            } while target > 0 && entry.key < entries[target - 1].key
            entries[target] = entry
            if left < 0 { return false }
        }
        return true
    }

    /// How keys are cut into digits.
    private struct Digits {
        private let bits: UInt64
        /// Where the digits of the upper half begin.
        let upperBit: UInt64

        /// Few entries are not worth long tables of digits.
        init(forCount count: Int) { (bits, upperBit) = count < 2048 ? (8, 64 - 4 * 8) : (11, 64 - 3 * 11) }

        /// Sorts by all digits from a bit on, and passes over those that all entries share.
        ///
        /// - Parameter others: Room for as many.
        func sort(
            _ entries: UnsafeMutableBufferPointer<Entry>, _ others: UnsafeMutableBufferPointer<Entry>,
            fromBit first: UInt64
        ) {
            var (source, target) = (entries, others)
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << Int(bits)) { counts in
                for shift in stride(from: first, to: 64, by: Int(bits)) where pass(shift, counts, source, target) {
                    swap(&source, &target)
                }
            }
            if source.baseAddress != entries.baseAddress { _ = entries.update(fromContentsOf: source) }
        }

        /// Sorts by one digit; false when all entries share it.
        private func pass(
            _ shift: UInt64, _ counts: UnsafeMutableBufferPointer<Int>, _ source: UnsafeMutableBufferPointer<Entry>,
            _ target: UnsafeMutableBufferPointer<Entry>
        ) -> Bool {
            let mask: UInt64 = 1 << bits - 1
            counts.initialize(repeating: 0)
            for entry in source { counts[Int(truncatingIfNeeded: entry.key >> shift & mask)] &+= 1 }
            if counts[Int(truncatingIfNeeded: source[0].key >> shift & mask)] == source.count { return false }
            var sum = 0
            for digit in counts.indices {
                let here = counts[digit]
                counts[digit] = sum
                sum &+= here
            }
            for entry in source {
                let digit = Int(truncatingIfNeeded: entry.key >> shift & mask)
                target[counts[digit]] = entry
                counts[digit] &+= 1
            }
            return true
        }
    }

    /// A number that is larger where the value is. Both zeros give the same.
    @inline(__always)
    private static func ascending(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }
}
