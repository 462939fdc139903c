package import Scoreboard

/// What a rollup's file becomes when totals are added: the lines of users who have new ones are made anew, and the bytes of
/// all others stay.
///
/// The same bytes as decoding it all, adding, and encoding it all; but a month of a million jobs has 60,000 lines, of which
/// a poll changes some hundred.
package struct RollupPatch: Equatable, Sendable {
    package let file: FilePatch
    /// The ended jobs of all lines, the new ones included.
    package let jobs: Int64
    /// The new totals of those who were added to; none for a file of days.
    package let totals: [String: UserTotals]

    /// Looks through a month's daily rollup.
    ///
    /// - Parameters:
    ///   - additions: What is added, of the same month.
    ///   - path: The file.
    ///   - asOf: The time that the new file names.
    /// - Returns: Nil when the file is not there, not exactly of the form that its codec writes, or damaged: decoding tells.
    package static func daily(
        adding additions: DailyRollup, to path: String, cluster: ClusterName, asOf: Timestamp, files: any FileSystem
    ) throws(FileSystemError) -> RollupPatch? {
        let form = RollupForm.daily(of: additions.month, cluster: cluster, asOf: asOf)
        let first = additions.month.firstDay
        return try make(form, path, files) {
            additions.days.flatMap { day, users in
                users.map { RollupAddition(day: Int(day.daysSinceEpoch - first.daysSinceEpoch) + 1, $0.key, $0.value) }
            }
        }
    }

    /// Looks through a month's totals. As ``daily(adding:to:cluster:asOf:files:)``.
    package static func monthly(
        adding additions: [String: UserTotals], of month: Month, to path: String, cluster: ClusterName,
        asOf: Timestamp, files: any FileSystem
    ) throws(FileSystemError) -> RollupPatch? {
        try make(RollupForm.monthly(of: month, cluster: cluster, asOf: asOf), path, files) {
            additions.map { RollupAddition(day: 0, $0.key, $0.value) }
        }
    }

    private static func make(
        _ form: RollupForm?, _ path: String, _ files: any FileSystem, _ additions: () -> [RollupAddition]
    ) throws(FileSystemError) -> RollupPatch? {
        // Of a month that is new nothing is to be kept, and its additions may be many.
        guard let form, let status = try files.status(path) else { return nil }
        let additions = additions()
        guard additions.allSatisfy({ RollupPatcher.isPlain($0.name) }) else { return nil }
        var patcher = RollupPatcher(form, adding: additions)
        var lines = LineSplitter()
        do {
            try files.read(path) { piece in lines.split(piece) { patcher.take($0, at: $1) } }
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        return lines.isAtLineEnd ? patcher.finish(of: status.identity) : nil
    }
}
