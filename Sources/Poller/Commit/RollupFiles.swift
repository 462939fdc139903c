package import Scoreboard
package import Storage

/// A cluster's rollups as they are on disk.
package enum RollupFiles {
    /// The daily rollup of a month; nil when the month has none.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package static func daily(
        of month: Month, directory: ClusterDirectory, files: any FileSystem
    ) throws -> DailyRollup? {
        let path = directory.path(of: .dailyRollup(month))
        return try files.readIfPresent(path).map {
            try DailyRollupCodec.decode($0, path: path, cluster: directory.name, month: month).rollup
        }
    }

    /// The totals of a month's users; nil when the month has none.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package static func monthly(
        of month: Month, directory: ClusterDirectory, files: any FileSystem
    ) throws -> [String: UserTotals]? {
        let path = directory.path(of: .monthlyRollup(month))
        return try files.readIfPresent(path).map {
            try MonthlyRollupCodec.decode($0, path: path, cluster: directory.name, month: month).users
        }
    }
}
