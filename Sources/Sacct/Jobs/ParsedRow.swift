package import Scoreboard

/// What a row turned out to be.
package enum ParsedRow: Sendable {
    case job(Job)
    case step(StepRow)
    /// A job that does not count, at least not now, or a row of another cluster (whose id says nothing here).
    case left(Reason, jobID: UInt32?)
    case defect(DefectKind)

    /// Why a row that is well formed was left out.
    package enum Reason: String, CaseIterable, Sendable {
        /// Pending, running or suspended: it counts when it ends.
        case notEnded
        /// Another cluster's duplicate of a federated job.
        case revoked
        /// The row is another cluster's (`-M all`).
        case otherCluster
    }
}
