import Glibc

/// Hands items from one thread to another, a few at most, so that neither memory nor the lead of one over the other grows.
/// What is done with goes back, to be filled again.
///
/// Whoever waits is woken when there is work for a while, not for one item: to put a thread to sleep and wake it costs as much
/// as a hundred rows.
package final class Channel<Item>: @unchecked Sendable {
    // Everything below is only touched while `lock` is held.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let taker: Sleeper
    private let giver: Sleeper
    private var items: [Item] = []
    private var spares: [Item] = []
    private var isFinished = false
    private var isClosed = false
    private let capacity: Int

    /// - Parameter capacity: How many items wait at most.
    package init(capacity: Int) {
        self.capacity = capacity
        pthread_mutex_init(lock, nil)
        taker = Sleeper(lock)
        giver = Sleeper(lock)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// Waits for room and puts an item in.
    ///
    /// - Returns: False when nobody takes any more.
    func send(_ item: consuming Item) -> Bool {
        let item = item
        return locked {
            if items.count >= capacity, !isClosed { giver.sleep() }
            guard !isClosed else { return false }
            items.append(item)
            return true
        }
    }

    /// Puts an item in when there is room.
    ///
    /// - Returns: False when there is none, or nobody takes any more.
    package func offer(_ item: Item) -> Bool {
        locked {
            guard items.count < capacity, !isClosed else { return false }
            items.append(item)
            return true
        }
    }

    /// Waits for an item.
    ///
    /// - Returns: Nil when all were taken and none will come.
    package func receive() -> Item? {
        locked {
            if items.isEmpty, !isFinished { taker.sleep() }
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
    package func finish() { locked { isFinished = true } }

    /// No item will be taken any more.
    package func close() { locked { isClosed = true } }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(lock)
        let value = body()
        let takerWakes = isFinished || items.count >= max(1, capacity / 2)
        let giverWakes = isClosed || items.count <= capacity / 2
        let wakes = (takerWakes && taker.stirs(), giverWakes && giver.stirs())
        pthread_mutex_unlock(lock)
        // Without the lock, or the other would wake only to wait for it.
        if wakes.0 { taker.wake() }
        if wakes.1 { giver.wake() }
        return value
    }

    /// One end, while its thread waits.
    private final class Sleeper {
        private let lock: UnsafeMutablePointer<pthread_mutex_t>
        private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private var isAsleep = false

        init(_ lock: UnsafeMutablePointer<pthread_mutex_t>) {
            self.lock = lock
            pthread_cond_init(condition, nil)
        }

        deinit {
            pthread_cond_destroy(condition)
            condition.deallocate()
        }

        /// Sleeps until ``stirs()``. The lock is held before and after.
        func sleep() {
            isAsleep = true
            while isAsleep { pthread_cond_wait(condition, lock) }
        }

        /// Whether there was somebody to wake. The lock is held.
        func stirs() -> Bool {
            defer { isAsleep = false }
            return isAsleep
        }

        func wake() { pthread_cond_signal(condition) }
    }
}
