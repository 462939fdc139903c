/// Reads an input chunk by chunk: keeps the broken line at a chunk's end for the next one, and passes over lines that are
/// too long. Memory does not grow with the input.
package struct LineReader {
    /// What a source says about its end.
    package enum Ending {
        /// A file may lack its last line feed: what stands there is a line.
        case lastLineMayBeOpen
        /// A program that was cut off leaves half a line: it is not taken.
        case lastLineMustBeClosed
    }

    package private(set) var byteCount = 0
    /// Lines that were passed over because they were too long.
    package private(set) var defects = DefectLog()
    /// Whether the input stopped in the middle of a line that had to be closed.
    package private(set) var endedInsideLine = false

    /// The beginning of a line whose end was not read yet.
    private var rest: [UInt8] = []
    private var isSkippingLongLine = false
    private var lineCount = 0

    package init() {}

    /// Reads once.
    ///
    /// - Parameters:
    ///   - chunk: Gets the lines that are complete by then, if any are.
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end.
    /// - Returns: False at the end of the source; see ``finish(_:ending:)``.
    /// - Throws: What `read` throws.
    package mutating func fill(
        _ chunk: LineChunk, from read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> Bool {
        chunk.room.copyBytes(from: rest)
        let count = try read(UnsafeMutableRawBufferPointer(rebasing: chunk.room[rest.count...]))
        guard count > 0 else { return false }
        byteCount += count
        take(rest.count + count, of: chunk)
        return true
    }

    /// Hands over the last line when it was not closed.
    ///
    /// - Parameters:
    ///   - chunk: Gets that line, or no line.
    ///   - ending: What an open last line means.
    package mutating func finish(_ chunk: LineChunk, ending: Ending) {
        let length = isSkippingLongLine ? 0 : rest.count
        chunk.room.copyBytes(from: rest)
        if length > 0, ending == .lastLineMustBeClosed {
            endedInsideLine = true
        } else if length > 0 {
            chunk.room[length] = UInt8(ascii: "\n")
            return take(length + 1, of: chunk)
        }
        _ = chunk.findLines(in: 0..<0)
    }

    private mutating func take(_ filled: Int, of chunk: LineChunk) {
        var from = 0
        if isSkippingLongLine {
            guard let feed = chunk.room[..<filled].firstIndex(of: UInt8(ascii: "\n")) else {
                rest.removeAll(keepingCapacity: true)
                _ = chunk.findLines(in: 0..<0)
                return
            }
            from = feed + 1
            isSkippingLongLine = false
        }
        from += chunk.findLines(in: from..<filled)
        lineCount += chunk.lineCount
        rest.removeAll(keepingCapacity: true)
        if filled - from == LineChunk.capacity {
            defects.noteLongLine(row: lineCount + 1, count: filled - 1)
            isSkippingLongLine = true
        } else {
            rest.append(contentsOf: chunk.room[from..<filled])
        }
    }
}
