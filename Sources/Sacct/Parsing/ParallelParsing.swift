/// Runs a ``RowParsing`` in two threads of its own: one reads and finds the lines, one parses them, while the caller counts
/// what was parsed. The three cost about the same. Whoever gets the batches sees no difference but the time.
package enum ParallelParsing {
    private struct Closed: Error {}

    /// Chunks of lines that wait at most.
    private static let chunksAhead = 3
    /// Batches of rows that wait at most.
    private static let batchesAhead = 8

    /// Reads to the end.
    ///
    /// - Parameters:
    ///   - parsing: Where to begin; afterwards, what it came to.
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end. Called on another thread,
    ///     which has ended when this returns.
    ///   - body: Gets each batch, on the caller's thread.
    /// - Throws: As `RowParsing.run(from:_:)`.
    package static func run(
        _ parsing: inout RowParsing, from read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        _ body: (borrowing ParsedBatch) throws -> Void
    ) throws {
        let chunks = Channel<LineChunk>(capacity: chunksAhead)
        let batches = Channel<ParsedBatch>(capacity: batchesAhead)
        // Until the threads have ended, these are their own.
        nonisolated(unsafe) var lines = parsing.lines
        nonisolated(unsafe) var parsed = parsing
        nonisolated(unsafe) var readingFailure: (any Error)?
        nonisolated(unsafe) var parsingFailure: (any Error)?
        let parseRows = {
            parsingFailure = failure { try parse(chunks, with: &parsed, into: batches) }
            chunks.close()
            batches.finish()
        }
        let readLines = {
            readingFailure = failure { try fill(chunks, with: &lines, from: read) }
            chunks.finish()
        }
        guard let parser = WorkThread(parseRows) else { return try parsing.run(from: read, body) }
        guard let reader = WorkThread(readLines) else {
            chunks.finish()
            parser.wait()
            return try parsing.run(from: read, body)
        }
        let taken = Result {
            while let batch = batches.receive() {
                try body(batch)
                batches.giveBack(batch)
            }
        }
        batches.close()
        chunks.close()
        parser.wait()
        reader.wait()
        parsing = parsed
        parsing.lines = lines
        // What failed behind comes first: it is what stopped the others.
        try taken.get()
        if let parsingFailure { throw parsingFailure }
        if let readingFailure { throw readingFailure }
    }

    private static func fill(
        _ chunks: Channel<LineChunk>, with lines: inout LineReader,
        from read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws {
        var isAtEnd = false
        while !isAtEnd {
            let chunk = chunks.spare() ?? LineChunk()
            isAtEnd = try !lines.fill(chunk, from: read)
            if isAtEnd { lines.finish(chunk, ending: .lastLineMayBeOpen) }
            guard chunks.send(chunk) else { return }
        }
    }

    private static func parse(
        _ chunks: Channel<LineChunk>, with parsing: inout RowParsing, into batches: Channel<ParsedBatch>
    ) throws {
        func handOver(_ batch: consuming ParsedBatch) throws {
            guard batches.send(batch) else { throw Closed() }
        }
        while let chunk = chunks.receive() {
            do {
                try parsing.parse(chunk, reusing: batches.spare, handOver)
            } catch {
                // The rows before what is wrong.
                try parsing.end(handOver)
                throw error
            }
            chunks.giveBack(chunk)
        }
        try parsing.end(handOver)
    }

    private static func failure(_ body: () throws -> Void) -> (any Error)? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
