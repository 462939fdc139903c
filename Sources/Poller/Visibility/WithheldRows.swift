import Scoreboard
import Storage

/// The rows of people who opted out: they stand in private twins of the daily rollups instead of in those that all read.
struct WithheldRows {
    let directory: ClusterDirectory
    let files: any FileSystem

    /// Who has withheld rows, in rollups or in the archive.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    func users() throws -> Set<String> {
        var users = Set(try RollupArchive(of: directory, files: files).withheld.users.keys)
        for name in try files.names(in: directory.withheldDirectory) where name.hasSuffix(".json") {
            guard let month = Month(String(name.dropLast(5))) else { continue }
            users.formUnion(try RollupFiles.withheld(of: month, directory: directory, files: files)?.users ?? [])
        }
        for month in try directory.importedMonths(in: files) {
            let withheld = try ImportedRollups.withheld(of: month, in: directory, files: files)
            if let withheld { users.formUnion(withheld.users.keys) }
        }
        return users
    }

    /// Moves rows between the rollups and their private twins until they are where the policy wants them.
    ///
    /// What a file says of its time stays as it was: moved to and fro, the rollups are the same bytes again.
    ///
    /// - Parameter users: Who has rows in the wrong place.
    /// - Throws: `FileSystemError`, `DamagedFile`.
    func moving(_ users: Set<String>, by policy: VisibilityPolicy) throws -> [FileChange] {
        var archive = try RollupArchive(of: directory, files: files)
        archive.withhold(policy.withholds)
        // A move is no reading: what the archive says of its time stays.
        var changes = archive.changes(asOf: Timestamp(seconds: 0))
        for month in try directory.importedMonths(in: files) {
            guard let whole = try ImportedRollups.whole(of: month, in: directory, files: files),
                !users.isDisjoint(with: whole.users.keys)
            else { continue }
            changes += ImportedRollups.changes(writing: whole, of: month, in: directory, by: policy)
        }
        for month in try directory.knownMonths(in: files) {
            let daily = RollupFile(month, in: directory, files: files)
            guard
                let shown = try daily.decoded(),
                let monthly = try RollupFiles.monthly(of: month, directory: directory, files: files)
            else { continue }
            let withheld = try withheldContent(of: month)
            guard !users.isDisjoint(with: monthly.keys) || !users.isDisjoint(with: withheld?.rollup.users ?? []) else {
                continue
            }
            var rows = shown.rollup
            if let withheld { rows.add(withheld.rollup) }
            let taken = rows.remove(where: policy.withholds)
            changes += try daily.rewriting(DailyRollupCodec.encode(rows, cluster: directory.name, asOf: shown.asOf))
            changes.append(
                .write(
                    .monthlyRollup(month),
                    MonthlyRollupCodec.encode(
                        rows.totals(), cluster: directory.name, month: month, asOf: shown.asOf)))
            if !taken.days.isEmpty {
                changes.append(
                    .write(
                        .withheldRollup(month),
                        DailyRollupCodec.encode(taken, cluster: directory.name, asOf: withheld?.asOf ?? shown.asOf)))
            } else if withheld != nil {
                changes.append(.remove(.withheldRollup(month)))
            }
        }
        return changes
    }

    /// Takes what was set aside out of sight: it may name somebody who opted out since. The content stays.
    func hideSetAside(in directories: [String]) throws {
        for place in directories {
            try files.removeTemporaries(in: place)
            for name in try files.names(in: place) where name.hasSuffix(".bad") {
                try hide(FilePath.join(place, name))
            }
        }
    }

    /// - Parameter path: A file, or a directory such as that of a commit which was broken off.
    private func hide(_ path: String) throws {
        guard let status = try files.status(path) else { return }
        switch status.kind {
        case .file where status.mode & 0o007 != 0:
            try files.replace(path, files.read(path), durable: true, isPrivate: true)
        case .directory:
            for name in try files.list(path) { try hide(FilePath.join(path, name)) }
        default: break
        }
    }

    private func withheldContent(of month: Month) throws -> DailyRollupCodec.Content? {
        let path = directory.path(of: .withheldRollup(month))
        return try files.readIfPresent(path).map {
            try DailyRollupCodec.decode($0, path: path, cluster: directory.name, month: month)
        }
    }
}
