import Sacct

/// Hands items from one thread to another, as long as few of them wait there.
final class Channel<Item>: @unchecked Sendable {
    private let lock = PosixLock()
    private let taker: PosixCondition
    private let capacity: Int
    // Everything below is only touched while `lock` is held.
    private var items: [Item] = []
    private var isFinished = false
    private var isClosed = false

    /// - Parameter capacity: How many items wait at most.
    init(capacity: Int) {
        self.capacity = capacity
        taker = PosixCondition(lock)
    }

    /// Puts an item in when there is room.
    ///
    /// - Returns: False when there is none, or nobody takes any more.
    func offer(_ item: Item) -> Bool {
        lock.locked {
            guard items.count < capacity, !isClosed else { return false }
            items.append(item)
            taker.wakeAll()
            return true
        }
    }

    /// Waits for an item.
    ///
    /// - Returns: Nil when all were taken and none will come.
    func receive() -> Item? {
        lock.locked {
            while items.isEmpty, !isFinished { taker.sleep() }
            return items.isEmpty ? nil : items.removeFirst()
        }
    }

    /// No item will come any more.
    func finish() {
        lock.locked {
            isFinished = true
            taker.wakeAll()
        }
    }

    /// No item will be taken any more.
    func close() { lock.locked { isClosed = true } }
}
