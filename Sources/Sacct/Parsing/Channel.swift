import Glibc

/// Hands items from one thread to another, a few at most, so that neither memory nor the lead of one over the other grows.
/// What is done with goes back, to be filled again.
final class Channel<Item>: @unchecked Sendable {
    // Everything below is only touched while `lock` is held.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var items: [Item] = []
    private var spares: [Item] = []
    private var isFinished = false
    private var isClosed = false
    private let capacity: Int

    /// - Parameter capacity: How many items wait at most.
    init(capacity: Int) {
        self.capacity = capacity
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    /// Waits for room and puts an item in.
    ///
    /// - Returns: False when nobody takes any more.
    func send(_ item: consuming Item) -> Bool {
        let item = item
        return locked {
            while items.count >= capacity, !isClosed { pthread_cond_wait(changed, lock) }
            guard !isClosed else { return false }
            items.append(item)
            return true
        }
    }

    /// Waits for an item.
    ///
    /// - Returns: Nil when all were taken and none will come.
    func receive() -> Item? {
        locked {
            while items.isEmpty, !isFinished { pthread_cond_wait(changed, lock) }
            return items.isEmpty ? nil : items.removeFirst()
        }
    }

    /// An item that is done with; nil when there is none.
    func spare() -> Item? { locked { spares.popLast() } }

    /// Gives back an item that is done with.
    func giveBack(_ item: consuming Item) {
        let item = item
        locked { if spares.count < capacity { spares.append(item) } }
    }

    /// No item will come any more.
    func finish() { locked { isFinished = true } }

    /// No item will be taken any more.
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
