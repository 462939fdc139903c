import Glibc
import Synchronization

/// How often somebody who has much to say wakes the screen: at most ten times a second.
final class WakePace: Sendable {
    private let last = Mutex<Int>(0)

    private static let milliseconds = 100

    /// Whether it is time again; it counts as woken then.
    func isDue() -> Bool {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let now = time.tv_sec * 1000 + time.tv_nsec / 1_000_000
        return last.withLock { last in
            guard now - last >= WakePace.milliseconds else { return false }
            last = now
            return true
        }
    }
}
