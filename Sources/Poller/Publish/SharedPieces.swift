import Sacct

/// Independent pieces of work, of which two threads take one after the other until none is left.
struct SharedPieces {
    private let first: () -> [() -> Void]
    private let pieces: [() -> Void]

    /// - Parameters:
    ///   - pieces: To be done in any order.
    ///   - first: Tells more of them: what it makes on the way they need. It is begun before all others.
    init(_ pieces: [() -> Void], first: @escaping () -> [() -> Void] = { [] }) {
        self.pieces = pieces
        self.first = first
    }

    /// Does all of them, also where the system gives no second thread.
    ///
    /// - Parameter own: What this thread does before it takes any, while the other begins.
    /// - Throws: What `own` throws, once all pieces are done.
    func run(after own: () throws -> Void) rethrows {
        let queue = Queue(pieces)
        let begin = { queue.complete(with: first()) }
        let thread = WorkThread {
            begin()
            queue.takeAll()
        }
        if thread == nil { begin() }
        defer { thread?.wait() }
        defer { queue.takeAll() }
        try own()
    }

    private final class Queue: @unchecked Sendable {
        private let lock = PosixLock()
        private let taker: PosixCondition
        // Everything below is only touched while `lock` is held.
        private var pieces: [() -> Void]
        private var isComplete = false

        init(_ pieces: [() -> Void]) {
            self.pieces = pieces
            taker = PosixCondition(lock)
        }

        /// Takes the last pieces, before all others.
        func complete(with more: [() -> Void]) {
            lock.locked {
                pieces = more + pieces
                isComplete = true
                taker.wakeAll()
            }
        }

        func takeAll() {
            while let piece = next() { piece() }
        }

        /// Waits for a piece; nil when there are no more.
        private func next() -> (() -> Void)? {
            lock.locked {
                while pieces.isEmpty, !isComplete { taker.sleep() }
                return pieces.isEmpty ? nil : pieces.removeFirst()
            }
        }
    }
}
