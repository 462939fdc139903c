/// Counts users by whether steps of their jobs were read: so many tell whether memory and CPU use are collected on a cluster.
package struct CollectedSteps: Equatable, Sendable {
    /// All users.
    package var users = 0
    /// Who has a job of which steps were read.
    package var measured = 0
    /// Who has a job of the last 30 days.
    package var lately = 0
    /// Who has one of these of which steps were read.
    package var measuredLately = 0

    package init() {}

    /// Counts a user, or with a negative number takes one out again.
    package mutating func count(_ windows: WindowTotals, times: Int = 1) {
        users += times
        if windows.allTime.measuredJobs > 0 { measured += times }
        guard windows.last30Days.jobs > 0 else { return }
        lately += times
        if windows.last30Days.measuredJobs > 0 { measuredLately += times }
    }

    /// Whether steps were read of any job of the last 30 days, or of all time if there were none.
    package var memoryIsCollected: Bool { users == 0 || (lately > 0 ? measuredLately > 0 : measured > 0) }
}
