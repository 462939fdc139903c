import Glibc
package import Scoreboard

/// The machine's clock, or one that stands still at a fixed moment, for replays.
package struct SystemClock: PollClock {
    private let fixed: Timestamp?

    /// - Parameter fixed: The moment that is always now; nil for the real time.
    package init(fixed: Timestamp? = nil) {
        self.fixed = fixed
    }

    package func now() -> Timestamp {
        if let fixed { return fixed }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: Int64(time.tv_sec))
    }

    package func sleep(milliseconds: Int) {
        var left = milliseconds
        while left > 0, !Termination.isRequested {
            let slice = min(left, 200)
            usleep(UInt32(slice) * 1000)
            left -= slice
        }
    }
}
