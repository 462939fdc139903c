package import Scoreboard

/// The directory that all clusters share, and where things are in it.
package struct DataRoot: Hashable, Sendable {
    /// Without a slash at the end, unless it is `/`.
    package let path: String

    package init(path: String) {
        var trimmed = path
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.path = trimmed
    }

    /// One directory a cluster.
    package var clustersDirectory: String { FilePath.join(path, "clusters") }
    /// The boards of all clusters merged; derived.
    package var leaderboardsDirectory: String { FilePath.join(path, "leaderboards") }

    /// The board of all clusters merged.
    package func leaderboard(_ window: Window) -> String {
        FilePath.join(leaderboardsDirectory, "\(window.fileStem).json")
    }

    /// The sidecar of the standings of all clusters, from which the interface opens.
    package var standings: String { FilePath.join(leaderboardsDirectory, "boards.bin") }
    /// What the writers of the merged boards take turns by.
    package var leaderboardsLock: String { FilePath.join(leaderboardsDirectory, ".lock") }

    /// The site's settings; written by hand.
    package var policy: String { FilePath.join(path, "config/policy.json") }
    /// The clusters with their titles; written by hand.
    package var clusterList: String { FilePath.join(path, "config/clusters.json") }
    /// The look that the site gives the interface; written by hand.
    package var theme: String { FilePath.join(path, "ui/theme.json") }
    /// What the site decides.
    package var configDirectory: String { FilePath.join(path, "config") }
    /// Who opted out, by the site's word: a name a line.
    package var optOutList: String { FilePath.join(configDirectory, "optout.txt") }

    /// The directory of a cluster, which need not exist.
    package func cluster(_ name: ClusterName) -> ClusterDirectory {
        ClusterDirectory(path: FilePath.join(clustersDirectory, name.text), name: name)
    }

    /// The clusters that have a directory, sorted by name. What is no directory, or has no name of a cluster, is none.
    package func clusters(in files: any FileSystem) throws(FileSystemError) -> [ClusterDirectory] {
        guard try files.status(clustersDirectory)?.kind == .directory else { return [] }
        var found: [ClusterDirectory] = []
        for entry in try files.list(clustersDirectory) {
            // A name in another case would be a second directory of the same cluster: not ours.
            guard let name = try? ClusterName(entry), name.text == entry else { continue }
            let directory = cluster(name)
            if try files.status(directory.path)?.kind == .directory { found.append(directory) }
        }
        return found
    }
}
