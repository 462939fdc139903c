/// Runs a ``RowParsing`` in threads of its own, each of which reads a chunk, while the others wait for that, and parses it,
/// while they do the same with the next ones. The caller counts what was parsed, in the order of the input, and sees no
/// difference but the time.
package enum ParallelParsing {
    /// Chunks that are parsed at most before they are taken.
    private static let chunksAhead = 2

    /// A chunk's rows.
    private struct ParsedChunk {
        var batches: [ParsedBatch] = []
        /// What is wrong behind them; nothing follows then.
        var failure: (any Error)?
    }

    /// Reads to the end.
    ///
    /// - Parameters:
    ///   - parsing: Where to begin; afterwards, what it came to.
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end. Called on other threads, by
    ///     one at a time; these have ended when this returns.
    ///   - body: Gets each batch, on the caller's thread.
    /// - Throws: As `RowParsing.run(from:_:)`.
    package static func run(
        _ parsing: inout RowParsing, from read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        _ body: (borrowing ParsedBatch) throws -> Void
    ) throws {
        let work = Work(parsing, read)
        let threads = (0..<RowParsing.parserCount).compactMap { number in WorkThread { work.run(number) } }
        guard !threads.isEmpty else { return try parsing.run(from: read, body) }
        let taken = Result {
            while let chunk = work.parsed.take() {
                for batch in chunk.batches { try body(batch) }
                // What failed behind comes first: it is what stopped the others.
                if let failure = chunk.failure { throw failure }
                work.parsed.giveBack(chunk)
            }
        }
        work.parsed.close()
        for thread in threads { thread.wait() }
        parsing = work.parsing
        try taken.get()
    }

    /// What the threads share.
    private final class Work: @unchecked Sendable {
        let parsed = ReorderBuffer<ParsedChunk>(capacity: chunksAhead)
        private let read: (UnsafeMutableRawBufferPointer) throws -> Int
        private let lock = PosixLock()
        // Touched under the lock, or when the threads have ended.
        private(set) var parsing: RowParsing
        private var chunkCount = 0

        init(_ parsing: RowParsing, _ read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
            self.parsing = parsing
            self.read = read
        }

        /// What each thread does.
        func run(_ number: Int) {
            let chunk = LineChunk()
            var parser = lock.locked { parsing.parser(number) }
            while let (place, content) = next(chunk) {
                var spares = parsed.spare()?.batches ?? []
                var result = ParsedChunk(failure: content.failure)
                parser.parse(content.stretches, of: chunk, reusing: &spares) { result.batches.append($0) }
                guard parsed.put(result, number: place) else { break }
            }
            lock.locked { parsing.unknownStates.formUnion(parser.unknownStates) }
        }

        /// Fills a chunk with what comes next, and says the how manieth it is; nil at the end.
        private func next(_ chunk: LineChunk) -> (place: Int, ChunkReader.Content)? {
            lock.locked {
                guard let content = parsing.reader.fill(chunk, from: read) else {
                    parsed.finish(after: chunkCount)
                    return nil
                }
                chunkCount += 1
                return (chunkCount - 1, content)
            }
        }
    }
}
