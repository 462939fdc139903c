package import Scoreboard

/// A job that was counted before its steps were: what must be known to credit them when they come.
package struct AwaitingJob: Equatable, Sendable {
    package var identity: JobIdentity
    package var user: String
    package var start: Timestamp
    package var end: Timestamp
    /// Allocated CPUs × elapsed.
    package var coreSeconds: Int64
    package var requestedMemoryBytes: Int64
    /// What was credited so far, when steps were read that may still change; nil when there were none.
    package var credited: StepUsage?

    package init(
        identity: JobIdentity, user: String, start: Timestamp, end: Timestamp, coreSeconds: Int64,
        requestedMemoryBytes: Int64, credited: StepUsage?
    ) {
        self.identity = identity
        self.user = user
        self.start = start
        self.end = end
        self.coreSeconds = coreSeconds
        self.requestedMemoryBytes = requestedMemoryBytes
        self.credited = credited
    }
}
