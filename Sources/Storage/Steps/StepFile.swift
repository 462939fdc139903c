import BloomFilter

/// The frame that the two files about steps share: a header with the length of the contents and a count.
enum StepFile {
    private static let lengthOffset = 16
    private static let countOffset = 24

    /// A file of these contents, of which nothing is left to the caller: what is long becomes the file where it is.
    ///
    /// - Parameter beginning: What the contents begin with.
    static func file(
        magic: StaticString, version: UInt32, count: Int, beginning: VarintWriter = VarintWriter(),
        taking contents: inout VarintWriter
    ) -> [UInt8] {
        var file = contents.finish(behind: BinaryHeader.length + beginning.count)
        let length = UInt64(file.count - BinaryHeader.length)
        file.withUnsafeMutableBytes { file in
            BinaryHeader.complete(file, magic: magic, version: version) { file in
                file.storeBytes(of: length.littleEndian, toByteOffset: lengthOffset, as: UInt64.self)
                file.storeBytes(of: UInt64(count).littleEndian, toByteOffset: countOffset, as: UInt64.self)
                beginning.copy(to: UnsafeMutableRawBufferPointer(rebasing: file[BinaryHeader.length...]))
            }
        }
        return file
    }

    /// The contents of a whole and undamaged file, its version and its count.
    static func contents(
        of file: [UInt8], magic: StaticString, versions: ClosedRange<UInt32>
    ) throws(BinaryFileError) -> (version: UInt32, count: UInt64, contents: ArraySlice<UInt8>) {
        // One that is not known is told as such by the check.
        let found =
            file.count < BinaryHeader.length ? versions.upperBound : UInt32(truncatingIfNeeded: number(in: file, at: 8))
        let version = versions.contains(found) ? found : versions.upperBound
        try BinaryHeader.checkBeginning(of: file, magic: magic, version: version)
        let length = number(in: file, at: lengthOffset)
        try BinaryHeader.checkContents(of: file, announcedLength: length)
        // Each item takes several bytes: a count above the length is no count.
        let count = number(in: file, at: countOffset)
        guard count <= length else { throw .invalidField(name: "count", value: "\(count)") }
        return (version, count, file[BinaryHeader.length...])
    }

    private static func number(in file: [UInt8], at offset: Int) -> UInt64 {
        file[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension BinaryHeader {
    fileprivate static func checkBeginning(
        of file: [UInt8], magic: StaticString, version: UInt32
    ) throws(BinaryFileError) {
        try withBytes(of: file) { bytes throws(BinaryFileError) in
            try checkBeginning(of: bytes, magic: magic, version: version)
        }
    }

    fileprivate static func checkContents(of file: [UInt8], announcedLength: UInt64) throws(BinaryFileError) {
        try withBytes(of: file) { bytes throws(BinaryFileError) in
            try checkContents(of: bytes, announcedLength: announcedLength)
        }
    }

    private static func withBytes(
        of file: [UInt8], _ body: (UnsafeRawBufferPointer) throws(BinaryFileError) -> Void
    ) throws(BinaryFileError) {
        let result: Result<Void, BinaryFileError> = file.withUnsafeBytes { bytes in
            do throws(BinaryFileError) {
                return .success(try body(bytes))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}
