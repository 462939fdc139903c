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

    /// The milliseconds until the next try: what the budget of calls says counts. Else an answer that was too much is
    /// followed by a smaller question at once, and everything else waits 15 s, 30 s, 60 s …
    ///
    /// - Parameter notBefore: When the accounting may be asked again; nil for at once.
    mutating func milliseconds(after error: any Error, now: Timestamp, notBefore: Timestamp?) -> Int {
        if let notBefore, notBefore > now { return Int(min(Int64(longestSeconds), notBefore - now)) * 1000 }
        if let failure = error as? ProcessFailure, failure.wantsSmallerWindow { return 0 }
        failures += 1
        return min(longestSeconds, RetryPause.firstSeconds << min(failures - 1, 16)) * 1000
    }
}
