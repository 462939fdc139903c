import CZlib

/// Expands what ``DeflateStream`` compressed, piece by piece, so that memory does not grow with what comes out.
package final class InflateStream {
    /// zlib keeps its address.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let bytes: ArraySlice<UInt8>
    private let path: String
    private var taken = 0
    private var hasEnded = false

    /// - Parameters:
    ///   - bytes: What was deflated.
    ///   - path: For errors.
    package init(_ bytes: ArraySlice<UInt8>, path: String) {
        self.bytes = bytes
        self.path = path
        stream.initialize(to: z_stream())
        let result = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(result == Z_OK, "zlib refuses its own parameters, or there is no memory")
    }

    /// Expands a file that is one whole stream and nothing else, as ``DeflateStream`` and `gzip` make it.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For errors.
    /// - Throws: `DamagedFile`, also for a file that is cut off, has something behind its end, or would be larger than any
    ///   of ours can be.
    package static func expand(_ bytes: [UInt8], path: String) throws(DamagedFile) -> [UInt8] {
        // A file ends with how long its content is (RFC 1952, section 2.3.1).
        guard bytes.count >= shortestFile else { throw DamagedFile(path: path, bytes.isEmpty ? .empty : .noChecksum) }
        let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard size <= min(largestContent, bytes.count * largestRatio) else {
            throw DamagedFile(path: path, .malformed("it would be of \(size) bytes"), offset: bytes.count - 4)
        }
        let stream = InflateStream(bytes[...], path: path)
        // One more, for which there must be nothing: then the end was read, and what is checked there is right.
        let content = try stream.content(upTo: size + 1)
        guard content.count == size, stream.hasEnded, stream.taken == bytes.count else {
            throw DamagedFile(path: path, .malformed("it does not end where it should"), offset: stream.taken)
        }
        return content
    }

    /// Of an empty content: a header of ten bytes, two of its own, and eight for checksum and length.
    private static let shortestFile = 20
    /// What the format packs into one byte at best.
    private static let largestRatio = 1032
    /// No rollup comes near: that of a busy month of 3,000 users has 7 MB.
    private static let largestContent = 1 << 30

    private func content(upTo limit: Int) throws(DamagedFile) -> [UInt8] {
        var content = [UInt8](repeating: 0, count: limit)
        var filled = 0
        var failure: DamagedFile?
        content.withUnsafeMutableBytes { buffer in
            do throws(DamagedFile) {
                while filled < limit {
                    let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                    if count == 0 { break }
                    filled += count
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        content.removeLast(limit - filled)
        return content
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Fills the buffer.
    ///
    /// - Returns: How many bytes; zero at the end.
    /// - Throws: `DamagedFile` when the bytes were not compressed so, or are cut off.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(DamagedFile) -> Int {
        guard !hasEnded, !buffer.isEmpty else { return 0 }
        let (result, count) = bytes.withUnsafeBytes { input -> (Int32, Int) in
            let rest = input[taken...]
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: UnsafeRawBufferPointer(rebasing: rest).baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(clamping: rest.count)
            stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(clamping: buffer.count)
            let before = (stream.pointee.avail_in, stream.pointee.avail_out)
            let result = inflate(stream, Z_NO_FLUSH)
            taken += Int(before.0 - stream.pointee.avail_in)
            return (result, Int(before.1 - stream.pointee.avail_out))
        }
        hasEnded = result == Z_STREAM_END
        guard result == Z_OK || hasEnded, count > 0 || hasEnded else {
            throw DamagedFile(path: path, .malformed("what is compressed in it cannot be expanded"), offset: taken)
        }
        return count
    }
}
