/// One ended job record, normalized: units fixed, names interned, nothing of it private beyond its user.
package struct Job: Equatable, Sendable {
    package var identity: JobIdentity
    /// The user's index in the ``NameTable`` of the run that read the job.
    package var user: NameTable.Index
    package var state: JobState
    /// Wall time without suspended time.
    package var elapsedSeconds: Int64
    /// Zero or the requested number for a job that never started, by Slurm's version.
    package var allocatedCPUs: Int64
    /// Allocated nodes, or the requested number for a job that never started.
    package var nodes: Int64
    package var gpus: GPUAllocation
    /// For the whole job, in bytes, base 10.
    package var requestedMemoryBytes: Int64
    /// Nil for a job that was never eligible (held until cancelled).
    package var eligible: Timestamp? {
        @inlinable
        get { eligibleTime.value.map(Timestamp.init(seconds:)) }
        set { eligibleTime = OptionalNumber(newValue?.seconds) }
    }
    /// Nil for a job that never started.
    package var start: Timestamp? {
        @inlinable
        get { startTime.value.map(Timestamp.init(seconds:)) }
        set { startTime = OptionalNumber(newValue?.seconds) }
    }
    package var end: Timestamp
    /// Joules; zero when the site does not measure energy.
    package var energyJoules: Int64
    /// Nil as long as no step row of the job was read.
    package var steps: StepUsage?

    @usableFromInline
    var eligibleTime: OptionalNumber
    @usableFromInline
    var startTime: OptionalNumber

    @inlinable @inline(__always)
    package init(
        identity: JobIdentity,
        user: NameTable.Index,
        state: JobState,
        elapsedSeconds: Int64,
        allocatedCPUs: Int64,
        nodes: Int64 = 1,
        gpus: GPUAllocation = .none,
        requestedMemoryBytes: Int64 = 0,
        eligible: Timestamp? = nil,
        start: Timestamp? = nil,
        end: Timestamp,
        energyJoules: Int64 = 0,
        steps: StepUsage? = nil
    ) {
        self.identity = identity
        self.user = user
        self.state = state
        self.elapsedSeconds = elapsedSeconds
        self.allocatedCPUs = allocatedCPUs
        self.nodes = nodes
        self.gpus = gpus
        self.requestedMemoryBytes = requestedMemoryBytes
        eligibleTime = OptionalNumber(eligible?.seconds)
        startTime = OptionalNumber(start?.seconds)
        self.end = end
        self.energyJoules = energyJoules
        self.steps = steps
    }

    @inlinable
    package var submit: Timestamp { Timestamp(seconds: Int64(identity.submitTime)) }

    /// Seconds from eligible (else submitted) to started; zero for a job that never started, and for the segment
    /// after a resize, whose start lies before its submit time.
    @inlinable
    package var waitSeconds: Int64 {
        guard let start else { return 0 }
        return max(0, start - (eligible ?? submit))
    }
}
