package import Scoreboard

/// A file in a cluster's directory: the one place that knows their names.
package enum ClusterFile: Hashable, Sendable {
    /// The Bloom filter of the jobs seen that ended in a month. It follows from the exact set: a month whose rollup is packed
    /// or archived has none.
    case seenFilter(Month)
    /// The exact set beside the filter.
    case seenIdentities(Month)
    /// Jobs of a month whose steps are still awaited: one of its segments, numbered from 0.
    case awaitingSteps(Month, segment: Int)
    /// The steps that were read without their jobs.
    case looseSteps
    case dailyRollup(Month)
    /// The same, compressed: a month has one of the two, see ``RollupFile``.
    case packedDailyRollup(Month)
    /// The rows of a month that stand in no file that others read: those of people who opted out.
    case withheldRollup(Month)
    case monthlyRollup(Month)
    /// A month's totals as another program had counted them.
    case importedRollup(Month)
    /// The same of the users who are not to be shown.
    case withheldImport(Month)
    /// The totals of the months whose rollups were removed.
    case rollupArchive
    /// The same of the users who are not to be shown.
    case withheldArchive
    /// The rows of one slice as they were read: when that was, and a number from 0 among those of the same second.
    case rawRows(Timestamp, number: Int)
    /// The totals of one user, by the name in accounting, which may be anything.
    case user(String)
    case leaderboard(Window)
    /// The sidecar of the cluster's standings.
    case standings
    /// The sums behind the standings; derived.
    case windowSums
    /// Stands from a commit until its boards and user files are published.
    case unpublished
    case pollCursor
    case health
    case rate
    /// Which users the accounting was asked for by name.
    case discovery
    /// Who was found to have opted out.
    case optOuts
    case lock
    case commitRecord
    case pollLog

    /// Below the cluster's directory.
    package var relativePath: String {
        switch self {
        case .seenFilter(let month): "state/seen/\(month).bloom"
        case .seenIdentities(let month): "state/seen/\(month).ids"
        case .awaitingSteps(let month, let segment): "state/steps/\(month).\(segment).steps"
        case .looseSteps: "state/steps/loose.steps"
        case .dailyRollup(let month): "agg/rollups/daily/\(month).json"
        case .packedDailyRollup(let month): "agg/rollups/daily/\(month).json.gz"
        case .withheldRollup(let month): "state/withheld/\(month).json"
        case .monthlyRollup(let month): "agg/rollups/monthly/\(month).json"
        case .importedRollup(let month): "agg/rollups/imported/\(month).json"
        case .withheldImport(let month): "state/withheld/imported/\(month).json"
        case .rollupArchive: "agg/rollups/archive.json"
        case .withheldArchive: "state/withheld/archive.json"
        case .rawRows(let time, let number):
            "state/raw/\(time.description.filter { $0 != "-" && $0 != ":" }).\(number).rows"
        case .user(let name): "agg/users/\(UserFileName(user: name).text)"
        case .leaderboard(let window): "agg/leaderboards/\(window.fileStem).json"
        case .standings: "agg/leaderboards/standings.bin"
        case .windowSums: "state/windows.bin"
        case .unpublished: "state/unpublished"
        case .pollCursor: "state/poll_cursor.json"
        case .health: "state/health.json"
        case .rate: "state/rate.json"
        case .discovery: "state/discovery.json"
        case .optOuts: "state/optouts.json"
        case .lock: "state/lock.pid"
        case .commitRecord: "state/commit.json"
        case .pollLog: "log/poll.jsonl"
        }
    }

    /// Whether only the owner and the group may read it: it names people who opted out or are on no board, or says whose a
    /// job was.
    package var isPrivate: Bool { ClusterFile.isPrivate(relativePath) }

    /// Whether a file is private, by its path below the cluster's directory.
    package static func isPrivate(_ relativePath: String) -> Bool {
        [ClusterFile.optOuts, .discovery, .windowSums].contains { relativePath == $0.relativePath }
            || ["state/withheld/", "state/steps/", "state/raw/"].contains { relativePath.hasPrefix($0) }
    }
}
