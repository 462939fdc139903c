package import Scoreboard

/// What time it is, and how to wait: the edge at which polling touches time.
package protocol PollClock: Sendable {
    func now() -> Timestamp

    /// Waits, or returns earlier when the poller has been asked to end.
    func sleep(milliseconds: Int)

    /// Whether the poller has been asked to end. Whoever waits by this clock ends between two rows then.
    var isEndRequested: Bool { get }
}

extension PollClock {
    /// As the process was asked: by a signal.
    package var isEndRequested: Bool { Termination.isRequested }
}
