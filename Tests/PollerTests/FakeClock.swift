import Poller
import Scoreboard
import Synchronization

/// A clock that moves when somebody sleeps, or is told to.
final class FakeClock: PollClock {
    private let seconds: Mutex<Int64>
    private let slept = Mutex<Int>(0)

    init(_ time: Timestamp) {
        seconds = Mutex(time.seconds)
    }

    var sleptMilliseconds: Int { slept.withLock { $0 } }

    func now() -> Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }

    func sleep(milliseconds: Int) {
        slept.withLock { $0 += milliseconds }
        advance(seconds: Int64(milliseconds + 999) / 1000)
    }

    func advance(seconds: Int64) {
        self.seconds.withLock { $0 += seconds }
    }
}
