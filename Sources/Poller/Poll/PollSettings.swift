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
    /// The steps of jobs that ended less than this many seconds ago may still change.
    package var stepSettleSeconds: Int64
    /// How long after its end a job is asked for steps that have not come, in seconds.
    package var stepPatienceSeconds: Int64
    package var rules: ReductionRules
    /// Who is shown.
    package var publication: PublicationRules
    package var programVersion: String

    package init(
        cluster: ClusterName, callsPerMinute: Int = 2, backfillStart: Day = PollSettings.defaultBackfillStart,
        lagSeconds: Int64 = 7_200, pollIntervalSeconds: Int = 300, stepSettleSeconds: Int64 = 300,
        stepPatienceSeconds: Int64 = 3_600,
        rules: ReductionRules = ReductionRules(), publication: PublicationRules = PublicationRules(),
        programVersion: String
    ) {
        self.cluster = cluster
        self.callsPerMinute = callsPerMinute
        self.backfillStart = backfillStart
        self.lagSeconds = lagSeconds
        self.pollIntervalSeconds = pollIntervalSeconds
        self.stepSettleSeconds = stepSettleSeconds
        self.stepPatienceSeconds = stepPatienceSeconds
        self.rules = rules
        self.publication = publication
        self.programVersion = programVersion
    }

    /// 2000-01-01: before any Slurm.
    package static let defaultBackfillStart = Day(daysSinceEpoch: 10_957)
}
