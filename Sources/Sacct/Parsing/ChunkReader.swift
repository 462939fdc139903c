/// Reads an input chunk by chunk and finds out which columns the rows have: what must be done in the order of the input.
struct ChunkReader {
    /// What there is to parse in a chunk.
    struct Content {
        var stretches: [RowStretch] = []
        /// What is wrong behind these rows; nothing follows then.
        var failure: (any Error)?
    }

    private(set) var lines = LineReader()
    private var headers: HeaderWatch
    private var isAtEnd = false

    /// - Parameter layout: What the columns are; nil when the input begins with a header.
    init(layout: RowLayout?) {
        headers = HeaderWatch(layout: layout)
    }

    /// Reads the next chunk.
    ///
    /// - Parameters:
    ///   - chunk: Gets the lines.
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end.
    /// - Returns: Nil when all has been read.
    mutating func fill(
        _ chunk: LineChunk, from read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) -> Content? {
        guard !isAtEnd else { return nil }
        do {
            if try !lines.fill(chunk, from: read) {
                isAtEnd = true
                lines.finish(chunk, ending: .lastLineMayBeOpen)
            }
        } catch {
            isAtEnd = true
            return Content(failure: error)
        }
        let (stretches, failure) = headers.stretches(of: chunk)
        if failure != nil { isAtEnd = true }
        return Content(stretches: stretches, failure: failure)
    }
}
