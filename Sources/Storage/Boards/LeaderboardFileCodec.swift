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
            writeHead(
                BoardHead(
                    subject: board.subject, window: board.window, cluster: cluster, asOf: asOf,
                    memoryIsCollected: memoryIsCollected, imported: imported), to: &writer)
            writer.array(board.entries) { writer, entry in
                writer.newline()
                writeRow(rank: entry.rank, entry.user, entry.score.primary, entry.values, to: &writer)
            }
        }
    }

    /// Writes all that stands before the rows.
    private static func writeHead(_ head: BoardHead, to writer: inout JSONWriter) {
        writer.member("asof", head.asOf.description)
        writer.member("window", head.window.rawValue)
        switch head.subject {
        case .metric(let metric): writer.member("metric", metric.key)
        case .overall: writer.member("metric", overall)
        }
        writer.member("cluster", head.cluster?.text ?? allClusters)
        writer.key("memory_collected")
        writer.bool(head.memoryIsCollected)
        let imported = head.imported.filter { !$0.months.isEmpty }
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
    }

    private static func writeRow(
        rank: Int, _ user: String, _ value: Double, _ values: MetricValues, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("rank", Int64(rank))
            writer.member("user", user)
            writer.key("value")
            writer.number(value)
            for (metric, key) in metricKeys {
                writer.key(written: key)
                writer.number(values[metric])
            }
        }
    }
}

extension LeaderboardFileCodec {
    /// The same file from a ranking. The rows of users whose values are those of an earlier board are copied from its file,
    /// where also their ranks are the same many at a time: of all the work of a board, writing numbers is most.
    ///
    /// - Parameter earlier: The board of the same metric and window as it was written last.
    package static func encode(_ ranking: Ranking, _ head: BoardHead, reusing earlier: PublishedBoard?) -> [UInt8] {
        guard let earlier else {
            return encode(ranking, head) { writer in
                for place in 0..<ranking.count { writeRow(at: place, of: ranking, head, to: &writer) }
            }
        }
        let same = ranking.roster.places(ofSameIn: earlier.roster, span: head.window.span)
        return earlier.withRows { rows in
            encode(ranking, head) { writer in
                var copied = CopiedRows()
                for place in 0..<ranking.count {
                    let player = Int(ranking.players[place])
                    let row = same[player] == nil ? nil : rows.row(of: ranking.roster.names[player])
                    if let row, row.rank == ranking.ranks[place], copied.add(row) { continue }
                    copied.write(from: rows, to: &writer)
                    // It does not follow the rows that were just written, and others may follow it.
                    if let row, row.rank == ranking.ranks[place], copied.add(row) { continue }
                    guard let row else {
                        writeRow(at: place, of: ranking, head, to: &writer)
                        continue
                    }
                    writer.newline()
                    writer.beginObject()
                    writer.member("rank", Int64(ranking.ranks[place]))
                    writer.endObject(writtenAs: rows.bytes(row.behindRank..<row.end))
                }
                copied.write(from: rows, to: &writer)
            }
        }
    }

    private static func encode(
        _ ranking: Ranking, _ head: BoardHead, _ rows: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        ChecksummedJSON.encode(version: schemaVersion, capacity: 512 + ranking.count * 400) { writer in
            writeHead(head, to: &writer)
            writer.beginArray()
            rows(&writer)
            writer.endArray()
        }
    }

    /// Rows that stand in a file one behind the other, and are to stand so in another one.
    private struct CopiedRows {
        private var range: Range<Int>?

        /// False, and nothing is added, for a row that does not follow the last one.
        mutating func add(_ row: PublishedBoard.Row) -> Bool {
            guard let range else {
                range = row.start..<row.end
                return true
            }
            guard row.start == range.upperBound + separatorLength else { return false }
            self.range = range.lowerBound..<row.end
            return true
        }

        /// Writes them; then there are none.
        mutating func write(from rows: PublishedBoard.Rows, to writer: inout JSONWriter) {
            guard let range else { return }
            writer.newline()
            writer.objects(writtenAs: rows.bytes(range))
            self.range = nil
        }
    }

    private static func writeRow(at place: Int, of ranking: Ranking, _ head: BoardHead, to writer: inout JSONWriter) {
        let player = Int(ranking.players[place])
        writer.newline()
        writeRow(
            rank: Int(ranking.ranks[place]), ranking.roster.names[player], ranking.scores[player],
            ranking.roster.values(of: player, in: head.window.span), to: &writer)
    }

    private static let metricKeys = Metric.allCases.map { ($0, Array("\"\($0.key)\":".utf8)) }
    /// Of `,` and a line feed, between two rows.
    private static let separatorLength = 2
    static let rowStart = Array("{\"rank\":".utf8)
}
