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
            throw DamagedFile(path: path, .malformed("its compressed rows cannot be expanded"), offset: taken)
        }
        return count
    }
}
