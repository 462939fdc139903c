package import Scoreboard
package import Storage

/// How a cluster is polled.
package struct PollSettings: Sendable {
    package var cluster: ClusterName
    /// Calls of sacct a minute, all processes together.
    package var callsPerMinute: Int
    /// The first day of the history.
    package var backfillStart: Day
    /// How far behind the last look to look again, in seconds: records arrive late.
    package var lagSeconds: Int64
    /// Seconds between two looks once all is read.
    package var pollIntervalSeconds: Int
    /// Seconds between two months of the history.
    package var backfillSleepSeconds: Int
    /// For how many seconds of the accounting's time a round goes on with history before the boards follow.
    package var historySeconds: Int
    /// The steps of jobs that ended less than this many seconds ago may still change.
    package var stepSettleSeconds: Int64
    /// How long after its end a job is asked for steps that have not come, in seconds.
    package var stepPatienceSeconds: Int64
    /// What sacct may answer in a UTC day, in bytes; 0 for no limit.
    package var bytesPerDay = CallBudget.defaultBytesPerDay
    /// Whose homes are looked at for users without jobs.
    package var discovery = DiscoveryRules()
    /// Of which clusters, spans of time and people boards are made.
    package var publication = PublicationRules()
    package var rules: ReductionRules
    /// How many months keep their rollups, as ``Retention`` takes them.
    package var retentionMonths = Retention.defaultMonths
    /// How many days the rows that were read are kept; 0 keeps none.
    package var rawCacheDays = 0
    package var programVersion: String

    package init(
        cluster: ClusterName, callsPerMinute: Int = 2, backfillStart: Day = PollSettings.defaultBackfillStart,
        lagSeconds: Int64 = 7_200, pollIntervalSeconds: Int = 300, backfillSleepSeconds: Int = 2,
        historySeconds: Int = 60, stepSettleSeconds: Int64 = 300, stepPatienceSeconds: Int64 = 3_600,
        rules: ReductionRules = ReductionRules(), programVersion: String
    ) {
        self.cluster = cluster
        self.callsPerMinute = callsPerMinute
        self.backfillStart = backfillStart
        self.lagSeconds = lagSeconds
        self.pollIntervalSeconds = pollIntervalSeconds
        self.backfillSleepSeconds = backfillSleepSeconds
        self.historySeconds = historySeconds
        self.stepSettleSeconds = stepSettleSeconds
        self.stepPatienceSeconds = stepPatienceSeconds
        self.rules = rules
        self.programVersion = programVersion
    }

    /// 2000-01-01: before any Slurm.
    package static let defaultBackfillStart = Day(daysSinceEpoch: 10_957)
}
