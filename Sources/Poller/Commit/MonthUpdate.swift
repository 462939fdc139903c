import Scoreboard
import Storage

/// What new jobs change in the rollups of their month.
struct MonthUpdate {
    private let month: Month
    private let directory: ClusterDirectory
    private let files: any FileSystem
    private let dailyFile: RollupFile
    private let seen: Int?
    private let asOf: Timestamp

    /// Lines that are patched at most, and that are held all together at most when there is no need to. A tick changes some
    /// hundred; of what changes much, little would be kept, and a line that is patched takes twice the memory of one that is
    /// written.
    static let linesHeld = 8192

    /// - Parameters:
    ///   - seen: How many jobs were seen of the month, the new ones included; nil when that is not known.
    ///   - asOf: When the rows were asked for.
    init(_ month: Month, in directory: ClusterDirectory, files: any FileSystem, seen: Int?, asOf: Timestamp) {
        self.month = month
        self.directory = directory
        self.files = files
        dailyFile = RollupFile(month, in: directory, files: files)
        self.seen = seen
        self.asOf = asOf
    }

    /// The changes when lines are added to and all others stay as they are on disk: the same files as those of
    /// ``whole(adding:withheld:)``.
    ///
    /// - Returns: The changes, and the totals of the month that the users who are added to have now; nil when a rollup is not
    ///   there, packed, not of our form, or damaged.
    func patches(
        adding added: DailyRollup, withheld hidden: DailyRollup
    ) throws -> (changes: [FileChange], totals: [String: UserTotals])? {
        guard added.days.values.reduce(0, { $0 + $1.count }) <= MonthUpdate.linesHeld else { return nil }
        let daily = try RollupPatch.daily(
            adding: added, to: directory.path(of: .dailyRollup(month)), cluster: directory.name, asOf: asOf,
            files: files)
        guard let daily else { return nil }
        let monthly = try RollupPatch.monthly(
            adding: added.totals(), of: month, to: directory.path(of: .monthlyRollup(month)), cluster: directory.name,
            asOf: asOf, files: files)
        // A monthly rollup that counts otherwise is made anew from the days.
        guard let monthly, monthly.jobs == daily.jobs else { return nil }
        let (withheld, change) = try withheldRows(adding: hidden)
        try check(daily.jobs + withheld.jobCount)
        let patches = try dailyFile.patching(daily.file) + [.patch(.monthlyRollup(month), monthly.file)]
        return (patches + change, monthly.totals)
    }

    /// Whether the month has no rollups yet.
    var isFirst: Bool {
        get throws {
            try dailyFile.stored == nil && files.status(directory.path(of: .monthlyRollup(month))) == nil
        }
    }

    /// The changes when the month has no rollups yet; the lines are written as they come.
    ///
    /// - Parameters:
    ///   - lines: About how many there are.
    ///   - nextLine: Gives each line, by days and in the byte order of the names, and then nil.
    ///   - hidden: The rows of those who are withheld; asked for behind the last line.
    /// - Throws: `DamagedFile`.
    func first(
        lines: Int, nextLine: () -> DailyRollupCodec.Line?, withheld hidden: () -> DailyRollup
    ) throws -> [FileChange] {
        var totals: [String: UserTotals] = [:]
        let daily = DailyRollupCodec.encode(month: month, cluster: directory.name, asOf: asOf, lines: lines) {
            let line = nextLine()
            if let line { totals[line.user, default: UserTotals()] += line.totals }
            return line
        }
        let (withheld, change) = try withheldRows(adding: hidden())
        try check(totals.jobCount + withheld.jobCount)
        let monthly = MonthlyRollupCodec.encode(totals, cluster: directory.name, month: month, asOf: asOf)
        return try dailyFile.writing(daily) + [.write(.monthlyRollup(month), monthly)] + change
    }

    /// The changes when all lines are read and written.
    ///
    /// - Throws: `DamagedFile`.
    func whole(
        adding added: DailyRollup, withheld hidden: DailyRollup
    ) throws -> (changes: [FileChange], rollup: DailyRollup) {
        var rollup = added
        if var before = try RollupFiles.daily(of: month, directory: directory, files: files) {
            before.add(added)
            rollup = before
        }
        let (withheld, change) = try withheldRows(adding: hidden)
        // It is written anew from the daily one; but what is damaged is to be moved aside, not written over.
        _ = try RollupFiles.monthly(of: month, directory: directory, files: files)
        let totals = rollup.totals()
        try check(totals.jobCount + withheld.jobCount)
        let monthly = MonthlyRollupCodec.encode(totals, cluster: directory.name, month: month, asOf: asOf)
        let changes =
            try dailyFile.writing(DailyRollupCodec.encode(rollup, cluster: directory.name, asOf: asOf))
            + [.write(.monthlyRollup(month), monthly)]
        return (changes + change, rollup)
    }

    /// The totals of those who are withheld, and their file when it changes. They are few.
    private func withheldRows(
        adding hidden: DailyRollup
    ) throws -> (totals: [String: UserTotals], change: [FileChange]) {
        let before = try RollupFiles.withheld(of: month, directory: directory, files: files)
        var withheld = before ?? DailyRollup(month: month)
        withheld.add(hidden)
        guard !withheld.days.isEmpty, withheld != before else { return (withheld.totals(), []) }
        let bytes = DailyRollupCodec.encode(withheld, cluster: directory.name, asOf: asOf)
        return (withheld.totals(), [.write(.withheldRollup(month), bytes)])
    }

    /// Each job that was seen was counted once. Where that does not hold, a file is not the one that was written.
    private func check(_ counted: Int64) throws {
        guard let seen, Int64(seen) != counted else { return }
        throw DamagedFile(
            path: try dailyFile.path, .malformed("it counts \(counted) jobs where \(seen) were seen"))
    }
}
