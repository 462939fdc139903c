import Sacct
package import Scoreboard
package import Storage

/// What a slice changes on disk: one set of files that becomes visible together.
package struct SliceChanges {
    package var files: [FileChange]
    /// The users whose totals changed.
    package var users: Set<String>
    /// The daily rollup of the latest month, as its file will hold it: it need not be read again.
    package var latest: DailyRollup?

    /// Stands until the boards and user files have followed; nothing when no totals changed.
    package var publicationMark: [FileChange] {
        users.isEmpty ? [] : [.write(.unpublished, SliceChanges.publicationMarkBytes)]
    }

    static let publicationMarkBytes = Array("behind\n".utf8)

    /// Works out the new content of every file that a slice touches.
    ///
    /// - Parameters:
    ///   - optOuts: Whose rows go where others do not read. The homes of this slice's users are looked at, so that who
    ///     opted out before the first job is never shown.
    ///   - asOf: When the rows were asked for.
    /// - Throws: What reading the present files throws; nothing has been written then.
    package init(
        of reduction: inout SliceReduction, directory: ClusterDirectory, files: any FileSystem, optOuts: OptOuts,
        asOf: Timestamp
    ) throws {
        try reduction.creditSteps()
        let names = reduction.names
        var delta = reduction.takeDelta()
        let users = Set(delta.users.map { names[$0] })
        var optOuts = optOuts
        optOuts.lookInHomes(ofNew: users, on: directory.name)
        let policy = optOuts.policy
        var changes: [FileChange] = []
        var latest: DailyRollup?
        let months = delta.months.sorted()
        let seenCounts = Dictionary(
            uniqueKeysWithValues: months.compactMap { month in reduction.seen.count(of: month).map { (month, $0) } })
        // The filters take about as long as everything else here, and have nothing to do with it.
        nonisolated(unsafe) var seen = reduction.seen
        nonisolated(unsafe) var seenChanges = Result<[FileChange], any Error>.success([])
        let encodeSeen = { seenChanges = Result { try seen.changes() } }
        let encoding = WorkThread(encodeSeen)
        if encoding == nil { encodeSeen() }
        // First, since what they are made of is let go then.
        let stepChanges = try reduction.stepChanges()
        var archive = months.isEmpty ? nil : try RollupArchive(of: directory, files: files)
        for month in months {
            if archive?.contains(month) ?? false {
                var late = DailyRollup(month: month)
                var hidden = DailyRollup(month: month)
                delta.move(to: &late, withheld: &hidden, names: names, where: policy.withholds)
                archive?.add(late.totals(), withheld: hidden.totals(), of: month)
                try SliceChanges.check(archive, month, against: seenCounts[month], in: directory)
                continue
            }
            var rollup =
                try RollupFiles.daily(of: month, directory: directory, files: files) ?? DailyRollup(month: month)
            let withheldBefore = try RollupFiles.withheld(of: month, directory: directory, files: files)
            var withheld = withheldBefore ?? DailyRollup(month: month)
            delta.move(to: &rollup, withheld: &withheld, names: names, where: policy.withholds)
            // It is written anew from the daily one; but what is damaged is to be moved aside, not written over.
            _ = try RollupFiles.monthly(of: month, directory: directory, files: files)
            let totals = rollup.totals()
            let counted = totals.jobCount + withheld.totals().jobCount
            // Each job that was seen was counted once. Where that does not hold, a file is not the one that was written.
            if let seen = seenCounts[month], Int64(seen) != counted {
                throw DamagedFile(
                    path: directory.path(of: .dailyRollup(month)),
                    .malformed("it counts \(counted) jobs where \(seen) were seen"))
            }
            latest = rollup
            changes.append(
                .write(
                    .dailyRollup(month),
                    DailyRollupCodec.encode(rollup, cluster: directory.name, asOf: asOf)))
            changes.append(
                .write(
                    .monthlyRollup(month),
                    MonthlyRollupCodec.encode(
                        totals, cluster: directory.name, month: month, asOf: asOf)))
            if !withheld.days.isEmpty, withheld != withheldBefore {
                changes.append(
                    .write(
                        .withheldRollup(month),
                        DailyRollupCodec.encode(withheld, cluster: directory.name, asOf: asOf)))
            }
        }
        changes += archive?.changes(asOf: asOf) ?? []
        self.users = users
        encoding?.wait()
        changes += try seenChanges.get()
        reduction.seen = seen
        changes += stepChanges
        self.files = changes
        self.latest = latest
    }

    /// Each job that was seen of an archived month was counted once, as of any other.
    private static func check(
        _ archive: RollupArchive?, _ month: Month, against seen: Int?, in directory: ClusterDirectory
    ) throws {
        guard let seen, let counted = archive?.jobCount(of: month), counted != Int64(seen)
        else { return }
        throw DamagedFile(
            path: directory.path(of: .seenIdentities(month)),
            .malformed("it has \(seen) jobs where the archive counts \(counted)"))
    }
}

extension [String: UserTotals] {
    /// The ended jobs of everybody.
    var jobCount: Int64 { values.reduce(0) { $0 + $1.jobs } }
}
