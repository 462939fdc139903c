package import Scoreboard

/// What a row turned out to be.
package enum ParsedRow {
    case job(Job)
    case step(StepRow)
    /// A job or a step that does not count, at least not now.
    case left(Reason)
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
