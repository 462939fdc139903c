import BloomFilter

/// Puts the file of an exact set together from ascending identities and from blocks that are there.
struct IdentityFileWriter {
    private var index = IdentityIndex()
    private var streams: [UInt8] = []
    /// The block at hand.
    private var block: [UInt64] = []

    init(expectedBytes: Int) {
        streams.reserveCapacity(expectedBytes)
    }

    /// Adds identities, which are greater than all before.
    mutating func add(_ identities: UnsafeBufferPointer<UInt64>) {
        for packed in identities {
            if let last = block.last, IdentityBlock.begins(packed, after: last) { writeBlock() }
            block.append(packed)
        }
    }

    /// Adds a block as it stands in a file.
    mutating func add(first: UInt64, count: Int, stream: ArraySlice<UInt8>) {
        writeBlock()
        streams += stream
        index.append(first: first, count: count, length: stream.count)
    }

    mutating func finish() -> [UInt8] {
        writeBlock()
        var head = index.encoded()
        let (count, length) = (index.count, head.count)
        return BinaryHeader.file(
            magic: IdentitySetCodec.magic, version: IdentitySetCodec.version, contentLength: length + streams.count
        ) { file in
            file.storeBytes(of: UInt64(count).littleEndian, toByteOffset: 16, as: UInt64.self)
            file.storeBytes(of: UInt64(length + streams.count).littleEndian, toByteOffset: 24, as: UInt64.self)
            let start = BinaryHeader.length
            head.move(to: UnsafeMutableRawBufferPointer(rebasing: file[start..<start + length]))
            UnsafeMutableRawBufferPointer(rebasing: file[(start + length)...]).copyBytes(from: streams)
        }
    }

    private mutating func writeBlock() {
        guard let first = block.first else { return }
        let start = streams.count
        block.withUnsafeBufferPointer { IdentityBlock.write($0, to: &streams) }
        index.append(first: first, count: block.count, length: streams.count - start)
        block.removeAll(keepingCapacity: true)
    }
}
