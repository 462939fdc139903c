package import Scoreboard
package import Storage

/// The archive of a cluster as its files have it: the totals of the months whose rollups were removed, those of the users
/// who are shown and, apart, those of the users who are not.
///
/// The seen jobs of an archived month are kept, so that a job that is read late or again is told from a new one; a new one
/// is added here. When they are lost, the month is sealed: of its jobs no more are counted, since nothing could tell which
/// were.
package struct RollupArchive {
    /// What the world may read, with the count of all jobs of each month.
    package private(set) var shown = ArchivedTotals()
    /// Of the users who are not to be shown; names no months.
    package private(set) var withheld = ArchivedTotals()

    private let directory: ClusterDirectory
    private var asOf: Timestamp?
    private var isChanged: [ClusterFile: Bool] = [:]

    /// An archive that holds nothing.
    init(emptyOf directory: ClusterDirectory) {
        self.directory = directory
    }

    /// Reads the archive; one that is missing is empty.
    ///
    /// - Parameter passingOverClosed: Whether what is withheld is none of whoever looks and may not read it.
    /// - Throws: `FileSystemError`; `DamagedFile` also when the two files do not hold the jobs of their months.
    package init(
        of directory: ClusterDirectory, files: any FileSystem, passingOverClosed: Bool = false
    ) throws {
        self.directory = directory
        shown = try load(.rollupArchive, files)
        do {
            withheld = try load(.withheldArchive, files)
        } catch let error as FileSystemError where passingOverClosed && error.isForbidden {
            return
        }
        let counted = shown.jobCount + withheld.jobCount
        let expected = shown.months.values.reduce(0, +)
        guard counted == expected else {
            throw DamagedFile(
                path: directory.path(of: .rollupArchive),
                .malformed("its users have \(counted) jobs and its months \(expected)"))
        }
    }

    private mutating func load(_ file: ClusterFile, _ files: any FileSystem) throws -> ArchivedTotals {
        let path = directory.path(of: file)
        guard let bytes = try files.readIfPresent(path) else { return ArchivedTotals() }
        let content = try ArchivedTotalsCodec.decode(bytes, path: path, cluster: directory.name)
        asOf = max(asOf ?? content.asOf, content.asOf)
        return content.totals
    }

    /// Whether the month's rollups were removed.
    package func contains(_ month: Month) -> Bool { shown.months[month] != nil }

    /// How many jobs were counted of an archived month; nil for another.
    package func jobCount(of month: Month) -> Int64? { shown.months[month] }

    /// The archived months, in order.
    package var months: [Month] { shown.months.keys.sorted() }

    /// Adds what jobs of a month contributed, which is archived from now on.
    ///
    /// - Parameters:
    ///   - totals: Of the users who are shown.
    ///   - hidden: Of those who are not.
    package mutating func add(
        _ totals: [String: UserTotals], withheld hidden: [String: UserTotals] = [:], of month: Month
    ) {
        let jobs = (Array(totals.values) + hidden.values).reduce(0) { $0 + $1.jobs }
        shown.count(jobs, in: month)
        shown.add(totals)
        isChanged[.rollupArchive] = true
        guard !hidden.isEmpty else { return }
        withheld.add(hidden)
        isChanged[.withheldArchive] = true
    }

    /// Moves users between what is shown and what is not.
    ///
    /// - Parameter isHidden: Whether a user is not to be shown from now on.
    package mutating func withhold(_ isHidden: (String) -> Bool) {
        let leaving = shown.remove(where: isHidden)
        let returning = withheld.remove { !isHidden($0) }
        guard !leaving.isEmpty || !returning.isEmpty else { return }
        withheld.add(leaving)
        shown.add(returning)
        isChanged = [.rollupArchive: true, .withheldArchive: true]
    }

    /// The files that must be written since something was added or moved.
    ///
    /// - Parameter now: When the accounting was last read.
    package func changes(asOf now: Timestamp) -> [FileChange] {
        [(ClusterFile.rollupArchive, shown), (.withheldArchive, withheld)].compactMap { file, totals in
            guard isChanged[file] ?? false else { return nil }
            return .write(
                file, ArchivedTotalsCodec.encode(totals, cluster: directory.name, asOf: max(asOf ?? now, now)))
        }
    }

    /// The months that a damaged archive may have held: those that have seen jobs and no rollup, and all between them.
    package static func suspectedMonths(in directory: ClusterDirectory, files: any FileSystem) throws -> [Month] {
        let bare = try directory.knownMonths(in: files).filter { month in
            try RollupFile(month, in: directory, files: files).stored == nil
                && files.status(directory.path(of: .monthlyRollup(month))) == nil
        }
        guard let first = bare.first, let last = bare.last else { return [] }
        return (first.ordinal...last.ordinal).map { Month(ordinal: $0) }
    }
}
