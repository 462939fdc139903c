import BloomFilter
import Scoreboard

/// An exact set as a file: a `BinaryHeader` and a stream of bits, which for a dense month is about one byte a job.
///
/// | offset | bytes | contents |
/// |---|---|---|
/// | 0 | 8 | `SB-IDSET` |
/// | 8 | 4 | format version, 1 |
/// | 12 | 4 | identities a block, 128 |
/// | 16 | 8 | how many identities |
/// | 24 | 8 | length of the stream in bytes |
/// | 32 | 24 | zero |
/// | 56 | 8 | checksum, see `BinaryHeader` |
/// | 64 | … | the stream; its first bit is the lowest of its first byte; the last byte is filled up with zeros |
///
/// The identities are in ascending order, by JobIDRaw and then by submit time, in blocks of 128, the last one shorter. A block
/// begins with two numbers of five bits, its Rice parameters a and b. Each identity is then two codes, for what changed since
/// the one before it, in the first case since (0, 0):
///
/// 1. with parameter a: the JobIDRaw's increase, where 1 is written as 0 and 0 as 1 (ids that follow each other cost one bit);
/// 2. with parameter b: the submit time's change modulo 2^32, as a signed number of 32 bits, zigzag: 0, −1, 1, −2 … are 0, 1, 2, 3 ….
///
/// A Rice code of v with parameter r: q = v / 2^r ones, a zero, and the r lowest bits of v; but when q ≥ 20, then twenty ones
/// and the 32 bits of v. All numbers go lowest bit first. (R. F. Rice, "Some Practical Universal Noiseless Coding Techniques", JPL 1979.)
///
/// A set has one encoding only: the parameters follow from the block by `RiceCode.bestParameter(forWidths:)`.
package enum IdentitySetCodec {
    package static let magic: StaticString = "SB-IDSET"
    package static let version: UInt32 = 1
    static let blockLength = 128

    /// The whole file of a set; equal sets give equal bytes.
    package static func encode(_ set: IdentitySet) -> [UInt8] {
        var writer = IdentityBlockWriter(expectedBytes: set.count * 2)
        set.forEachRun { run in
            for packed in run { writer.add(packed) }
        }
        let stream = writer.finish()
        return BinaryHeader.file(magic: magic, version: version, contentLength: stream.count) { file in
            file.storeBytes(of: UInt32(blockLength).littleEndian, toByteOffset: 12, as: UInt32.self)
            file.storeBytes(of: UInt64(set.count).littleEndian, toByteOffset: 16, as: UInt64.self)
            file.storeBytes(of: UInt64(stream.count).littleEndian, toByteOffset: 24, as: UInt64.self)
            UnsafeMutableRawBufferPointer(rebasing: file[BinaryHeader.length...]).copyBytes(from: stream)
        }
    }

    /// - Throws: `BinaryFileError` for bytes that are not, or no longer, what ``encode(_:)`` made.
    package static func decode(_ file: [UInt8]) throws -> IdentitySet {
        try file.withUnsafeBytes { try decode($0) }
    }

    private static func decode(_ file: UnsafeRawBufferPointer) throws -> IdentitySet {
        try BinaryHeader.checkBeginning(of: file, magic: magic, version: version)
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
