package import Scoreboard

/// What a leaderboard's file says before its rows.
package struct BoardHead {
    package var subject: Leaderboard.Subject
    package var window: Window
    /// Nil for the board of all clusters.
    package var cluster: ClusterName?
    package var asOf: Timestamp
    package var memoryIsCollected: Bool
    /// The imported months of the window, by cluster.
    package var imported: [(cluster: String, months: [Month])]

    package init(
        subject: Leaderboard.Subject, window: Window, cluster: ClusterName?, asOf: Timestamp, memoryIsCollected: Bool,
        imported: [(cluster: String, months: [Month])]
    ) {
        self.subject = subject
        self.window = window
        self.cluster = cluster
        self.asOf = asOf
        self.memoryIsCollected = memoryIsCollected
        self.imported = imported
    }
}
