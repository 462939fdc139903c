import Glibc
package import Scoreboard
import Synchronization

/// The machine's clock, or one that begins at a fixed moment and passes only while it is slept, for replays. It must
/// pass then: whoever waits for a minute to be over would wait for ever.
package struct SystemClock: PollClock {
    private let fixed: Timestamp?
    private let slept: Slept
    private let endRequested: @Sendable () -> Bool

    private final class Slept: Sendable {
        let milliseconds = Atomic<Int>(0)
    }

    /// - Parameter fixed: The moment that it is until something sleeps; nil for the real time.
    package init(fixed: Timestamp? = nil) {
        self.init(fixed: fixed, slept: Slept(), endRequested: { Termination.isRequested })
    }

    private init(fixed: Timestamp?, slept: Slept, endRequested: @escaping @Sendable () -> Bool) {
        self.fixed = fixed
        self.slept = slept
        self.endRequested = endRequested
    }

    /// The same clock for a poller that ends on a word of its own, and not with the process.
    package func ending(when endRequested: @escaping @Sendable () -> Bool) -> SystemClock {
        SystemClock(fixed: fixed, slept: slept, endRequested: endRequested)
    }

    package var isEndRequested: Bool { endRequested() }

    package func now() -> Timestamp {
        if let fixed { return fixed + Int64(slept.milliseconds.load(ordering: .relaxed) / 1000) }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: Int64(time.tv_sec))
    }

    package func sleep(milliseconds: Int) {
        var left = milliseconds
        while left > 0, !isEndRequested {
            let slice = min(left, 200)
            usleep(UInt32(slice) * 1000)
            left -= slice
            slept.milliseconds.add(slice, ordering: .relaxed)
        }
    }
}
