package import Scoreboard

/// Something that happened, worth a line in the log.
package struct LogEvent: Equatable, Sendable {
    /// How much it matters.
    package enum Level: String, CaseIterable, Comparable, Sendable {
        case debug, info, warning, error

        package static func < (left: Level, right: Level) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// What the poller was doing.
    package enum Phase: String, Sendable {
        case start, recover, probe, plan, backfill, catchUp = "catch_up", fetch, parse, ingest, reduce, commit, publish
        case rebuild, repair, damage, finish, discover
    }

    /// When it happened.
    package var time: Timestamp
    /// How much it matters.
    package var level: Level
    /// Which cluster was polled.
    package var cluster: String
    /// What the poller was doing.
    package var phase: Phase
    /// The month that was worked on.
    package var month: Month?
    /// Calls of `sacct`, retries included.
    package var calls: Int64
    /// That `sacct` answered.
    package var bytes: Int64
    /// Ended jobs in the answer, and those among them that had not been counted before.
    package var jobsSeen: Int64
    package var jobsNew: Int64
    /// How long the rate limit made us wait, in milliseconds.
    package var rateSleepMilliseconds: Int64
    /// In words, for people.
    package var message: String?

    package init(
        time: Timestamp, level: Level = .info, cluster: String, phase: Phase, month: Month? = nil, calls: Int64 = 0,
        bytes: Int64 = 0, jobsSeen: Int64 = 0, jobsNew: Int64 = 0, rateSleepMilliseconds: Int64 = 0,
        message: String? = nil
    ) {
        self.time = time
        self.level = level
        self.cluster = cluster
        self.phase = phase
        self.month = month
        self.calls = calls
        self.bytes = bytes
        self.jobsSeen = jobsSeen
        self.jobsNew = jobsNew
        self.rateSleepMilliseconds = rateSleepMilliseconds
        self.message = message
    }

    /// The line of the log file, with its line feed: a JSON object in which a missing month is `null`.
    package func rendered() -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            writer.member("ts", time.description)
            writer.member("level", level.rawValue)
            writer.member("cluster", cluster)
            writer.member("phase", phase.rawValue)
            writer.key("month")
            if let month { writer.string(month.description) } else { writer.null() }
            writer.member("calls", calls)
            writer.member("bytes", bytes)
            writer.member("jobs_seen", jobsSeen)
            writer.member("jobs_new", jobsNew)
            writer.member("rate_sleep_ms", rateSleepMilliseconds)
            writer.member("message", message)
        }
        writer.lastNewline()
        return writer.bytes
    }
}
