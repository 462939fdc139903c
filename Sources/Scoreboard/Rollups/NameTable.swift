#if canImport(Glibc)
    import Glibc
#endif

/// Names met once and numbered: a million rows make as many strings as there are users.
///
/// Bytes are looked up in place, without making a string. An index stays valid for the life of the table.
package final class NameTable {
    /// The number of a name: 0, 1, 2… in the order of their first appearance.
    package typealias Index = UInt32

    /// The names by index.
    package private(set) var names: [String] = []

    private var indices: [String: Index] = [:]

    /// Slots of an open-addressing table: the upper half of the name's hash, and its index + 1 (0: free).
    ///
    /// These change in ``insert(_:hash:named:)`` alone, which nothing calls while it runs: to check that at run time, or to
    /// retain an array for each look-up, would cost more than the look-up.
    @exclusivity(unchecked) private var slots: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var mask: Int
    /// The spellings by number.
    @exclusivity(unchecked) private var aliases: UnsafeMutableBufferPointer<Alias>
    @exclusivity(unchecked) private var aliasCount = 0

    /// A spelling, in memory of its own, and the name that it means.
    private struct Alias {
        var bytes: UnsafeMutableRawBufferPointer
        var name: Index
    }

    package init() {
        mask = 1023
        slots = NameTable.freeSlots(mask + 1)
        aliases = .allocate(capacity: (mask + 1) / 2 + 1)
    }

    deinit {
        for alias in aliases[..<aliasCount] { alias.bytes.deallocate() }
        aliases.deallocate()
        slots.deallocate()
    }

    private static func freeSlots(_ count: Int) -> UnsafeMutablePointer<UInt64> {
        let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        slots.initialize(repeating: 0, count: count)
        return slots
    }

    /// How many different names there are.
    package var count: Int { names.count }

    /// The name of an index that this table gave.
    package subscript(index: Index) -> String { names[Int(index)] }

    /// The index of `name`, which is added when it is new.
    package func index(of name: String) -> Index {
        var name = name
        return name.withUTF8 { bytes in
            index(of: UnsafeRawBufferPointer(bytes), named: { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// The index of the name that `raw` spells.
    ///
    /// - Parameters:
    ///   - raw: The bytes as they were read; several spellings may mean one name.
    ///   - named: Makes the name from the bytes; called once for each new spelling.
    package func index(
        of raw: UnsafeRawBufferPointer, named: (UnsafeRawBufferPointer) -> String
    ) -> Index {
        let hash = NameTable.hash(raw)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { return insert(raw, hash: hash, named: named) }
            if entry >> 32 == hash >> 32 {
                let alias = aliases[Int(entry & 0xFFFF_FFFF) &- 1]
                if NameTable.equal(alias.bytes, raw) { return alias.name }
            }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private static func equal(_ alias: UnsafeMutableRawBufferPointer, _ raw: UnsafeRawBufferPointer) -> Bool {
        guard alias.count == raw.count else { return false }
        guard let left = alias.baseAddress, let right = raw.baseAddress else { return raw.isEmpty }
        return memcmp(left, right, raw.count) == 0
    }

    @inline(never)
    private func insert(
        _ raw: UnsafeRawBufferPointer, hash: UInt64, named: (UnsafeRawBufferPointer) -> String
    ) -> Index {
        let name = named(raw)
        // Another spelling of a name that is known already means the same one.
        let index = indices[name] ?? Index(names.count)
        if Int(index) == names.count {
            names.append(name)
            indices[name] = index
        }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: raw.count, alignment: 1)
        bytes.copyMemory(from: raw)
        (aliases.baseAddress.unsafelyUnwrapped + aliasCount).initialize(to: Alias(bytes: bytes, name: index))
        aliasCount += 1
        if aliasCount * 2 > mask { grow() } else { occupy(hash, alias: aliasCount) }
        return index
    }

    private func occupy(_ hash: UInt64, alias: Int) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(alias)
    }

    private func grow() {
        mask = mask * 2 + 1
        slots.deallocate()
        slots = NameTable.freeSlots(mask + 1)
        let longer = UnsafeMutableBufferPointer<Alias>.allocate(capacity: (mask + 1) / 2 + 1)
        _ = longer.moveInitialize(fromContentsOf: aliases[..<aliasCount])
        aliases.deallocate()
        aliases = longer
        for (number, alias) in aliases[..<aliasCount].enumerated() {
            occupy(NameTable.hash(UnsafeRawBufferPointer(alias.bytes)), alias: number + 1)
        }
    }

    /// Eight bytes a round, the last of which overlap, multiplied and folded: names are short and not chosen by an enemy with a collision
    /// search in mind; a collision costs time, never a wrong name.
    private static func hash(_ raw: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: raw.count)
        var offset = 0
        while offset + 8 < raw.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            offset += 8
        }
        hash = (hash ^ ending(raw)) &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 32
        hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return hash ^ (hash >> 32)
    }

    /// The last eight bytes, or all there are; the length tells words apart that look the same here.
    @inline(__always)
    private static func ending(_ raw: UnsafeRawBufferPointer) -> UInt64 {
        let count = raw.count
        if count >= 8 { return raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) }
        if count >= 4 {
            let first = raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
            let last = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            return UInt64(first) | UInt64(last) << 32
        }
        guard count > 0 else { return 0 }
        return UInt64(raw[0]) | UInt64(raw[count >> 1]) << 8 | UInt64(raw[count - 1]) << 16
    }
}
