import BloomFilter

/// Reads version 1 of the file of an exact set: see ``IdentitySetCodec``.
enum IdentityStreamDecoder {
    private static let blockLength = 128

    /// - Throws: `BinaryFileError` for bytes that are not, or no longer, what was written.
    static func decode(_ file: UnsafeRawBufferPointer) throws -> IdentitySet {
        try BinaryHeader.checkBeginning(of: file, magic: IdentitySetCodec.magic, version: 1)
        func field(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        try BinaryHeader.checkContents(of: file, announcedLength: field(24))
        let blockLength = UInt32(littleEndian: file.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard blockLength == Self.blockLength else {
            throw BinaryFileError.invalidField(name: "block length", value: "\(blockLength)")
        }
        // Two bits an identity are the least, so that an absurd count asks for no memory.
        guard let count = Int(exactly: field(16)), count / 4 <= file.count - BinaryHeader.length else {
            throw BinaryFileError.invalidField(name: "count", value: "\(field(16))")
        }
        let stream = UnsafeRawBufferPointer(rebasing: file[BinaryHeader.length...])
        return try decode(count, from: stream)
    }

    private static func decode(_ count: Int, from stream: UnsafeRawBufferPointer) throws -> IdentitySet {
        var set = IdentitySet()
        var reader = BitReader(stream)
        var (id, time): (UInt32, UInt32) = (0, 0)
        var isAscending = true
        var left = count
        var previous: UInt64 = 0
        try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: blockLength) { block in
            while left > 0 {
                let length = min(left, blockLength)
                reader.refill()
                let idParameter = reader.bits(5)
                let timeParameter = reader.bits(5)
                for index in 0..<length {
                    reader.refill()
                    let step = RiceCode.read(&reader, parameter: idParameter)
                    let increase = step > 1 ? step : 1 &- step
                    let (nextID, overflow) = id.addingReportingOverflow(increase)
                    reader.refill()
                    let change = RiceCode.read(&reader, parameter: timeParameter)
                    time = time &+ ((change &>> 1) ^ (0 &- (change & 1)))
                    id = nextID
                    let packed = UInt64(id) &<< 32 | UInt64(time)
                    isAscending = isAscending && !overflow && (packed > previous || left == count && index == 0)
                    previous = packed
                    block.initializeElement(at: index, to: packed)
                }
                guard isAscending else {
                    throw BinaryFileError.invalidField(name: "identities", value: "out of order")
                }
                set.append(ascending: UnsafeBufferPointer(rebasing: block[0..<length]))
                left -= length
            }
        }
        guard reader.isAtEnd else {
            throw BinaryFileError.invalidField(name: "stream", value: "of another length than its identities need")
        }
        return set
    }
}
