import Glibc

extension OpenFile {
    /// Of a piece, in bytes: it stays in the cache while it is looked at.
    private static let pieceLength = 1 << 18

    /// Hands over everything to the end of the file, piece by piece.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) throws(FileSystemError) {
        try withPieces { (buffer) throws(FileSystemError) in
            while true {
                let count = try read(into: buffer, at: nil)
                guard count > 0 else { return }
                body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }

    /// Writes a patch.
    ///
    /// - Parameter present: What the kept parts are of.
    /// - Returns: The CRC-32C of what was written; nil when the present content changed while it was read.
    func write(_ patch: FilePatch, of present: OpenFile) throws(FileSystemError) -> UInt32? {
        let isSource = patch.source != nil && present.identity == patch.source
        guard isSource else { return try copy(patch, of: present, sums: true) }
        // What the patch was made for need not be summed once more.
        _ = try copy(patch, of: present, sums: false)
        return present.identity == patch.source ? patch.crc : nil
    }

    /// - Parameter sums: Whether the CRC-32C is asked for.
    private func copy(_ patch: FilePatch, of present: OpenFile, sums: Bool) throws(FileSystemError) -> UInt32 {
        var crc: UInt32 = 0
        try withPieces { (buffer) throws(FileSystemError) in
            // Small pieces are gathered: a write costs more than their copy.
            var filled = 0
            func flush() throws(FileSystemError) {
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
                if sums { crc = Checksum.crc32c(bytes, behind: crc) }
                try writeAll(bytes)
                filled = 0
            }
            for piece in patch.pieces {
                switch piece {
                case .new(let bytes):
                    var rest = bytes[...]
                    while !rest.isEmpty {
                        if filled == buffer.count { try flush() }
                        let part = rest.prefix(buffer.count - filled)
                        UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyBytes(from: part)
                        filled += part.count
                        rest = rest.dropFirst(part.count)
                    }
                case .kept(let range):
                    var offset = range.lowerBound
                    while offset < range.upperBound {
                        if filled == buffer.count { try flush() }
                        let end = min(buffer.count, filled + range.upperBound - offset)
                        let place = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<end])
                        let count = try present.read(into: place, at: offset)
                        guard count > 0 else { break }
                        offset += count
                        filled += count
                    }
                }
            }
            try flush()
        }
        return crc
    }

    private func withPieces(
        _ body: (UnsafeMutableRawBufferPointer) throws(FileSystemError) -> Void
    ) throws(FileSystemError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: OpenFile.pieceLength, alignment: 16)
        defer { buffer.deallocate() }
        try body(buffer)
    }

    /// - Parameter offset: From the file's beginning; nil goes on where the last reading ended.
    /// - Returns: How many bytes were read; zero at the end.
    private func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int?) throws(FileSystemError) -> Int {
        while true {
            let count =
                offset.map { pread(descriptor, buffer.baseAddress, buffer.count, $0) }
                ?? Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw .last(operation, path) }
        }
    }
}
