package import Scoreboard

/// What can be seen of a cluster's polling from outside: its lock, its records and the end of its log.
package struct PollingSight: Hashable, Sendable {
    /// As its records say; it names the cluster.
    package var health: ClusterHealth
    /// Who polls it now; nil when nobody does.
    package var holder: PollingHolder?
    /// The calls of sacct that still count against the limit of a minute, in order.
    package var calls: [Timestamp] = []
    /// The end of the log, the oldest line first.
    package var lines: [PollingLine] = []

    package init(health: ClusterHealth) {
        self.health = health
    }

    /// For so many seconds a call counts; the same in either direction for a clock that differs.
    private static let callSeconds: Int64 = 61

    private func callsThatCount(at now: Timestamp) -> [Timestamp] {
        calls.filter { (-60..<PollingSight.callSeconds).contains(now - $0) }
    }

    /// How many calls may be made at once; nil when the limit is not known.
    package func callsLeft(at now: Timestamp) -> Int64? {
        guard health.callsPerMinute > 0 else { return nil }
        return max(0, health.callsPerMinute - Int64(callsThatCount(at: now).count))
    }

    /// When the next call may be made; nil for at once.
    package func nextCall(at now: Timestamp) -> Timestamp? {
        if let end = health.notBefore, end > now { return end }
        let counted = callsThatCount(at: now)
        guard health.callsPerMinute > 0, counted.count >= health.callsPerMinute else { return nil }
        return counted[counted.count - Int(health.callsPerMinute)] + PollingSight.callSeconds
    }
}
