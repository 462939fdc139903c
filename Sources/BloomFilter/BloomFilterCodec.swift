/// A filter as a file: a ``BinaryHeader`` and the bits.
///
/// | offset | bytes | contents |
/// |---|---|---|
/// | 0 | 8 | `SB-BLOOM` |
/// | 8 | 4 | format version, 1 |
/// | 12 | 4 | k, positions a member |
/// | 16 | 8 | m, bits; a multiple of 64 |
/// | 24 | 8 | n planned: up to so many members the rate holds |
/// | 32 | 8 | n inserted |
/// | 40 | 8 | p, the rate of false positives planned, IEEE 754 double |
/// | 48 | 8 | how many of the bits are set |
/// | 56 | 8 | checksum, see ``BinaryHeader`` |
/// | 64 | m / 8 | the bits: bit i is bit i mod 8, from the lowest, of byte i / 8 |
///
/// Integers are unsigned and little-endian. How a job becomes k positions is written at ``FilterKey``. A change of either is a
/// new version. The file holds no history: equal members in an equal shape are equal bytes.
package enum BloomFilterCodec {
    package static let magic: StaticString = "SB-BLOOM"
    package static let version: UInt32 = 1

    /// The whole file of a filter.
    package static func encode(_ filter: BloomFilter) -> [UInt8] {
        var filter = filter
        return file(of: &filter)
    }

    /// The same without a copy, as long as nothing is inserted into the filter while the file is there.
    package static func file(of filter: inout BloomFilter) -> [UInt8] {
        let (parameters, insertedCount, setBitCount) = (filter.parameters, filter.insertedCount, filter.setBitCount)
        filter.image.withUnsafeMutableBytes { image in
            BinaryHeader.complete(image, magic: magic, version: version) { file in
                file.storeBytes(of: parameters.hashCount.littleEndian, toByteOffset: 12, as: UInt32.self)
                file.storeBytes(of: parameters.bitCount.littleEndian, toByteOffset: 16, as: UInt64.self)
                file.storeBytes(of: parameters.plannedCount.littleEndian, toByteOffset: 24, as: UInt64.self)
                file.storeBytes(of: insertedCount.littleEndian, toByteOffset: 32, as: UInt64.self)
                file.storeBytes(
                    of: parameters.falsePositiveRate.bitPattern.littleEndian, toByteOffset: 40, as: UInt64.self)
                file.storeBytes(of: setBitCount.littleEndian, toByteOffset: 48, as: UInt64.self)
            }
        }
        return filter.image
    }

    /// The filter of a file, which becomes part of it.
    ///
    /// - Throws: ``BinaryFileError`` for bytes that are not, or no longer, what ``encode(_:)`` made.
    package static func decode(_ file: [UInt8]) throws -> BloomFilter {
        let (parameters, insertedCount, setBitCount) = try file.withUnsafeBytes { try header(of: $0) }
        let filter = BloomFilter(parameters, insertedCount: insertedCount, image: file)
        guard filter.setBitCount == setBitCount, filter.isEmpty == (setBitCount == 0) else {
            throw BinaryFileError.invalidField(name: "set bits", value: "\(setBitCount)")
        }
        return filter
    }

    private static func header(
        of file: UnsafeRawBufferPointer
    ) throws -> (parameters: BloomFilterParameters, insertedCount: UInt64, setBitCount: UInt64) {
        try BinaryHeader.checkBeginning(of: file, magic: magic, version: version)
        func field(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        let hashCount = UInt32(littleEndian: file.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        let bitCount = field(16)
        try BinaryHeader.checkContents(of: file, announcedLength: bitCount / 8)
        let rate = Double(bitPattern: field(40))
        guard
            let parameters = BloomFilterParameters(
                plannedCount: field(24), falsePositiveRate: rate, bitCount: bitCount, hashCount: hashCount)
        else {
            throw BinaryFileError.invalidField(
                name: "shape", value: "m \(bitCount), k \(hashCount), n \(field(24)), p \(rate)")
        }
        // A number that no set of 64-bit identities on a disk reaches, so that counting on cannot overflow.
        guard field(32) < 1 << 48 else {
            throw BinaryFileError.invalidField(name: "n inserted", value: "\(field(32))")
        }
        return (parameters, field(32), field(48))
    }
}
