import Poller
import Scoreboard
import ScoreboardUI
import Storage

/// The sidecar from which the interface opens: it only reads.
struct StandingsFile: Sendable {
    let root: DataRoot

    /// - Throws: ``LoadProblem`` when there is nothing to show yet, `FileSystemError`, `DamagedFile`.
    func load() throws -> [ClusterStandings] {
        let files = PosixFileSystem(root: root.path)
        guard let bytes = try files.readIfPresent(root.standings) else { return [] }
        return try StandingsSidecar.decode(bytes, path: root.standings)
    }
}
