package import Scoreboard

/// One cluster's part of the data root.
package struct ClusterDirectory: Hashable, Sendable {
    /// Absolute, without a slash at the end.
    package let path: String
    /// The cluster's name.
    package let name: ClusterName

    package init(path: String, name: ClusterName) {
        self.path = path
        self.name = name
    }

    /// The absolute path of a file.
    package func path(of file: ClusterFile) -> String {
        FilePath.join(path, file.relativePath)
    }

    /// What the poller must not lose.
    package var stateDirectory: String { FilePath.join(path, "state") }
    /// Which jobs have been counted.
    package var seenDirectory: String { FilePath.join(path, "state/seen") }
    /// What is known of the steps of jobs.
    package var stepsDirectory: String { FilePath.join(path, "state/steps") }
    /// Rows as they were read, when they are kept.
    package var rawDirectory: String { FilePath.join(path, "state/raw") }
    /// The rows of people who opted out; one file a month.
    package var withheldDirectory: String { FilePath.join(path, "state/withheld") }
    /// Where the files of a commit wait.
    package var stagingDirectory: String { FilePath.join(path, "state/commit") }
    /// One file a month.
    package var dailyRollupsDirectory: String { FilePath.join(path, "agg/rollups/daily") }
    /// One file a month.
    package var monthlyRollupsDirectory: String { FilePath.join(path, "agg/rollups/monthly") }
    /// What was taken over from another program; one file a month.
    package var importedRollupsDirectory: String { FilePath.join(path, "agg/rollups/imported") }
    /// The same of people who opted out.
    package var withheldImportsDirectory: String { FilePath.join(path, "state/withheld/imported") }
    /// One file a user; derived.
    package var usersDirectory: String { FilePath.join(path, "agg/users") }
    /// The boards of this cluster alone; derived.
    package var leaderboardsDirectory: String { FilePath.join(path, "agg/leaderboards") }
    /// What the pollers did.
    package var logDirectory: String { FilePath.join(path, "log") }

    /// Every directory that a poller writes in.
    package var directories: [String] {
        [
            stateDirectory, seenDirectory, stepsDirectory, withheldDirectory, dailyRollupsDirectory,
            monthlyRollupsDirectory, usersDirectory, leaderboardsDirectory, logDirectory,
        ]
    }

    /// These, and those between them and the cluster's own, which comes first; each once.
    package var directoriesWithParents: [String] {
        [path, FilePath.join(path, "agg"), FilePath.join(path, "agg/rollups")] + directories
    }

    /// Makes every directory that a poller writes in, and puts the modes right of those that are this user's.
    package func prepare(in files: any FileSystem) throws(FileSystemError) {
        for path in [FilePath.parent(of: path)] + directoriesWithParents { try files.prepareDirectory(path) }
        for path in [stagingDirectory, importedRollupsDirectory, withheldImportsDirectory]
        where try files.status(path)?.kind == .directory { try files.prepareDirectory(path) }
    }
}

extension ClusterDirectory {
    /// The months of which anything is known, in order: that have a rollup, withheld rows, seen jobs, or awaited steps.
    package func knownMonths(in files: any FileSystem) throws(FileSystemError) -> [Month] {
        var months: Set<Month> = Set(try awaitingStepSegments(in: files).keys)
        for (directory, endings) in [
            (dailyRollupsDirectory, RollupFile.endings), (monthlyRollupsDirectory, [".json"]),
            (withheldDirectory, [".json"]), (seenDirectory, [".bloom", ".ids"]),
        ] {
            guard try files.status(directory)?.kind == .directory else { continue }
            for name in try files.list(directory) {
                for ending in endings where name.hasSuffix(ending) {
                    if let month = Month(String(name.dropLast(ending.count))) { months.insert(month) }
                }
            }
        }
        return months.sorted()
    }

    /// The months that were taken over from another program and count still, in order: none of ``knownMonths(in:)`` for that.
    package func importedMonths(in files: any FileSystem) throws(FileSystemError) -> [Month] {
        guard try files.status(importedRollupsDirectory)?.kind == .directory else { return [] }
        return try files.list(importedRollupsDirectory).compactMap { name in
            name.hasSuffix(".json") ? Month(String(name.dropLast(".json".count))) : nil
        }.sorted()
    }

    /// The months that have seen jobs, in order. Whoever may read the boards may list these.
    package func seenMonths(in files: any FileSystem) throws(FileSystemError) -> [Month] {
        guard try files.status(seenDirectory)?.kind == .directory else { return [] }
        let months = try files.list(seenDirectory).compactMap { name in
            [".bloom", ".ids"].first(where: name.hasSuffix).flatMap { Month(String(name.dropLast($0.count))) }
        }
        return Set(months).sorted()
    }

    /// The segments of awaiting jobs that each month has, in order.
    package func awaitingStepSegments(in files: any FileSystem) throws(FileSystemError) -> [Month: [Int]] {
        guard try files.status(stepsDirectory)?.kind == .directory else { return [:] }
        var segments: [Month: [Int]] = [:]
        for name in try files.list(stepsDirectory) {
            let parts = name.split(separator: ".")
            guard parts.count == 3, parts[2] == "steps", let month = Month(String(parts[0])),
                let number = Int(parts[1]), number >= 0
            else { continue }
            segments[month, default: []].append(number)
        }
        return segments.mapValues { $0.sorted() }
    }
}
