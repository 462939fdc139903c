/// Brings what several threads make of numbered pieces back into the order of the numbers. A thread that is far ahead of the
/// others waits, so that memory does not grow.
///
/// Whoever waits is woken when there is work for a while, not for one item: to put a thread to sleep and wake it costs as much
/// as a hundred rows.
final class ReorderBuffer<Item>: @unchecked Sendable {
    private let lock = PosixLock()
    private let taker: PosixCondition
    private let givers: PosixCondition
    // Everything below is only touched while `lock` is held.
    /// The item of number n is at n modulo the capacity.
    private var items: [Item?]
    private var present = 0
    private var spares: [Item] = []
    /// The number that is taken next.
    private var next = 0
    /// How many numbers there are in all; nil until that is known.
    private var end: Int?
    private var isClosed = false

    /// - Parameter capacity: How many numbers a thread may be ahead of the one that is taken next.
    init(capacity: Int) {
        items = Array(repeating: nil, count: capacity)
        taker = PosixCondition(lock)
        givers = PosixCondition(lock)
    }

    /// Waits for room and puts an item in.
    ///
    /// - Parameter number: From 0; each is put in once.
    /// - Returns: False when nobody takes any more.
    func put(_ item: consuming Item, number: Int) -> Bool {
        let item = item
        return lock.locked {
            // The next one to be taken never waits here, so that the others wait for something.
            while number >= next + items.count, !isClosed { givers.sleep() }
            guard !isClosed else { return false }
            items[number % items.count] = item
            present += 1
            wakeTaker()
            return true
        }
    }

    /// Waits for the next item.
    ///
    /// - Returns: Nil when all were taken.
    func take() -> Item? {
        lock.locked {
            while true {
                if let item = takePresent() { return item }
                if next == end { return nil }
                taker.sleep()
            }
        }
    }

    /// The next item; nil when it is not here.
    func takeIfPresent() -> Item? { lock.locked { takePresent() } }

    /// The least number for which ``put(_:number:)`` would wait now.
    var limit: Int { lock.locked { next + items.count } }

    /// An item that is done with, whose memory serves again; nil when there is none.
    func spare() -> Item? { lock.locked { spares.popLast() } }

    /// Gives back an item that is done with.
    func giveBack(_ item: consuming Item) {
        let item = item
        lock.locked { if spares.count < items.count { spares.append(item) } }
    }

    /// There are no more than so many numbers.
    func finish(after count: Int) {
        lock.locked {
            end = count
            wakeTaker()
        }
    }

    /// Nothing will be taken any more.
    func close() {
        lock.locked {
            isClosed = true
            givers.wakeAll()
        }
    }

    private func takePresent() -> Item? {
        let place = next % items.count
        guard let item = items[place] else { return nil }
        items[place] = nil
        present -= 1
        next += 1
        if present <= items.count / 2 { givers.wakeAll() }
        return item
    }

    /// When more than half of what may wait is there, or the end is near.
    private func wakeTaker() {
        if next == end || items[next % items.count] != nil && (end != nil || present > items.count / 2) {
            taker.wakeAll()
        }
    }
}
