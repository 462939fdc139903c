package import Scoreboard

/// What a pane wants to know of the data root beside the standings; answered by an ``Answer``.
package enum Question: Hashable, Sendable {
    /// One user's months and days.
    ///
    /// - Parameters:
    ///   - clusters: Where to look: names as in the standings.
    ///   - today: The last day.
    case history(user: String, clusters: [String], today: Day)
    /// How the polling of each cluster goes.
    case health
    /// What an examination of every file finds. It may take long.
    case examination
    /// The filters of seen jobs, of each cluster and month.
    case filters
    /// Which clusters can be polled from this machine; Slurm is asked.
    case pollingSite
    /// What can be seen of the polling of a cluster: its name as in the standings.
    case polling(cluster: String)
    /// What runs and waits now.
    ///
    /// - Parameter clusters: Names as in the standings; none is the cluster that this machine belongs to.
    case queue(clusters: [String])
}
