package import Scoreboard

/// How a poller inside this program gets on.
package struct PollingReport: Hashable, Sendable {
    /// Where it stands.
    package enum State: Hashable, Sendable {
        case starting
        case running
        /// It was asked to end.
        case ending
        /// It has ended; the problem is why, in words for people, and nil when it was asked to.
        case ended(problem: String?)
    }

    /// The cluster's name.
    package var cluster: String
    package var state = State.starting
    package var started: Timestamp
    /// What it is at, in a few words; empty before the first word of it.
    package var activity = ""
    /// The month that is read, or was read last.
    package var month: Month?
    /// What came since it began: rows, ended jobs, and those that had not been counted before; and calls of sacct.
    package var rows: Int64 = 0
    package var jobs: Int64 = 0
    package var newJobs: Int64 = 0
    package var calls: Int64 = 0
    /// Of the call at hand or the last one; nil before the first row.
    package var rowsPerSecond: Double?
    /// Whether sacct is at work.
    package var isAsking = false
    /// When the next call may be made, while one waits.
    package var nextCall: Timestamp?
    /// How often it has published the boards.
    package var publications = 0

    package init(cluster: String, started: Timestamp) {
        self.cluster = cluster
        self.started = started
    }

    /// Whether it has not ended yet.
    package var isActive: Bool {
        if case .ended = state { false } else { true }
    }
}
