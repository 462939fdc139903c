import Sacct
import Scoreboard
import Storage

/// How long a poller that goes on waits after a failure, before it tries again.
struct RetryPause {
    /// No wait is longer, in seconds.
    let longestSeconds: Int
    private var failures = 0

    private static let firstSeconds = 15

    init(longestSeconds: Int) {
        self.longestSeconds = longestSeconds
    }

    /// After a success.
    mutating func reset() { failures = 0 }

    /// Whether trying again can help at all: not against a cluster that nobody knows, or where sacct is not.
    func mayHelp(after error: any Error) -> Bool {
        if case PollError.unknownCluster = error { return false }
        if case ProcessFailure.notFound = error { return false }
        return !(error is LockError)
    }

    /// The milliseconds until the next try. An answer that was too much is followed by a smaller question at once; what
    /// the budget of calls says counts; everything else waits 15 s, 30 s, 60 s …
    mutating func milliseconds(after error: any Error, now: Timestamp) -> Int {
        if let failure = error as? ProcessFailure, failure.wantsSmallerWindow { return 0 }
        if case CallBudget.Problem.backingOff(let until, _) = error {
            return Int(min(Int64(longestSeconds), max(1, until - now))) * 1000
        }
        failures += 1
        return min(longestSeconds, RetryPause.firstSeconds << min(failures - 1, 16)) * 1000
    }
}
