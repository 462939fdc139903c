/// Runs a ``RowParsing`` in a thread of its own, so that what was parsed is counted while more is parsed: the two cost
/// about the same. Whoever gets the batches sees no difference but the time.
package enum ParallelParsing {
    private struct Closed: Error {}

    /// Reads to the end.
    ///
    /// - Parameters:
    ///   - parsing: Where to begin; afterwards, what it came to.
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end. Called on another thread,
    ///     which has ended when this returns.
    ///   - body: Gets each batch, on the caller's thread.
    /// - Throws: As `RowParsing.run(from:reusing:_:)`.
    package static func run(
        _ parsing: inout RowParsing, from read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        _ body: (borrowing ParsedBatch) throws -> Void
    ) throws {
        let channel = BatchChannel()
        // Until the thread has ended, these two are its own.
        nonisolated(unsafe) var parsed = parsing
        nonisolated(unsafe) var failure: (any Error)?
        let thread = WorkThread {
            do {
                try parsed.run(from: read, reusing: channel.spare) { batch in
                    guard channel.send(batch) else { throw Closed() }
                }
            } catch {
                failure = error
            }
            channel.finish()
        }
        guard let thread else { return try parsing.run(from: read) { try body($0) } }
        let taken = Result {
            while let batch = channel.receive() {
                try body(batch)
                channel.giveBack(batch)
            }
        }
        channel.close()
        thread.wait()
        parsing = parsed
        // A failure to take comes first: it is what closed the channel.
        try taken.get()
        if let failure { throw failure }
    }
}
