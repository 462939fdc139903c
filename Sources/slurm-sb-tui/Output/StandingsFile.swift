import Poller
import Scoreboard
import ScoreboardUI
import Storage

/// The sidecar from which the interface opens: it only reads.
struct StandingsFile: Sendable {
    let root: DataRoot
    /// Clusters that are not shown, also when boards were made before they were excluded.
    let excluded: Set<ClusterName>
    private let sidecar: FileWatch

    init(root: DataRoot, excluded: Set<ClusterName> = []) {
        self.root = root
        self.excluded = excluded
        sidecar = FileWatch(root.standings, in: PosixFileSystem(root: root.path))
    }

    /// Whether ``load()`` would find what it found the last time. Nothing is read.
    func isUnchanged() -> Bool { sidecar.isUnchanged() }

    /// - Throws: ``LoadProblem`` when there is nothing to show yet, `FileSystemError`, `DamagedFile`.
    func load() throws -> [ClusterStandings] {
        guard let bytes = try sidecar.read() else { return [] }
        let names = Set(excluded.map(\.text))
        do {
            return try StandingsSidecar.decode(bytes, path: root.standings).filter { !names.contains($0.cluster) }
        } catch {
            sidecar.forget()
            throw error
        }
    }
}
