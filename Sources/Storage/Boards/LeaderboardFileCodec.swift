package import Scoreboard

/// The file of one leaderboard, `alltime.json`, `rolling-365d.json`, `rolling-30d.json`: for people and scripts.
///
/// `{"schema_version":1,"asof":…,"window":"30d","metric":"clock_hours","cluster":"hammer" or "ALL","memory_collected":true,"rows":[{"rank":1,
/// "user":…,"value":…,"clock_hours":…,…}],"checksum":…}`, one row a line. Where months of the window were taken over from
/// another program and not read from the accounting, `"imported":{"hammer":["2019-05",…],…}` stands before the rows. Every metric stands in every row, in its unit.
///
/// `memory_collected` is false where no steps were read of the jobs of the last 30 days, on any of the clusters: then zeros in
/// `sum_avg_mem_mb`, `sum_max_mem_mb` and the wasted core-hours mean that nobody knows.
package enum LeaderboardFileCodec {
    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1
    /// What stands for all clusters together.
    package static let allClusters = "ALL"
    /// What stands for the metric of a board by total level.
    package static let overall = "overall"

    /// - Parameters:
    ///   - cluster: Nil for the board of all clusters.
    ///   - imported: The imported months of the window, by cluster.
    package static func encode(
        _ board: Leaderboard, cluster: ClusterName?, asOf: Timestamp, memoryIsCollected: Bool = true,
        imported: [(cluster: String, months: [Month])] = []
    ) -> [UInt8] {
        ChecksummedJSON.encode(version: schemaVersion, capacity: 512 + board.entries.count * 400) { writer in
            writer.member("asof", asOf.description)
            writer.member("window", board.window.rawValue)
            switch board.subject {
            case .metric(let metric): writer.member("metric", metric.key)
            case .overall: writer.member("metric", overall)
            }
            writer.member("cluster", cluster?.text ?? allClusters)
            writer.key("memory_collected")
            writer.bool(memoryIsCollected)
            let imported = imported.filter { !$0.months.isEmpty }
            if !imported.isEmpty {
                writer.key("imported")
                writer.object { writer in
                    for (cluster, months) in imported {
                        writer.key(cluster)
                        writer.array(months) { $0.string($1.description) }
                    }
                }
            }
            writer.key("rows")
            writer.array(board.entries) { writer, entry in
                writer.newline()
                writer.object { writer in
                    writer.member("rank", Int64(entry.rank))
                    writer.member("user", entry.user)
                    writer.key("value")
                    writer.number(entry.score.primary)
                    for metric in Metric.allCases {
                        writer.key(metric.key)
                        writer.number(entry.values[metric])
                    }
                }
            }
        }
    }
}
