package import Scoreboard

/// How the polling of one cluster goes, as its records say.
package struct ClusterHealth: Hashable, Sendable {
    /// How far its history is read.
    package struct Backfill: Hashable, Sendable {
        /// Of the history that is to be read: 0 to 1.
        package var fraction: Double
        /// The days that are not read yet, and all of them.
        package var daysLeft: Int
        package var daysTotal: Int
        /// The first day that is not read yet; nil when all are.
        package var next: Day?
        /// About how many more questions to the accounting it takes; nil when that is not known.
        package var callsLeft: Int?

        package init(fraction: Double, daysLeft: Int, daysTotal: Int, next: Day?, callsLeft: Int?) {
            self.fraction = fraction
            self.daysLeft = daysLeft
            self.daysTotal = daysTotal
            self.next = next
            self.callsLeft = callsLeft
        }
    }

    /// Something that was counted, by its name.
    package struct Count: Hashable, Sendable {
        package var name: String
        package var count: Int64

        package init(name: String, count: Int64) {
            self.name = name
            self.count = count
        }
    }

    /// The cluster's name.
    package var cluster: String
    /// When a poll last began, and when one last came to its end.
    package var lastAttempt: Timestamp?
    package var lastSuccess: Timestamp?
    /// The last error and its time, also when a success came after it.
    package var lastErrorTime: Timestamp?
    package var lastError = ""
    /// Of the program that polled last, and of its Slurm; empty when they are not known.
    package var programVersion = ""
    package var slurmVersion = ""
    /// Where the poller stands, in words.
    package var cursor = ""
    /// When the accounting was last read with success.
    package var asOf: Timestamp?
    /// Nil before the first poll.
    package var backfill: Backfill?
    /// Of the last piece that was read: its rows, its jobs, and those that had not been counted before.
    package var rows: Int64 = 0
    package var jobs: Int64 = 0
    package var newJobs: Int64 = 0
    /// Rows of the last piece that were not understood.
    package var defects: [Count] = []
    /// Calls of sacct in the last minute.
    package var callsLastMinute: Int64 = 0
    /// What sacct answered today, in bytes.
    package var bytesToday: Int64 = 0
    /// On the file system of the root, as the last poll saw it.
    package var diskFreeBytes: Int64?
    /// Files that were moved aside and are not yet made again.
    package var damaged: [String] = []
    /// Records of this cluster that could not be read, in words.
    package var problems: [String] = []

    package init(cluster: String) {
        self.cluster = cluster
    }

    /// Whether the last poll failed.
    package var hasFailed: Bool {
        guard let error = lastErrorTime else { return false }
        return error >= lastSuccess ?? error
    }
}
