import BloomFilter

/// Puts the file of an exact set together from ascending identities and from blocks that are there.
struct IdentityFileWriter {
    private var index = IdentityIndex()
    /// Room for the header and the index, as much as they are expected to take, and the streams.
    private var file: [UInt8]
    private let room: Int
    /// The block at hand.
    private var block: [UInt64] = []

    /// - Parameters:
    ///   - headLength: How many bytes header and index may take; where that is right, nothing is moved in the end.
    ///   - streamsLength: How many bytes the streams may take.
    init(headLength: Int, streamsLength: Int) {
        room = headLength
        file = []
        file.reserveWithPages(headLength + streamsLength)
        file.append(contentsOf: repeatElement(0, count: headLength))
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
        file += stream
        index.append(first: first, count: count, length: stream.count)
    }

    /// The file, of which nothing is left here.
    mutating func finish() -> [UInt8] {
        writeBlock()
        let head = index.encoded()
        let start = BinaryHeader.length + head.count
        if start != room { file.replaceSubrange(..<room, with: repeatElement(0, count: start)) }
        let count = index.count
        file.withUnsafeMutableBytes { file in
            BinaryHeader.complete(file, magic: IdentitySetCodec.magic, version: IdentitySetCodec.version) { file in
                file.storeBytes(of: UInt64(count).littleEndian, toByteOffset: 16, as: UInt64.self)
                file.storeBytes(
                    of: UInt64(file.count - BinaryHeader.length).littleEndian, toByteOffset: 24, as: UInt64.self)
                head.copy(to: UnsafeMutableRawBufferPointer(rebasing: file[BinaryHeader.length..<start]))
            }
        }
        defer { file = [] }
        return file
    }

    private mutating func writeBlock() {
        guard let first = block.first else { return }
        let start = file.count
        block.withUnsafeBufferPointer { IdentityBlock.write($0, to: &file) }
        index.append(first: first, count: block.count, length: file.count - start)
        block.removeAll(keepingCapacity: true)
    }
}
