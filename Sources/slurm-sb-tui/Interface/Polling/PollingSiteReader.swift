import Glibc
import Sacct
import ScoreboardUI
import Settings
import Storage

/// Finds out which clusters can be polled from this machine.
struct PollingSiteReader {
    /// What stands behind the data root.
    enum Ground {
        /// Slurm, which is asked.
        case slurm
        /// Slurm, which is not asked: for pictures.
        case unasked
        /// Nothing: the data is made up.
        case madeUp
    }

    let root: DataRoot
    let settings: ResolvedSettings
    let ground: Ground
    let isInterrupted: @Sendable () -> Bool

    /// How long each of Slurm's programs may take, in seconds: somebody waits.
    private static let timeoutSeconds = 10

    func read() -> PollingSite {
        let files = PosixFileSystem(root: root.path)
        var names = Set(((try? root.clusters(in: files)) ?? []).map(\.name))
        switch ground {
        case .unasked: return PollingSite(places(names) { _ in nil })
        case .madeUp: return PollingSite(places(names) { _ in .madeUpData }, obstacle: .madeUpData)
        case .slurm: break
        }
        let site = SlurmSite(
            environment: wholeEnvironment(), timeoutSeconds: PollingSiteReader.timeoutSeconds,
            isInterrupted: isInterrupted)
        guard site.path(of: "sacct") != nil else {
            return PollingSite(places(names) { _ in .noSacct }, obstacle: .noSacct)
        }
        var known: Set<ClusterName>?
        var problem: String?
        do {
            known = Set(try site.accountedClusters().compactMap { try? ClusterName($0) })
        } catch {
            problem = (error as? ProcessFailure)?.cause ?? "\(error)"
        }
        let local = (try? site.localCluster()).flatMap { $0 }.flatMap { try? ClusterName($0) }
        names.formUnion(known ?? local.map { [$0] } ?? [])
        let common = obstacle(of: nil, known: nil)
        return PollingSite(
            places(names) { obstacle(of: $0, known: known) }, local: local?.text, obstacle: common, problem: problem)
    }

    private func places(
        _ names: Set<ClusterName>, _ obstacle: (ClusterName) -> PollingObstacle?
    ) -> [PollingSite.Place] {
        names.subtracting(settings.clusters.excluded).sorted().map {
            PollingSite.Place($0.text, obstacle: obstacle($0))
        }
    }

    /// What is in the way of one cluster, or of any new one.
    private func obstacle(of cluster: ClusterName?, known: Set<ClusterName>?) -> PollingObstacle? {
        if let problem = settings.problems.first { return .wrongSetting("\(problem)") }
        if let known, let cluster, !known.contains(cluster) {
            return .unknownCluster(known: known.sorted().map(\.text))
        }
        let path = nearestPath(to: cluster.map { root.cluster($0).stateDirectory } ?? root.clustersDirectory)
        return access(path, W_OK | X_OK) == 0 ? nil : .notWritable(path: path)
    }

    /// The path itself, or what is there of the way to it.
    private func nearestPath(to path: String) -> String {
        var path = path
        while access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR, path != "/", path != "." {
            path = FilePath.parent(of: path)
        }
        return path
    }
}
