import Poller
import Scoreboard

/// A clock in whose sleep, after so many others, the program is asked to end.
struct StoppingClock: PollClock {
    let clock: FakeClock
    /// Sleeps of at least so long count.
    let milliseconds: Int
    let onSleep: @Sendable () -> Void

    func now() -> Timestamp { clock.now() }

    func sleep(milliseconds: Int) {
        clock.sleep(milliseconds: milliseconds)
        if milliseconds >= self.milliseconds { onSleep() }
    }
}
