/// The 64 bytes that begin each of our binary files: eight bytes of magic, a version, the fields of the format, and at the
/// end the checksum of everything else. All numbers are little-endian.
///
/// | offset | bytes | contents |
/// |---|---|---|
/// | 0 | 8 | magic, ASCII |
/// | 8 | 4 | format version |
/// | 12 | 44 | fields of the format |
/// | 56 | 8 | XXH64 of 16 bytes: the XXH64 of bytes 0–55, then that of the contents (seed 0, little-endian) |
/// | 64 | … | contents |
package enum BinaryHeader {
    package static let length = 64
    package static let checksumOffset = 56

    /// A file of a header and `contentLength` bytes: `fill` writes the fields and the contents, the rest is done here.
    package static func file(
        magic: StaticString, version: UInt32, contentLength: Int, fill: (UnsafeMutableRawBufferPointer) -> Void
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length + contentLength) { buffer, count in
            count = length + contentLength
            let file = UnsafeMutableRawBufferPointer(buffer)
            UnsafeMutableRawBufferPointer(rebasing: file[0..<length]).initializeMemory(as: UInt8.self, repeating: 0)
            complete(file, magic: magic, version: version, fill: fill)
        }
    }

    /// The same in the place where the file is, whose header is zeros or an earlier one of the same format: `fill` writes the
    /// fields, and those contents that are not there yet.
    package static func complete(
        _ file: UnsafeMutableRawBufferPointer, magic: StaticString, version: UInt32,
        fill: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        magic.withUTF8Buffer { file.copyMemory(from: UnsafeRawBufferPointer($0)) }
        file.storeBytes(of: version.littleEndian, toByteOffset: 8, as: UInt32.self)
        fill(file)
        let checksum = checksum(of: UnsafeRawBufferPointer(file))
        file.storeBytes(of: checksum.littleEndian, toByteOffset: checksumOffset, as: UInt64.self)
    }

    /// Throws when the file is too short for a header, or begins as another file.
    ///
    /// - Throws: ``BinaryFileError``
    package static func checkBeginning(
        of file: UnsafeRawBufferPointer, magic: StaticString, version: UInt32
    ) throws(BinaryFileError) {
        let magicIsRight = magic.withUTF8Buffer { expected in
            file.prefix(expected.count).elementsEqual(expected.prefix(file.count))
        }
        guard magicIsRight else { throw .wrongMagic(expected: "\(magic)") }
        guard file.count >= length else { throw .truncated(expectedBytes: length, foundBytes: file.count) }
        let found = UInt32(littleEndian: file.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        guard found == version else { throw .unsupportedVersion(found: found, supported: version) }
    }

    /// Throws when the file has another length than its header announces, or not the contents that were written.
    ///
    /// - Throws: ``BinaryFileError``
    package static func checkContents(
        of file: UnsafeRawBufferPointer, announcedLength: UInt64
    ) throws(BinaryFileError) {
        let (expected, overflow) = announcedLength.addingReportingOverflow(UInt64(length))
        guard !overflow, let expected = Int(exactly: expected) else {
            throw .invalidField(name: "length", value: "\(announcedLength)")
        }
        guard file.count >= expected else { throw .truncated(expectedBytes: expected, foundBytes: file.count) }
        guard file.count == expected else { throw .trailingBytes(expectedBytes: expected, foundBytes: file.count) }
        let stored = UInt64(littleEndian: file.loadUnaligned(fromByteOffset: checksumOffset, as: UInt64.self))
        let computed = checksum(of: file)
        guard stored == computed else { throw .checksumMismatch(stored: stored, computed: computed) }
    }

    /// The checksum as the file stores it: of everything but the eight bytes that hold it.
    ///
    /// Header and contents are hashed apart, and then their two hashes together, so that nothing must be copied.
    static func checksum(of file: UnsafeRawBufferPointer) -> UInt64 {
        let header = XXH64.hash(UnsafeRawBufferPointer(rebasing: file[0..<checksumOffset]))
        let contents = XXH64.hash(UnsafeRawBufferPointer(rebasing: file[length...]))
        return withUnsafeBytes(of: (header.littleEndian, contents.littleEndian)) { XXH64.hash($0) }
    }
}
