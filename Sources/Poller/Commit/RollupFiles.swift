package import Scoreboard
package import Storage

/// A cluster's rollups as they are on disk.
package enum RollupFiles {
    /// The daily rollup of a month, without the rows that are withheld; nil when the month has none.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package static func daily(
        of month: Month, directory: ClusterDirectory, files: any FileSystem
    ) throws -> DailyRollup? {
        try RollupFile(month, in: directory, files: files).decoded()?.rollup
    }

    /// The rows of a month that stand in no file that others read; nil when there are none.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package static func withheld(
        of month: Month, directory: ClusterDirectory, files: any FileSystem
    ) throws -> DailyRollup? {
        let path = directory.path(of: .withheldRollup(month))
        return try files.readIfPresent(path).map {
            try DailyRollupCodec.decode($0, path: path, cluster: directory.name, month: month).rollup
        }
    }

    /// The totals of a month's users, without those who are withheld; nil when the month has none.
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
