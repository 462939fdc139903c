import Scoreboard

/// When the queue is asked for: on request, and then at a polite pace. Each question makes slurmctld walk through all jobs.
struct QueuePace: Hashable, Sendable {
    /// In seconds: between two questions of which the second one was requested, and between two that come by themselves.
    static let least: Int64 = 10
    static let usual: Int64 = 60
    /// After the third failure in a row and any further one.
    static let longest: Int64 = 8 * 60

    private(set) var isAsking = false
    private(set) var askedAt: Timestamp?
    /// When it is asked without a request; nil is never.
    private(set) var next: Timestamp?
    /// In a row.
    private(set) var failures = 0
    /// To open the pane is a request.
    private var isRequested = true

    /// Seconds until a request is followed; 0 when it is followed at once.
    func secondsToRequest(_ now: Timestamp) -> Int64 {
        guard let askedAt, now >= askedAt else { return 0 }
        return max(0, QueuePace.least - (now - askedAt))
    }

    /// Somebody wants to know. While it is being asked that is known already.
    mutating func request() {
        if !isAsking { isRequested = true }
    }

    /// - Parameter isPaused: Whether nothing is asked without a request.
    /// - Returns: Whether to ask now; then it has begun.
    mutating func begins(_ now: Timestamp, isPaused: Bool = false) -> Bool {
        guard !isAsking else { return false }
        // A clock that was set back must not keep it waiting for long.
        let isDue = !isPaused && next.map { now >= $0 || $0 - now > QueuePace.longest } ?? false
        guard isDue || isRequested && secondsToRequest(now) == 0 else { return false }
        isAsking = true
        isRequested = false
        askedAt = now
        next = nil
        return true
    }

    /// - Parameter pause: Seconds to the next question; nil when there is none without a request.
    mutating func succeeded(_ now: Timestamp, pause: Int64?) {
        isAsking = false
        failures = 0
        next = pause.map { now + $0 }
    }

    /// The pauses double: 2, 4, 8 minutes.
    mutating func failed(_ now: Timestamp, isRepeated: Bool) {
        isAsking = false
        failures = min(3, failures + 1)
        next = isRepeated ? now + (QueuePace.usual << Int64(failures)) : nil
    }
}
