import Sacct
package import Scoreboard
package import Storage

/// What a slice changes on disk: one set of files that becomes visible together.
package struct SliceChanges {
    /// None of those that were handed over.
    package private(set) var files: [FileChange] = []
    /// The users whose totals changed.
    package var users: Set<String>
    /// The daily rollup of the latest month, as its file will hold it: it need not be read again.
    package var latest: DailyRollup?
    /// What was added to the rollups; nil when more than that happened to them.
    package var gains: SliceGains?

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
        var changes: [FileChange] = []
        try self.init(of: &reduction, directory: directory, files: files, optOuts: optOuts, asOf: asOf) {
            changes.append($0)
        }
        self.files = changes
    }

    /// The same for a slice so large that its files are better not held all at once.
    ///
    /// - Parameters:
    ///   - optOuts: Whose rows go where others do not read.
    ///   - asOf: When the rows were asked for.
    ///   - handOver: Gets each change as soon as it is made; those before it are still without effect.
    /// - Throws: What reading the present files throws, and what `handOver` throws.
    package init(
        of reduction: inout SliceReduction, directory: ClusterDirectory, files: any FileSystem, optOuts: OptOuts,
        asOf: Timestamp, handingOver handOver: (FileChange) throws -> Void
    ) throws {
        try reduction.creditSteps()
        let names = reduction.names
        var delta = reduction.takeDelta()
        let users = Set(delta.users.map { names[$0] })
        var optOuts = optOuts
        optOuts.lookInHomes(ofNew: users, on: directory.name)
        let policy = optOuts.policy
        var latest: DailyRollup?
        var gains: SliceGains? = SliceGains()
        let months = delta.months.sorted()
        let seenCounts = Dictionary(
            uniqueKeysWithValues: months.compactMap { month in reduction.seen.count(of: month).map { (month, $0) } })
        // The filters take about as long as everything else here, and have nothing to do with it.
        nonisolated(unsafe) var makings = try reduction.seen.takeFilterMakings()
        nonisolated(unsafe) var filters: [Month: (making: FilterMaking, file: [UInt8])] = [:]
        let makeFilters = {
            while let (month, next) = makings.popFirst() {
                var making = next
                let file = making.file()
                filters[month] = (making, file)
            }
        }
        let making = WorkThread(makeFilters)
        if making == nil { makeFilters() }
        // First, since what they are made of is let go then.
        for change in try reduction.stepChanges() { try handOver(change) }
        var archive = months.isEmpty ? nil : try RollupArchive(of: directory, files: files)
        for month in months {
            if archive?.contains(month) ?? false {
                var late = DailyRollup(month: month)
                var hidden = DailyRollup(month: month)
                delta.move(to: &late, withheld: &hidden, names: names, where: policy.withholds)
                archive?.add(late.totals(), withheld: hidden.totals(), of: month)
                try SliceChanges.check(archive, month, against: seenCounts[month], in: directory)
                gains = nil
                continue
            }
            let update = MonthUpdate(month, in: directory, files: files, seen: seenCounts[month], asOf: asOf)
            let lines = delta.count(of: month)
            if lines > MonthUpdate.linesHeld, try update.isFirst {
                gains = nil
                var rest = delta.places(of: month, names: names)[...]
                var hidden = DailyRollup(month: month)
                let first = try update.first(lines: lines) {
                    delta.takeLine(&rest, withheld: &hidden, names: names, where: policy.withholds)
                } withheld: {
                    hidden
                }
                for change in first { try handOver(change) }
                continue
            }
            var added = DailyRollup(month: month)
            var hidden = DailyRollup(month: month)
            delta.move(to: &added, withheld: &hidden, names: names, where: policy.withholds)
            let before = try PublicationBasis.words(of: month, in: directory, files: files)
            if let patched = try update.patches(adding: added, withheld: hidden) {
                for change in patched.changes { try handOver(change) }
                if let before { gains?.add(added, totals: patched.totals, before: before) } else { gains = nil }
            } else {
                gains = nil
                let whole = try update.whole(adding: added, withheld: hidden)
                for change in whole.changes { try handOver(change) }
                latest = whole.rollup
            }
        }
        for change in archive?.changes(asOf: asOf) ?? [] { try handOver(change) }
        for change in try reduction.seen.identityChanges() { try handOver(change) }
        self.users = users
        making?.wait()
        for change in reduction.seen.filterChanges(filters) { try handOver(change) }
        self.latest = latest
        self.gains = gains
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
