import Glibc

/// Hands batches from the thread that parses to the thread that counts, a few at most, so that neither memory nor the lead
/// of one over the other grows.
final class BatchChannel: @unchecked Sendable {
    // Everything below is only touched while `lock` is held.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var batches: [ParsedBatch] = []
    private var spares: [ContiguousArray<ParsedRow>] = []
    private var isFinished = false
    private var isClosed = false

    private static let capacity = 4

    init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    /// Waits for room and puts a batch in.
    ///
    /// - Returns: False when nobody takes any more.
    func send(_ batch: ParsedBatch) -> Bool {
        locked {
            while batches.count >= BatchChannel.capacity, !isClosed { pthread_cond_wait(changed, lock) }
            guard !isClosed else { return false }
            batches.append(batch)
            return true
        }
    }

    /// Waits for a batch.
    ///
    /// - Returns: Nil when all were taken and none will come.
    func receive() -> ParsedBatch? {
        locked {
            while batches.isEmpty, !isFinished { pthread_cond_wait(changed, lock) }
            return batches.isEmpty ? nil : batches.removeFirst()
        }
    }

    /// The memory of a batch that was taken, for the next one.
    func spare() -> ContiguousArray<ParsedRow>? { locked { spares.popLast() } }

    /// Gives back the memory of a batch that is done with.
    func giveBack(_ batch: consuming ParsedBatch) {
        let rows = batch.rows
        locked { if spares.count < BatchChannel.capacity { spares.append(rows) } }
    }

    /// No batch will come any more.
    func finish() { locked { isFinished = true } }

    /// No batch will be taken any more.
    func close() { locked { isClosed = true } }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(lock)
        defer {
            pthread_cond_signal(changed)
            pthread_mutex_unlock(lock)
        }
        return body()
    }
}
