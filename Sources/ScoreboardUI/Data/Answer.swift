package import Scoreboard

/// What came of a ``Question``.
package enum Answer: Sendable {
    case history(UserHistory)
    /// One a cluster, sorted by name.
    case health([ClusterHealth])
    /// The worst first.
    case examination([HealthFinding])
    /// By cluster, then by month.
    case filters([SeenFilter])
    case pollingSite(PollingSite)
    case polling(PollingSight)
    case queue(QueueAnswer)
}
