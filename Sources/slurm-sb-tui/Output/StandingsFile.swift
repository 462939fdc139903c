import Poller
import Scoreboard
import ScoreboardUI
import Storage

/// The sidecar from which the interface opens: it only reads.
struct StandingsFile: Sendable {
    let root: DataRoot
    /// Clusters that are not shown, also when boards were made before they were excluded.
    var excluded: Set<ClusterName> = []

    /// - Throws: ``LoadProblem`` when there is nothing to show yet, `FileSystemError`, `DamagedFile`.
    func load() throws -> [ClusterStandings] {
        let files = PosixFileSystem(root: root.path)
        guard let bytes = try files.readIfPresent(root.standings) else { return [] }
        let names = Set(excluded.map(\.text))
        return try StandingsSidecar.decode(bytes, path: root.standings).filter { !names.contains($0.cluster) }
    }
}
