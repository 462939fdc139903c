import Sacct
import Scoreboard
import Storage
import Synchronization

/// Sums months beside those that the caller sums, on a thread of its own. Months take very unlike times, as some need their
/// days: so each goes to whoever is free, and one may wait here while the caller, who reads them, is busy with another.
final class SumsBeside {
    /// Its thread's alone while that runs, and so is the failure.
    private var builder: StandingsBuilder
    private var failure: DamagedFile?
    private var thread: WorkThread?
    private let queue = Mutex(Queue())

    private struct Queue {
        var waiting: StoredMonth?
        /// Whether the thread will look at what waits.
        var isSumming = false
    }

    private enum Place {
        case now, waiting, none
    }

    /// - Parameter today: The last day of the windows.
    init(today: Day) {
        builder = StandingsBuilder(today: today)
    }

    deinit { thread?.wait() }

    /// Takes a month, unless one is being summed and one waits, or the system gives no further thread.
    ///
    /// - Returns: Whether it was taken.
    /// - Throws: What was wrong with a month that was taken before.
    func takes(_ month: StoredMonth) throws(DamagedFile) -> Bool {
        switch place(for: month) {
        case .none: return false
        case .waiting: return true
        case .now:
            try wait()
            thread = WorkThread { [unowned self] in sum(month) }
            if thread == nil { queue.withLock { $0.isSumming = false } }
            return thread != nil
        }
    }

    private func place(for month: StoredMonth) -> Place {
        queue.withLock { queue in
            guard queue.isSumming else {
                queue.isSumming = true
                return .now
            }
            guard queue.waiting == nil else { return .none }
            queue.waiting = month
            return .waiting
        }
    }

    /// Sums a month and whatever waits after it.
    private func sum(_ month: StoredMonth) {
        var next: StoredMonth? = month
        while let month = next {
            do throws(DamagedFile) {
                if failure == nil { try month.add(to: &builder) }
            } catch {
                failure = error
            }
            next = queue.withLock { queue in
                defer { queue.waiting = nil }
                queue.isSumming = queue.waiting != nil
                return queue.waiting
            }
        }
    }

    /// Waits until what was taken is summed.
    ///
    /// - Throws: What was wrong with a month that was taken.
    func wait() throws(DamagedFile) {
        thread?.wait()
        thread = nil
        if let failure { throw failure }
    }

    /// Adds the sums of all months that were taken.
    func add(to sums: inout StandingsBuilder) throws(DamagedFile) {
        try wait()
        sums.add(builder)
    }
}
