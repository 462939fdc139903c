package import Scoreboard
package import Storage

/// Removes the rollups of months that are old enough, and keeps their totals in the archive.
///
/// A month is archived in one commit, which writes the archive with it and removes its rollups and the list of its jobs
/// that still await their steps: what these measured is not counted any more. The exact set of its seen jobs stays. What people
/// see does not change, since no board has days so old; days that were removed do not come back when more months are to be
/// kept later. To be used under the cluster's lock only.
package struct Retention {
    /// How many months are kept when nobody says otherwise.
    package static let defaultMonths = 36
    /// The fewest months that can be kept: a board of 365 days shows what changed since the 365 days before, and these
    /// begin at most 24 months before the present one.
    package static let minimumMonths = 24
    /// How many months one step archives at most, so that a poll over a long history is not held up.
    package static let monthsPerStep = 6

    private let directory: ClusterDirectory
    private let files: any FileSystem
    private let months: Int

    /// - Parameter months: How many full months before the present one keep their rollups; 0 keeps them all, and a number
    ///   below ``minimumMonths`` counts as that.
    package init(_ directory: ClusterDirectory, files: any FileSystem, months: Int) {
        self.directory = directory
        self.files = files
        self.months = months
    }

    /// The months whose rollups are to be archived, the oldest first.
    ///
    /// - Parameters:
    ///   - present: The month of today.
    ///   - isComplete: Whether all of a month has been read.
    package static func due(
        _ known: [Month], present: Month, keeping months: Int, isComplete: (Month) -> Bool
    ) -> [Month] {
        guard months > 0 else { return [] }
        let first = present.adding(months: -max(months, minimumMonths))
        return known.filter { $0 < first && isComplete($0) }.sorted()
    }

    /// Archives the oldest months that are due, one commit each, at most ``monthsPerStep`` of them.
    ///
    /// - Returns: The months that were archived.
    /// - Throws: `DamagedFile` for a month whose files are not as they were written: it is not archived. What reading and
    ///   writing throws.
    package func step(
        now: Timestamp, committing commit: inout SliceCommit, isComplete: (Month) -> Bool
    ) throws -> [Month] {
        // What was imported cannot be told from the rest in the archive, and may yet be replaced.
        let imported = Set(try directory.importedMonths(in: files))
        let due = try Retention.due(directory.knownMonths(in: files), present: now.day.month, keeping: months) {
            isComplete($0) && !imported.contains($0)
        }
        guard !due.isEmpty else { return [] }
        var archive = try RollupArchive(of: directory, files: files)
        let next = due.filter { !archive.contains($0) }.prefix(Retention.monthsPerStep)
        for month in next { try commit.commit(changes(archiving: month, into: &archive)) }
        return Array(next)
    }

    private func changes(archiving month: Month, into archive: inout RollupArchive) throws -> [FileChange] {
        // Once it is archived nothing can be compared any more.
        let found = try MonthExamination(month, in: directory, files: files, archive: archive)
        if let damage = found.damages.first { throw damage }
        guard let totals = found.totals, let asOf = found.asOf else { return [] }
        archive.add(totals, withheld: found.withheldTotals, of: month)
        let segments = try directory.awaitingStepSegments(in: files)[month] ?? []
        return archive.changes(asOf: asOf)
            + RollupFile(month, in: directory, files: files).removal
            + [.withheldRollup(month), .monthlyRollup(month), .seenFilter(month)].map(FileChange.remove)
            + segments.map { .remove(.awaitingSteps(month, segment: $0)) }
    }
}
