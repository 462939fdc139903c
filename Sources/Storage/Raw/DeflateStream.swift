import CZlib

/// Compresses what it is given piece by piece, to the gzip format (RFC 1952). It holds the compressed bytes and no more
/// than a piece of the others.
package final class DeflateStream {
    /// zlib keeps its address.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: 65_536)

    /// On rows of sacct 9 takes two and a half times as long for one percent less; 1 takes 40 % of the time for a third
    /// more.
    package static let defaultLevel: Int32 = 6
    /// The largest window, in the format of gzip.
    private static let windowBits: Int32 = 15 + 16
    private static let memoryLevel: Int32 = 8

    /// - Parameter level: 1, the quickest, to 9, the smallest.
    package init(level: Int32 = DeflateStream.defaultLevel) {
        stream.initialize(to: z_stream())
        let result = deflateInit2_(
            stream, level, Z_DEFLATED, DeflateStream.windowBits, DeflateStream.memoryLevel, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(result == Z_OK, "zlib refuses its own parameters, or there is no memory")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Compresses further bytes.
    package func append(_ bytes: [UInt8]) {
        run(bytes, Z_NO_FLUSH)
    }

    /// Ends the stream; nothing may be appended after that.
    ///
    /// - Returns: All that was compressed.
    package func finish() -> [UInt8] {
        run([], Z_FINISH)
        return output
    }

    /// Compresses what is held as a whole.
    package static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let stream = DeflateStream()
        stream.append(bytes)
        return stream.finish()
    }

    private func run(_ bytes: [UInt8], _ flush: Int32) {
        bytes.withUnsafeBytes { input in
            // zlib reads the input, although its type says that it might write it.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(input.count)
            var isFull = true
            while isFull {
                let written = piece.withUnsafeMutableBufferPointer { room in
                    stream.pointee.next_out = room.baseAddress
                    stream.pointee.avail_out = UInt32(room.count)
                    deflate(stream, flush)
                    return room.count - Int(stream.pointee.avail_out)
                }
                output += piece[..<written]
                isFull = written == piece.count
            }
        }
    }
}
