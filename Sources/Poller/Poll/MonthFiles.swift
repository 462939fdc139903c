package import Scoreboard
package import Storage

/// Which of a month's files are there. They are made together: a month has all of them or none.
///
/// The filter alone may be missing, since it follows from the exact set: that of a packed month is. So may the withheld rows,
/// which most months lack. An archived month has no rollups, and may have lost its seen jobs.
package struct MonthFiles {
    /// Those that are there, in the order in which they may be moved aside.
    package let paths: [String]
    private let missing: String?
    private let rollup: String?

    /// Looks at the names alone; nothing is read.
    package init(of month: Month, in directory: ClusterDirectory, files: any FileSystem) throws {
        let segments = try directory.awaitingStepSegments(in: files)[month] ?? []
        let daily = try RollupFile(month, in: directory, files: files).path
        let monthly = directory.path(of: .monthlyRollup(month))
        let identities = directory.path(of: .seenIdentities(month))
        let all =
            (RollupFile.forms(of: month) + [.withheldRollup(month)]).map { directory.path(of: $0) }
            + segments.map { directory.path(of: .awaitingSteps(month, segment: $0)) }
            + [monthly, directory.path(of: .seenFilter(month)), identities]
        let there = try all.filter { try files.status($0) != nil }
        paths = there
        rollup = [daily, directory.path(of: .withheldRollup(month)), monthly].first { there.contains($0) }
        missing = there.isEmpty ? nil : [daily, monthly, identities].first { !there.contains($0) }
    }

    /// - Parameter isArchived: Whether the archive has the month.
    /// - Throws: `DamagedFile` that names a file which is missing while others of the month are there, or a rollup whose
    ///   month is archived: its jobs would count twice.
    package func check(isArchived: Bool) throws {
        if isArchived {
            guard let rollup else { return }
            throw DamagedFile(path: rollup, .malformed(MonthFiles.archivedTwice))
        }
        guard let missing, let other = paths.first else { return }
        throw DamagedFile(
            path: missing, .malformed("it is gone while \(FilePath.name(of: other)) of the same month is there"))
    }

    static let archivedTwice = "it is there although its month is archived"
}
