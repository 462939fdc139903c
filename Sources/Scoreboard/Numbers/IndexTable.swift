/// Finds places by numbers: a hash table for keys that are words already.
///
/// Open addressing with linear probing, and Fibonacci hashing for where to begin (Knuth, "The Art of Computer
/// Programming", 6.4). Eight keys in a row share a block of slots, since job ids come in a row: the next one is mostly
/// found in the line of the cache that the last one brought. A `Dictionary` hashes each key with SipHash and scatters
/// them. Keys are not chosen by an enemy; a cluster of them costs time and never a wrong place.
package struct IndexTable: Sendable {
    private struct Slot {
        var key: UInt64
        /// -1: the slot is free.
        var place: Int32
    }

    private var slots: [Slot]
    /// What remains of the 64 bits of a product when the number of its block is taken from the top.
    private var shift: UInt64
    package private(set) var count = 0

    private static let free = Slot(key: 0, place: -1)

    package init() {
        slots = Array(repeating: IndexTable.free, count: 64)
        shift = 61
    }

    /// The place that was put under `key`; nil when there is none.
    package subscript(key: UInt64) -> Int? {
        let place = slots.withUnsafeBufferPointer { IndexTable.find(key, in: $0, shift: shift).place }
        return place < 0 ? nil : Int(place)
    }

    /// Puts `place` under `key` when nothing stands there.
    ///
    /// - Returns: What stands there now.
    package mutating func place(of key: UInt64, orPut place: Int) -> Int {
        let (slot, found) = slots.withUnsafeBufferPointer { IndexTable.find(key, in: $0, shift: shift) }
        if found >= 0 { return Int(found) }
        occupy(slot, key, place)
        return place
    }

    /// Puts `place` under `key`, in the place of what stands there.
    ///
    /// - Returns: What stood there; nil when nothing did.
    package mutating func put(_ place: Int, under key: UInt64) -> Int? {
        let (slot, found) = slots.withUnsafeBufferPointer { IndexTable.find(key, in: $0, shift: shift) }
        guard found >= 0 else {
            occupy(slot, key, place)
            return nil
        }
        slots[slot].place = Int32(place)
        return Int(found)
    }

    /// Forgets all keys; the memory stays for those to come.
    package mutating func removeAll() {
        guard count > 0 else { return }
        slots.withUnsafeMutableBufferPointer { $0.update(repeating: IndexTable.free) }
        count = 0
    }

    private mutating func occupy(_ slot: Int, _ key: UInt64, _ place: Int) {
        slots[slot] = Slot(key: key, place: Int32(place))
        count += 1
        if count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        let former = slots
        slots = Array(repeating: IndexTable.free, count: former.count * 4)
        shift -= 2
        slots.withUnsafeMutableBufferPointer { slots in
            for slot in former where slot.place >= 0 {
                let free = IndexTable.find(slot.key, in: UnsafeBufferPointer(slots), shift: shift).slot
                slots[free] = slot
            }
        }
    }

    /// The slot of the key, or the free one where it belongs, and the place that stands in it.
    @inline(__always)
    private static func find(
        _ key: UInt64, in slots: UnsafeBufferPointer<Slot>, shift: UInt64
    ) -> (slot: Int, place: Int32) {
        let mask = slots.count &- 1
        // The factor is 2^64 divided by the golden ratio.
        let block = ((key &>> 3) &* 0x9E37_79B9_7F4A_7C15) &>> shift
        var slot = Int(truncatingIfNeeded: block &<< 3 | key & 7)
        while slots[slot].place >= 0, slots[slot].key != key { slot = (slot &+ 1) & mask }
        return (slot, slots[slot].place)
    }
}
