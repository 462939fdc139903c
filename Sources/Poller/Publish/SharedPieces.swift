import Sacct
import Synchronization

/// Independent pieces of work, of which two threads take one after the other until none is left.
struct SharedPieces {
    private let pieces: [() -> Void]

    init(_ pieces: [() -> Void]) {
        self.pieces = pieces
    }

    /// Does all of them, also where the system gives no second thread.
    ///
    /// - Parameter own: What this thread does before it takes any, while the other begins.
    /// - Throws: What `own` throws, once all pieces are done.
    func run(after own: () throws -> Void) rethrows {
        let queue = Queue(pieces)
        let thread = WorkThread(queue.takeAll)
        defer { thread?.wait() }
        defer { queue.takeAll() }
        try own()
    }

    private final class Queue {
        private let pieces: [() -> Void]
        private let taken = Atomic(0)

        init(_ pieces: [() -> Void]) {
            self.pieces = pieces
        }

        func takeAll() {
            while true {
                let place = taken.wrappingAdd(1, ordering: .relaxed).oldValue
                guard place < pieces.count else { return }
                pieces[place]()
            }
        }
    }
}
