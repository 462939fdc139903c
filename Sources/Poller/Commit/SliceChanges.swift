import Sacct
package import Scoreboard
package import Storage

/// What a slice changes on disk: one set of files that becomes visible together.
package struct SliceChanges {
    package var files: [FileChange]
    /// The users whose totals changed.
    package var users: Set<String>

    /// Stands until the boards and user files have followed; nothing when no totals changed.
    package var publicationMark: [FileChange] {
        users.isEmpty ? [] : [.write(.unpublished, SliceChanges.publicationMarkBytes)]
    }

    static let publicationMarkBytes = Array("behind\n".utf8)

    /// Works out the new content of every file that a slice touches.
    ///
    /// - Parameters:
    ///   - asOf: When the rows were asked for.
    /// - Throws: What reading the present files throws; nothing has been written then.
    package init(
        of reduction: inout SliceReduction, directory: ClusterDirectory, files: any FileSystem, asOf: Timestamp
    ) throws {
        try reduction.creditSteps()
        var changes: [FileChange] = []
        let months = reduction.delta.months.sorted()
        var archive = months.isEmpty ? nil : try RollupArchive(of: directory, files: files)
        for month in months {
            if archive?.contains(month) ?? false {
                var late = DailyRollup(month: month)
                reduction.delta.apply(to: &late, names: reduction.names)
                archive?.add(late.totals(), of: month)
                try SliceChanges.check(archive, month, against: reduction.seen, in: directory)
                continue
            }
            var rollup =
                try RollupFiles.daily(of: month, directory: directory, files: files) ?? DailyRollup(month: month)
            reduction.delta.apply(to: &rollup, names: reduction.names)
            // It is written anew from the daily one; but what is damaged is to be moved aside, not written over.
            _ = try RollupFiles.monthly(of: month, directory: directory, files: files)
            let totals = rollup.totals()
            let counted = totals.values.reduce(0) { $0 + $1.jobs }
            // Each job that was seen was counted once. Where that does not hold, a file is not the one that was written.
            if let seen = reduction.seen.count(of: month), Int64(seen) != counted {
                throw DamagedFile(
                    path: directory.path(of: .dailyRollup(month)),
                    .malformed("it counts \(counted) jobs where \(seen) were seen"))
            }
            changes.append(
                .write(
                    .dailyRollup(month),
                    DailyRollupCodec.encode(rollup, cluster: directory.name, asOf: asOf)))
            changes.append(
                .write(
                    .monthlyRollup(month),
                    MonthlyRollupCodec.encode(
                        totals, cluster: directory.name, month: month, asOf: asOf)))
        }
        changes += archive?.changes(asOf: asOf) ?? []
        changes += try reduction.seenChanges()
        changes += try reduction.stepChanges()
        self.files = changes
        users = Set(reduction.delta.users.map { reduction.names[$0] })
    }

    /// Each job that was seen of an archived month was counted once, as of any other.
    private static func check(
        _ archive: RollupArchive?, _ month: Month, against seen: SeenMonths, in directory: ClusterDirectory
    ) throws {
        guard let seen = seen.count(of: month), let counted = archive?.jobCount(of: month), counted != Int64(seen)
        else { return }
        throw DamagedFile(
            path: directory.path(of: .seenIdentities(month)),
            .malformed("it has \(seen) jobs where the archive counts \(counted)"))
    }
}
