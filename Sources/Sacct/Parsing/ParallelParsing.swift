/// Runs a ``RowParsing`` in several threads, each of which reads a chunk, while the others wait for that, and parses it, while
/// they do the same with the next ones. The caller counts what was parsed, in the order of the input, and parses too while it
/// has nothing to count: where there are as many threads as cores, none of them needs to sleep. Nothing is different from one
/// thread but the time.
package enum ParallelParsing {
    /// Chunks that are parsed at most before they are taken.
    private static let chunksAhead = 3

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
    ///   - read: Fills the buffer it is given and returns the number of bytes; zero at the end. Called on any of the threads,
    ///     by one at a time; the others have ended when this returns.
    ///   - body: Gets each batch, on the caller's thread.
    /// - Throws: ``LayoutError``, and what `read` and `body` throw; the rows before have been handed over then.
    package static func run(
        _ parsing: inout RowParsing, from read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        _ body: (borrowing ParsedBatch) throws -> Void
    ) throws {
        let work = Work(parsing, read)
        let own = work.worker(0)
        let threads = (1...RowParsing.threadsBeside).compactMap { number in
            let worker = work.worker(number)
            return WorkThread { worker.run() }
        }
        let taken = Result {
            while true {
                var chunk = work.parsed.takeIfPresent()
                if chunk == nil {
                    guard !own.runOnce() else { continue }
                    chunk = work.parsed.take()
                }
                guard let chunk else { break }
                for batch in chunk.batches { try body(batch) }
                // What failed behind comes first: it is what stopped the others.
                if let failure = chunk.failure { throw failure }
                work.parsed.giveBack(chunk)
            }
        }
        work.parsed.close()
        for thread in threads { thread.wait() }
        own.end()
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

        func worker(_ number: Int) -> Worker { Worker(self, parsing.parser(number)) }

        /// Fills a chunk with what comes next, and says the how manieth it is; nil at the end.
        ///
        /// - Parameter limit: The how manieth it is not to be; nil when it may be any.
        func next(_ chunk: LineChunk, before limit: Int? = nil) -> (place: Int, ChunkReader.Content)? {
            lock.locked {
                if let limit, chunkCount >= limit { return nil }
                guard let content = parsing.reader.fill(chunk, from: read) else {
                    parsed.finish(after: chunkCount)
                    return nil
                }
                chunkCount += 1
                return (chunkCount - 1, content)
            }
        }

        func note(unknownStates: Set<String>) { lock.locked { parsing.unknownStates.formUnion(unknownStates) } }
    }

    /// What one thread parses with.
    private final class Worker {
        private let work: Work
        private let chunk = LineChunk()
        private var parser: ChunkParser

        init(_ work: Work, _ parser: ChunkParser) {
            self.work = work
            self.parser = parser
        }

        /// Parses chunks until there are no more, or nobody wants them.
        func run() {
            while let (place, content) = work.next(chunk) {
                guard work.parsed.put(parse(content), number: place) else { break }
            }
            end()
        }

        /// Parses one chunk, if there is one for which nobody has to wait.
        ///
        /// - Returns: Whether there was.
        func runOnce() -> Bool {
            guard let (place, content) = work.next(chunk, before: work.parsed.limit) else { return false }
            return work.parsed.put(parse(content), number: place)
        }

        /// Tells what was met.
        func end() { work.note(unknownStates: parser.unknownStates) }

        private func parse(_ content: ChunkReader.Content) -> ParsedChunk {
            var spares = work.parsed.spare()?.batches ?? []
            var result = ParsedChunk(failure: content.failure)
            parser.parse(content.stretches, of: chunk, reusing: &spares) { result.batches.append($0) }
            return result
        }
    }
}
