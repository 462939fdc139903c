import BloomFilter
import Scoreboard

/// An exact set in the form of its file, of which only those blocks are unpacked that are asked about. A poll asks about a
/// few thousand jobs of a million.
package struct IdentityBlocks: Sendable {
    private let file: [UInt8]
    private let index: IdentityIndex
    /// Where the first block's stream begins.
    private let start: Int
    /// The blocks that were unpacked.
    private var opened: [Int: [UInt64]] = [:]
    /// The blocks that have new identities.
    private var changed: Set<Int> = []
    /// How many identities there are.
    private(set) var count: Int

    init(_ file: [UInt8], _ index: IdentityIndex, start: Int) {
        self.file = file
        self.index = index
        self.start = start
        count = index.count
    }

    /// Whether so many blocks were asked about that a set which is unpacked as a whole is quicker.
    var isMostlyOpen: Bool { opened.count > 64 + index.firsts.count / 8 }

    /// The least identities of some blocks, spread over all.
    var sample: [UInt64] {
        let firsts = index.firsts
        return stride(from: 0, to: firsts.count, by: max(1, firsts.count / 32)).map { firsts[$0] }
    }

    /// True: the identity was new, and is now a member.
    ///
    /// - Throws: `BinaryFileError` when its block is not what was written.
    mutating func insert(packed: UInt64) throws(BinaryFileError) -> Bool {
        let block = index.block(of: UInt32(truncatingIfNeeded: packed &>> 32))
        try open(block)
        // Not looked up twice, and changed where it is.
        let isNew = IdentityBlocks.insert(packed, into: &opened[block, default: []])
        if isNew {
            changed.insert(block)
            count += 1
        }
        return isNew
    }

    private static func insert(_ packed: UInt64, into block: inout [UInt64]) -> Bool {
        var low = 0
        var high = block.count
        while low < high {
            let middle = (low &+ high) &>> 1
            if block[middle] < packed { low = middle &+ 1 } else { high = middle }
        }
        if low < block.count, block[low] == packed { return false }
        block.insert(packed, at: low)
        return true
    }

    private mutating func open(_ block: Int) throws(BinaryFileError) {
        if opened[block] == nil { opened[block] = try unpacked(block) }
    }

    private func unpacked(_ block: Int) throws(BinaryFileError) -> [UInt64] {
        let place = index.places[block]..<index.places[block + 1]
        var isRight = false
        let identities = [UInt64](unsafeUninitializedCapacity: index.counts[block]) { buffer, filled in
            filled = index.counts[block]
            buffer.initialize(repeating: 0)
            buffer[0] = index.firsts[block]
            isRight = file.withUnsafeBytes { file in
                let stream = UnsafeRawBufferPointer(rebasing: file[start + place.lowerBound..<start + place.upperBound])
                return IdentityBlock.read(stream, into: buffer)
            }
        }
        // The next block begins with another id.
        let isBefore =
            block + 1 == index.firsts.count || (identities.last ?? 0) >> 32 < index.firsts[block + 1] >> 32
        guard isRight, isBefore else { throw .invalidField(name: "block", value: "\(block)") }
        return identities
    }

    /// All identities.
    ///
    /// - Throws: `BinaryFileError` when a block is not what was written.
    func unpacked() throws(BinaryFileError) -> IdentitySet {
        var set = IdentitySet()
        for block in index.firsts.indices {
            let identities: [UInt64]
            if let open = opened[block] { identities = open } else { identities = try unpacked(block) }
            identities.withUnsafeBufferPointer { set.append(ascending: $0) }
        }
        return set
    }

    /// The whole file, as ``IdentitySetCodec/encode(_:)`` makes it of the same set.
    func encoded() -> [UInt8] {
        // What a new identity takes: some two bytes, and where it begins a block some eight of the index.
        var writer = IdentityFileWriter(
            headLength: start, streamsLength: file.count - start + (count - index.count) * 16 + 1024)
        for block in index.firsts.indices {
            if changed.contains(block), let identities = opened[block] {
                identities.withUnsafeBufferPointer { writer.add($0) }
            } else {
                let place = start + index.places[block]..<start + index.places[block + 1]
                writer.add(first: index.firsts[block], count: index.counts[block], stream: file[place])
            }
        }
        return writer.finish()
    }
}
