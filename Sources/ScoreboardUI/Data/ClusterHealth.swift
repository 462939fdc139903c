package import Scoreboard

/// How the polling of one cluster goes, as its records say.
package struct ClusterHealth: Hashable, Sendable {
    /// How far its history is read.
    package struct Backfill: Hashable, Sendable {
        /// What the poller is at, in a few words.
        package var phase: String
        /// Whether nothing is left to be read for the first time.
        package var isComplete: Bool
        /// Of the time from the first month with jobs to now, what is read: 0 to 1000 thousandths.
        package var thousandths: Int64
        /// Of the months from the first one with jobs, those that are wholly read, and all of them.
        package var monthsDone: Int64
        package var monthsTotal: Int64
        /// About how many more calls of sacct it takes.
        package var callsToGo: Int64
        /// The first day that is not read yet; nil when none is known.
        package var next: Day?
        /// Months that were read twice with the same result.
        package var sealedMonths: Int64

        package init(
            phase: String, isComplete: Bool, thousandths: Int64, monthsDone: Int64, monthsTotal: Int64,
            callsToGo: Int64, next: Day? = nil, sealedMonths: Int64 = 0
        ) {
            self.phase = phase
            self.isComplete = isComplete
            self.thousandths = thousandths
            self.monthsDone = monthsDone
            self.monthsTotal = monthsTotal
            self.callsToGo = callsToGo
            self.next = next
            self.sealedMonths = sealedMonths
        }
    }

    /// A piece of history that could not be read and is asked for again later.
    package struct Deferred: Hashable, Sendable {
        /// What it spans, up to but not including its end.
        package var span: Range<Timestamp>
        /// How often it was asked for since it was put off.
        package var attempts: Int64
        /// When it is asked for again.
        package var retryAt: Timestamp
        /// What went wrong, on one line.
        package var reason: String

        package init(_ span: Range<Timestamp>, attempts: Int64, retryAt: Timestamp, reason: String) {
            self.span = span
            self.attempts = attempts
            self.retryAt = retryAt
            self.reason = reason
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
    /// When the accounting was last read with success.
    package var asOf: Timestamp?
    /// Nil as long as no poll has said it.
    package var backfill: Backfill?
    /// What was put off, the first one first.
    package var deferred: [Deferred] = []
    /// Why the boards may hold the jobs of the user who polls alone, and what to do about it; empty when they hold all.
    package var onlyOwnJobs = ""
    /// Of the last piece that was read: its rows, its jobs, and those that had not been counted before.
    package var rows: Int64 = 0
    package var jobs: Int64 = 0
    package var newJobs: Int64 = 0
    /// Rows of the last piece that were not understood.
    package var defects: [Count] = []
    /// Calls of sacct in the last minute, and how many a minute has at most; 0 when that is not known.
    package var callsLastMinute: Int64 = 0
    package var callsPerMinute: Int64 = 0
    /// What sacct answered today, and what it may answer before history waits, in bytes; 0 when that is not known.
    package var bytesToday: Int64 = 0
    package var bytesPerDay: Int64 = 0
    /// How many calls in a row have failed, and until when no other is made.
    package var failures: Int64 = 0
    package var notBefore: Timestamp?
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
