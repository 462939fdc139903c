import BloomFilter
import Scoreboard

/// An exact set as a file: a `BinaryHeader`, an index and the streams of its blocks, which for a dense month is about one byte
/// a job.
///
/// | offset | bytes | contents |
/// |---|---|---|
/// | 0 | 8 | `SB-IDSET` |
/// | 8 | 4 | format version, 2 |
/// | 16 | 8 | how many identities |
/// | 24 | 8 | how many bytes follow the header |
/// | 56 | 8 | checksum, see `BinaryHeader` |
/// | 64 | … | the number of blocks, and for each four numbers: what its first JobIDRaw and submit time have more than those of the block before, the second signed; how many identities it has; how many bytes its stream has. All as `VarintWriter` writes them |
/// | … | … | the streams, one after the other; the first bit of each is the lowest of its first byte; its last byte is filled up with zeros |
///
/// The identities are in ascending order, by JobIDRaw and then by submit time. The first one begins a block, and so does each
/// that has another JobIDRaw than the one before it when the upper seven of the 32 bits of JobIDRaw × 0x9E3779B1 are zero, as
/// those of one in 128 are. So blocks do not depend on each other: a new identity changes its own, and the others are copied.
///
/// A stream begins with two numbers of five bits, its Rice parameters a and b. Each identity but the first of a block, which
/// the index has, is then two codes, for what changed since the one before it:
///
/// 1. with parameter a: the JobIDRaw's increase, where 1 is written as 0 and 0 as 1 (ids that follow each other cost one bit);
/// 2. with parameter b: the submit time's change modulo 2^32, as a signed number of 32 bits, zigzag: 0, −1, 1, −2 … are 0, 1, 2, 3 ….
///
/// A block of one identity has no stream.
///
/// A Rice code of v with parameter r: q = v / 2^r ones, a zero, and the r lowest bits of v; but when q ≥ 20, then twenty ones
/// and the 32 bits of v. All numbers go lowest bit first. (R. F. Rice, "Some Practical Universal Noiseless Coding Techniques", JPL 1979.)
///
/// A set has one encoding only: the parameters follow from the block by `RiceCode.bestParameter(forWidths:)`.
///
/// Version 1, which is read still, has no index. At offset 12 it has a UInt32, 128, and behind the header one stream of
/// blocks of that many identities, the last one shorter, each with its parameters; the first identity is coded as what changed
/// since (0, 0), and no block begins with a new byte.
package enum IdentitySetCodec {
    package static let magic: StaticString = "SB-IDSET"
    package static let version: UInt32 = 2

    /// What a file holds, unpacked or not.
    package enum Content: Sendable {
        case whole(IdentitySet)
        case blocks(IdentityBlocks)
    }

    /// The whole file of a set; equal sets give equal bytes.
    package static func encode(_ set: IdentitySet) -> [UInt8] {
        // A block of 128 identities takes some eight bytes of the index; of a busy month, an identity two of its stream.
        var writer = IdentityFileWriter(
            headLength: BinaryHeader.length + set.count / 16, streamsLength: set.count * 9 / 4 + 1024)
        set.forEachRun { writer.add($0) }
        return writer.finish()
    }

    /// - Throws: `BinaryFileError` for bytes that are not, or no longer, what ``encode(_:)`` made.
    package static func decode(_ file: [UInt8]) throws -> IdentitySet {
        switch try open(file) {
        case .whole(let set): set
        case .blocks(let blocks): try blocks.unpacked()
        }
    }

    /// Reads a file without unpacking its blocks, where it has such.
    ///
    /// - Throws: `BinaryFileError`, as ``decode(_:)``, but for what is wrong inside of blocks.
    package static func open(_ file: [UInt8]) throws -> Content {
        try file.withUnsafeBytes { raw in
            if (try? BinaryHeader.checkBeginning(of: raw, magic: magic, version: 1)) != nil {
                return .whole(try IdentityStreamDecoder.decode(raw))
            }
            try BinaryHeader.checkBeginning(of: raw, magic: magic, version: version)
            func field(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            try BinaryHeader.checkContents(of: raw, announcedLength: field(24))
            let (index, start) = try IdentityIndex.decode(file[BinaryHeader.length...], count: field(16))
            return .blocks(IdentityBlocks(file, index, start: start))
        }
    }
}
