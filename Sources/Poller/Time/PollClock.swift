package import Scoreboard

/// What time it is, and how to wait: the edge at which polling touches time.
package protocol PollClock: Sendable {
    func now() -> Timestamp

    /// Waits, or returns earlier when the program has been asked to end.
    func sleep(milliseconds: Int)
}
