import BloomFilter
import Scoreboard
import SeededNumbers
import Testing

@testable import Storage

/// An exact set that stays in the form of its file is the set that is unpacked whole.
@Suite struct IdentityBlocksTests {
    private static func set(of packed: some Sequence<UInt64>) -> IdentitySet {
        var set = IdentitySet()
        for packed in packed { set.insert(packed: packed) }
        return set
    }

    private static func blocks(_ file: [UInt8]) throws -> IdentityBlocks {
        guard case .blocks(let blocks) = try IdentitySetCodec.open(file) else { throw NoBlocks() }
        return blocks
    }

    private struct NoBlocks: Error {}

    /// Ids in a row with gaps and requeues, or anywhere.
    private static func identities(_ count: Int, anywhere: Bool, _ random: inout SeededGenerator) -> [UInt64] {
        (0..<count).map { _ in
            anywhere
                ? random.next()
                : UInt64.random(in: 40_000_000...40_000_000 + UInt64(count), using: &random) << 32
                    | UInt64.random(in: 1_700_000_000...1_700_000_003, using: &random)
        }
    }

    @Test(arguments: 0..<60) func `what is inserted gives the bytes of the whole set`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let isAnywhere = seed % 3 == 0
        let size = [1, 3, 200, 5_000][Int(seed % 4)]
        var whole = Self.set(of: Self.identities(size, anywhere: isAnywhere, &random))
        var blocks = try Self.blocks(IdentitySetCodec.encode(whole))
        #expect(blocks.count == whole.count)
        for packed in Self.identities(size / 5 + 5, anywhere: isAnywhere, &random) {
            #expect(try blocks.insert(packed: packed) == whole.insert(packed: packed))
        }
        // The least and the greatest of all, and those beside a block's first.
        let firsts = blocks.sample
        for packed in [0, .max] + firsts.flatMap({ [$0 &- 1, $0 &+ 1, $0 &- 1 << 32, $0 &+ 1 << 32] }) {
            #expect(try blocks.insert(packed: packed) == whole.insert(packed: packed))
        }
        #expect(blocks.count == whole.count)
        let file = IdentitySetCodec.encode(whole)
        #expect(blocks.encoded() == file)
        let unpacked = try blocks.unpacked()
        #expect(unpacked == whole)
        unpacked._checkInvariants()
        #expect(try IdentitySetCodec.decode(file) == whole)
    }

    @Test func `what was inserted before is a member`() throws {
        var blocks = try Self.blocks(IdentitySetCodec.encode(Self.set(of: (1...300).map { $0 << 32 })))
        #expect(try blocks.insert(packed: 150 << 32 | 9))
        #expect(try !blocks.insert(packed: 150 << 32 | 9))
        #expect(try !blocks.insert(packed: 150 << 32))
        #expect(blocks.count == 301)
    }

    /// A block whose stream is another's, with a right checksum: it is refused when one of its jobs is asked about.
    @Test func `a block that cannot be is refused`() throws {
        let packed = (1...1000).map { UInt64($0) << 32 | UInt64($0) * 3 }
        var file = IdentitySetCodec.encode(Self.set(of: packed))
        for index in file.count - 20..<file.count { file[index] = 0xFF }
        let sealed = BinaryHeader.file(
            magic: IdentitySetCodec.magic, version: IdentitySetCodec.version,
            contentLength: file.count - BinaryHeader.length
        ) { new in
            for index in 12..<56 { new[index] = file[index] }
            for index in BinaryHeader.length..<file.count { new[index] = file[index] }
        }
        var blocks = try Self.blocks(sealed)
        #expect(try !blocks.insert(packed: packed[0]))
        #expect(throws: BinaryFileError.self) { try blocks.insert(packed: packed[999]) }
        #expect(throws: BinaryFileError.self) { try IdentitySetCodec.decode(sealed) }
    }
}
