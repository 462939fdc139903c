import Scoreboard
import Storage

/// The rollups of a month as their files have them, read and not yet decoded: the standings are summed from the bytes
/// without a table of the month in between.
struct StoredMonth {
    private let month: Month
    private let cluster: ClusterName
    private let monthly: (path: String, bytes: [UInt8])
    private let days: Days
    /// Whether what another program had counted of the month is added in place of its total.
    private let isImported: Bool

    private enum Days {
        case notNeeded
        case known(DailyRollup)
        case stored(RollupFile.Content)
    }

    /// Reads the files of a month; nil when it has none, or is archived.
    ///
    /// - Parameters:
    ///   - known: A daily rollup as its file has it, when it is at hand.
    ///   - needsDays: Whether its days are to be added too.
    /// - Throws: `FileSystemError`; `DamagedFile` for a month of which a file is missing: it would be summed as if it had
    ///   no jobs.
    init?(
        _ month: Month, of cluster: ClusterDirectory, files: any FileSystem, isArchived: Bool, isImported: Bool,
        needsDays: Bool, known: DailyRollup?
    ) throws {
        let there = try MonthFiles(of: month, in: cluster, files: files)
        try there.check(isArchived: isArchived)
        guard !isArchived, !there.paths.isEmpty else { return nil }
        self.month = month
        self.cluster = cluster.name
        self.isImported = isImported
        let path = cluster.path(of: .monthlyRollup(month))
        guard let bytes = try files.readIfPresent(path) else {
            throw DamagedFile(path: path, .malformed("it was removed while it was read"))
        }
        monthly = (path, bytes)
        if !needsDays {
            days = .notNeeded
        } else if let known, known.month == month {
            days = .known(known)
        } else {
            days = try RollupFile(month, in: cluster, files: files).read().map { .stored($0) } ?? .notNeeded
        }
    }

    /// Adds the month to the sums.
    ///
    /// - Parameter builder: After an error it holds some of the month, and means nothing any more.
    func add(to builder: inout StandingsBuilder) throws(DamagedFile) {
        builder.begin(month)
        _ = try MonthlyRollupCodec.read(monthly.bytes, path: monthly.path, cluster: cluster, month: month) {
            isImported || builder.add($1, of: $0)
        }
        switch days {
        case .notNeeded: return
        case .known(let rollup): builder.addDays(of: rollup)
        case .stored(let content):
            _ = try DailyRollupCodec.read(
                content.text(), path: content.path, cluster: cluster, month: month, into: &builder)
        }
    }
}

extension StandingsBuilder: DailyLines {}
