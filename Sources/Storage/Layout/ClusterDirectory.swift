package import Scoreboard

/// One cluster's part of the data root.
package struct ClusterDirectory: Hashable, Sendable {
    package let path: String
    package let name: ClusterName

    package init(path: String, name: ClusterName) {
        self.path = path
        self.name = name
    }

    /// The absolute path of a file.
    package func path(of file: ClusterFile) -> String {
        FilePath.join(path, file.relativePath)
    }

    package var stateDirectory: String { FilePath.join(path, "state") }
    package var seenDirectory: String { FilePath.join(path, "state/seen") }
    package var stepsDirectory: String { FilePath.join(path, "state/steps") }
    /// Where the files of a commit wait.
    package var stagingDirectory: String { FilePath.join(path, "state/commit") }
    package var dailyRollupsDirectory: String { FilePath.join(path, "agg/rollups/daily") }
    package var monthlyRollupsDirectory: String { FilePath.join(path, "agg/rollups/monthly") }
    package var usersDirectory: String { FilePath.join(path, "agg/users") }
    package var leaderboardsDirectory: String { FilePath.join(path, "agg/leaderboards") }
    package var logDirectory: String { FilePath.join(path, "log") }

    /// Every directory that a poller writes in.
    package var directories: [String] {
        [
            stateDirectory, seenDirectory, stepsDirectory, dailyRollupsDirectory, monthlyRollupsDirectory,
            usersDirectory, leaderboardsDirectory, logDirectory,
        ]
    }

    /// The months that have a daily rollup, in order. Files of other names are not looked at.
    package func rolledUpMonths(in files: any FileSystem) throws(FileSystemError) -> [Month] {
        guard try files.status(dailyRollupsDirectory)?.kind == .directory else { return [] }
        return try files.list(dailyRollupsDirectory).compactMap { name in
            name.hasSuffix(".json") ? Month(String(name.dropLast(5))) : nil
        }.sorted()
    }
}
