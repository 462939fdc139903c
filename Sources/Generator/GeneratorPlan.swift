package import Scoreboard

/// What rows to make: the same plan gives the same bytes.
///
/// ```swift
/// let month = Month(year: 2026, month: 10)
/// let plan = GeneratorPlan(cluster: .negishi, month: month, jobs: 1_000_000, users: 3_000, seed: 7)
/// let summary = try plan.writeRows { chunk in try file.write(chunk) }
/// ```
package struct GeneratorPlan: Hashable, Sendable {
    package var cluster: ClusterProfile
    /// When the ended jobs end. Submit and Start may lie before it.
    package var span: Range<Timestamp>
    /// Job rows in all, the attempts that were requeued and the open jobs included: 1 or more. Step rows are extra.
    package var jobs: Int
    /// Users in the directory, 1 or more. The heaviest are the same on every cluster with the same seed and number.
    package var users: Int
    package var seed: UInt64
    /// Whether each job row is followed by its steps, which carry MaxRSS, AveRSS and TotalCPU.
    package var withSteps: Bool
    package var dialect: SacctDialect
    /// How many of the job rows are still running or pending when the span ends: 0 to `jobs`.
    package var openJobs: Int
    /// The first job id. Ids run on from here; `jobs` + 1 of them are taken.
    package var firstJobID: UInt32
    /// The time over which users come and go. The year that ends with the span, unless another is given.
    package var season: Range<Timestamp>
    /// Whether the names of the columns come first.
    package var hasHeader: Bool

    /// The names of the columns, in order, as the header prints them.
    package static let columns =
        "JobID|JobIDRaw|User|Account|Partition|QOS|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|TimelimitRaw|AllocTRES"
        + "|ConsumedEnergyRaw|MaxRSS|AveRSS|TotalCPU|Submit|Eligible|Start|End"

    /// A plan over any span.
    ///
    /// - Parameters:
    ///   - dialect: the cluster's own when nil.
    ///   - openJobs: none unless asked for.
    package init(
        cluster: ClusterProfile,
        span: Range<Timestamp>,
        jobs: Int,
        users: Int,
        seed: UInt64,
        withSteps: Bool = false,
        dialect: SacctDialect? = nil,
        openJobs: Int = 0,
        firstJobID: UInt32 = 1_000_000
    ) {
        precondition(!span.isEmpty, "a plan needs a span of time")
        precondition(jobs >= 1 && users >= 1, "a plan needs a job and a user")
        precondition((0...jobs).contains(openJobs), "open jobs are among the jobs")
        self.cluster = cluster
        self.span = span
        self.jobs = jobs
        self.users = users
        self.seed = seed
        self.withSteps = withSteps
        self.dialect = dialect ?? cluster.dialect
        self.openJobs = openJobs
        self.firstJobID = firstJobID
        season = span.upperBound - 365 * Day.secondsPerDay..<span.upperBound
        hasHeader = true
    }

    /// A plan over a whole UTC month. Ids of different months differ, up to 1,300,000 jobs a month; they come again
    /// after four years, below Slurm's MaxJobId of 67,043,328.
    package init(
        cluster: ClusterProfile,
        month: Month,
        jobs: Int,
        users: Int,
        seed: UInt64,
        withSteps: Bool = false,
        dialect: SacctDialect? = nil,
        openJobs: Int = 0
    ) {
        self.init(
            cluster: cluster, span: month.firstDay.start..<month.next.firstDay.start, jobs: jobs, users: users,
            seed: seed, withSteps: withSteps, dialect: dialect, openJobs: openJobs,
            firstJobID: 1_000_000 + UInt32(month.ordinal % 48) * 1_300_000)
    }

    /// Makes the rows and hands them on in blocks of about 1 MiB, which end with a row.
    ///
    /// Memory does not grow with the number of rows.
    ///
    /// - Parameter sink: takes a block; its bytes are gone when it returns.
    /// - Returns: what was made.
    /// - Throws: what `sink` throws, nothing of its own.
    @discardableResult
    package func writeRows(into sink: (UnsafeRawBufferPointer) throws -> Void) throws -> GeneratedSummary {
        var buffer = RowBuffer()
        var writer = RowWriter(plan: self, users: ClusterUsers(plan: self))
        var drafter = JobDrafter(plan: self, habits: writer.users.habits)
        if hasHeader { writer.writeHeader(to: &buffer) }

        let endedRows = jobs - openJobs
        let rhythm = LoadRhythm(span: span, rows: endedRows)
        let seasonSeconds = Double(season.upperBound - season.lowerBound)
        var rowsLeft = endedRows
        // A requeued job takes two rows; the second is paid back by the next place in time.
        var rowsAhead = 0
        for (index, stretch) in rhythm.stretches.enumerated() {
            // Who is active changes slowly: twice a week is often enough.
            if index % 84 == 0 {
                let elapsed = Double(stretch.start - season.lowerBound.seconds)
                drafter.chooser = writer.users.chooser(at: min(1, max(0, elapsed / seasonSeconds)))
            }
            for place in 0..<stretch.rows {
                if rowsAhead > 0 {
                    rowsAhead -= 1
                    continue
                }
                let end =
                    stretch.start + Int64(drafter.random.below(stretch.seconds) + place * stretch.seconds)
                    / Int64(stretch.rows)
                var job = drafter.draft(endingAt: end)
                rowsLeft -= 1
                if job.wantsEarlierAttempt, rowsLeft > 0, let attempt = drafter.earlierAttempt(of: &job) {
                    writer.write(attempt, to: &buffer)
                    rowsLeft -= 1
                    rowsAhead += 1
                }
                writer.write(job, to: &buffer)
                try buffer.flushIfFull(into: sink)
            }
        }
        for _ in 0..<openJobs {
            writer.write(drafter.draftOpenJob(), to: &buffer)
            try buffer.flushIfFull(into: sink)
        }
        try buffer.flush(into: sink)
        return GeneratedSummary(
            jobRows: jobs, openRows: openJobs, stepRows: writer.stepRows, bytes: buffer.flushedBytes)
    }
}
