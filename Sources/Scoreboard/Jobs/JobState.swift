/// What Slurm says became of a job.
///
/// The raw value is the index of the state's count in ``StateCounts`` and is stored in no file.
package enum JobState: UInt8, CaseIterable, Hashable, Sendable {
    case completed
    case failed
    case cancelled
    case timeout
    case outOfMemory
    case nodeFail
    case preempted
    case bootFail
    case deadline
    /// An attempt that was put back into the queue; the next attempt is a job of its own.
    case requeued
    /// The segment of a job before its size changed; the next segment is a job of its own.
    case resizing
    /// A word this program does not know, on a record that has an end.
    case other
    case pending
    case running
    case suspended
    /// Another cluster's duplicate of a federated job: not ours to count.
    case revoked

    /// Slurm's own word; `OTHER` for ``other``.
    package var word: StaticString {
        switch self {
        case .completed: "COMPLETED"
        case .failed: "FAILED"
        case .cancelled: "CANCELLED"
        case .timeout: "TIMEOUT"
        case .outOfMemory: "OUT_OF_MEMORY"
        case .nodeFail: "NODE_FAIL"
        case .preempted: "PREEMPTED"
        case .bootFail: "BOOT_FAIL"
        case .deadline: "DEADLINE"
        case .requeued: "REQUEUED"
        case .resizing: "RESIZING"
        case .other: "OTHER"
        case .pending: "PENDING"
        case .running: "RUNNING"
        case .suspended: "SUSPENDED"
        case .revoked: "REVOKED"
        }
    }

    /// ``word`` as a string.
    package var name: String { JobState.names[Int(rawValue)] }

    private static let names = allCases.map { "\($0.word)" }

    package init?(name: String) {
        guard let state = JobState.allCases.first(where: { $0.name == name }) else { return nil }
        self = state
    }

    /// Whether a record in this state is over, so that it counts.
    package var hasEnded: Bool { rawValue <= JobState.other.rawValue }
}
