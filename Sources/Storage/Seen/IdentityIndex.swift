import BloomFilter

/// Where the blocks of an exact set's file are, and what each begins with: see ``IdentitySetCodec``.
struct IdentityIndex {
    /// The least identity of each block.
    private(set) var firsts: [UInt64] = []
    /// How many identities each block has.
    private(set) var counts: [Int] = []
    /// Where each block's stream begins, counted from the first one's beginning, and at last where the last one ends.
    private(set) var places: [Int] = [0]
    /// Of all blocks.
    private(set) var count = 0

    init() {}

    mutating func append(first: UInt64, count: Int, length: Int) {
        firsts.append(first)
        counts.append(count)
        places.append((places.last ?? 0) + length)
        self.count += count
    }

    /// The block in which identities of an id are, or would be; there is one at least.
    func block(of id: UInt32) -> Int {
        var low = 0
        var width = firsts.count
        while width > 1 {
            let half = width &>> 1
            low = UInt32(truncatingIfNeeded: firsts[low &+ half] &>> 32) <= id ? low &+ half : low
            width &-= half
        }
        return low
    }

    /// The index as the file has it.
    func encoded() -> VarintWriter {
        var writer = VarintWriter()
        writer.unsigned(UInt64(firsts.count))
        var previous: UInt64 = 0
        for block in firsts.indices {
            let first = firsts[block]
            writer.group(ofAtMost: 4) { group in
                group.unsigned(first &>> 32 &- previous &>> 32)
                group.signed(Int64(first & 0xFFFF_FFFF) &- Int64(previous & 0xFFFF_FFFF))
                group.unsigned(UInt64(counts[block]))
                group.unsigned(UInt64(places[block &+ 1] &- places[block]))
            }
            previous = first
        }
        return writer
    }

    /// - Parameters:
    ///   - bytes: What stands behind the header.
    ///   - count: How many identities the header says there are.
    /// - Returns: The index, and where the first stream begins.
    static func decode(
        _ bytes: ArraySlice<UInt8>, count: UInt64
    ) throws(BinaryFileError) -> (index: IdentityIndex, start: Int) {
        var reader = VarintReader(bytes)
        var index = IdentityIndex()
        // Four numbers of a byte at least are a block: an absurd number of them asks for no memory.
        let blocks = try reader.unsigned(as: Int.self)
        guard blocks <= bytes.count / 4 else { throw .invalidField(name: "blocks", value: "\(blocks)") }
        var previous: UInt64 = 0
        for _ in 0..<blocks {
            let (id, overflow) = (previous >> 32).addingReportingOverflow(try reader.unsigned())
            let (time, isOver) = Int64(previous & 0xFFFF_FFFF).addingReportingOverflow(try reader.signed())
            let identities = try reader.unsigned(as: Int.self)
            let length = try reader.unsigned(as: Int.self)
            guard !overflow, !isOver, let id = UInt32(exactly: id), let time = UInt32(exactly: time), identities > 0,
                length <= bytes.count, identities / 4 <= length, case let first = UInt64(id) << 32 | UInt64(time),
                IdentityBlock.begins(first, after: index.firsts.last), index.firsts.last.map({ $0 < first }) ?? true
            else { throw .invalidField(name: "block", value: "\(index.firsts.count)") }
            index.append(first: first, count: identities, length: length)
            previous = first
        }
        let start = reader.offset
        guard UInt64(index.count) == count, start + (index.places.last ?? 0) == bytes.endIndex else {
            throw .invalidField(name: "count", value: "\(count)")
        }
        return (index, start)
    }
}
