import Scoreboard
import Storage

/// Whom boards show.
struct ShownStandings {
    /// Of each cluster.
    let standings: [ClusterStandings]
    /// The file of these.
    let sidecar: [UInt8]
    /// Of all of them.
    let roster: Roster

    init(_ standings: [ClusterStandings], sidecar: [UInt8]) {
        self.standings = standings
        self.sidecar = sidecar
        roster = Roster(standings)
    }
}
