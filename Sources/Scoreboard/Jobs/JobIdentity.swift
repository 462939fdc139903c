/// What makes a job record unique in one cluster: Slurm's accounting has a unique index on (id_job, time_submit).
///
/// A requeue or a resize opens a record with the same id and a new submit time.
package struct JobIdentity: Hashable, Sendable {
    /// JobIDRaw: a plain number below 2^32, the same for no two jobs at once.
    package var jobID: UInt32
    /// Seconds since the epoch; valid until 2106.
    package var submitTime: UInt32

    @inlinable
    package init(jobID: UInt32, submitTime: UInt32) {
        self.jobID = jobID
        self.submitTime = submitTime
    }

    /// The two in one word, the id in the upper half: identities sort by id, then by submit time.
    @inlinable
    package var packed: UInt64 { UInt64(jobID) << 32 | UInt64(submitTime) }

    @inlinable
    package init(packed: UInt64) {
        self.init(jobID: UInt32(packed >> 32), submitTime: UInt32(truncatingIfNeeded: packed))
    }
}

extension JobIdentity: Comparable {
    package static func < (left: JobIdentity, right: JobIdentity) -> Bool {
        left.packed < right.packed
    }
}
