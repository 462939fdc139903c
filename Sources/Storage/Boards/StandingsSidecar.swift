package import Scoreboard

/// The standings of some clusters in one compact file, from which the interface opens: `leaderboards/boards.bin` of all
/// clusters, `agg/leaderboards/standings.bin` of one. Derived; the JSON files stay the truth.
///
/// All numbers are little-endian; a *text* is a UInt16 length in bytes and that much UTF-8.
///
/// | bytes | what                                                                   |
/// |-------|------------------------------------------------------------------------|
/// | 8     | the magic `SLSBSTND`                                                   |
/// | 4     | UInt32, the version of the format: 3                                   |
/// | 4     | UInt32, CRC-32C of everything behind these 24 bytes                    |
/// | 8     | UInt64, how many bytes are behind these 24                             |
/// |       | UInt8, the number of metrics (at most 31), then the key of each, a text |
/// |       | UInt8, the number of months of each user: 12                           |
/// |       | UInt32, the number of clusters, then each cluster:                     |
/// |       | its name, a text                                                       |
/// | 8     | Int64, as of: seconds since 1970 UTC                                   |
/// | 4     | Int32, today: days since 1970-01-01                                    |
/// |       | UInt8, 1 when memory is collected there, else 0; not in version 1      |
/// | 4     | UInt32, the fewest jobs of who is on a board (not in version 1: then 1) |
/// |       | UInt16, the number of imported months, then each, an Int32 of months since January of year 0; from version 3 on |
/// | 4     | UInt32, the number of users, then each user:                           |
/// |       | the name, a text                                                       |
/// | 4     | UInt32, which rows follow: bit i for row i                             |
/// |       | each row that follows: a UInt32, then values                           |
///
/// A user's rows are: 0 all time, 1 the last 365 days, 2 the last 30 days, 3 the 365 days before, 4 the 30 days before,
/// 5 the last 7 days, 6 to 17 the months, the current one last. A row that does not follow is all zero. The UInt32 of a
/// row has bit i when the value of the i-th metric follows as a Double (IEEE 754 binary64), else that value is zero; or
/// it is 0x80000000, and the row equals the one before it among those that follow. Most users have few jobs: this makes
/// the file about a tenth of the plain table.
package enum StandingsSidecar {
    /// The version of the format that is written, and the newest that is read.
    package static let version: UInt32 = 3

    static let magic = Array("SLSBSTND".utf8)
    static let headerLength = 24
    static let sameAsBefore: UInt32 = 0x8000_0000
    static let rowCount = 6 + UserStanding.monthCount

    /// The whole file: clusters and users in the order given; equal values give equal bytes.
    package static func encode(_ clusters: [ClusterStandings]) -> [UInt8] {
        var payload = LittleEndianWriter()
        payload.reserve(clusters.reduce(4096) { $0 + $1.userCount * 300 })
        payload.append(UInt8(Metric.allCases.count))
        for metric in Metric.allCases { payload.append(text: metric.key) }
        payload.append(UInt8(UserStanding.monthCount))
        payload.append(UInt32(clusters.count))
        for cluster in clusters {
            payload.append(text: cluster.cluster)
            payload.append(UInt64(bitPattern: cluster.asOf.seconds))
            payload.append(UInt32(bitPattern: cluster.today.daysSinceEpoch))
            payload.append(UInt8(cluster.memoryIsCollected ? 1 : 0))
            payload.append(UInt32(clamping: cluster.minimumJobs))
            let imported = cluster.importedMonths.prefix(Int(UInt16.max))
            payload.append(UInt16(imported.count))
            for month in imported { payload.append(UInt32(bitPattern: month.ordinal)) }
            let users = cluster.users
            payload.append(UInt32(users.count))
            for user in users { append(user, to: &payload) }
        }
        var file = LittleEndianWriter()
        file.reserve(headerLength + payload.bytes.count)
        file.append(bytes: magic)
        file.append(version)
        file.append(Checksum.crc32c(payload.bytes))
        file.append(UInt64(payload.bytes.count))
        file.append(bytes: payload.bytes)
        return file.bytes
    }

    private static func append(_ user: UserStanding, to payload: inout LittleEndianWriter) {
        payload.append(text: user.user)
        let none = MetricValues()
        var present: UInt32 = 0
        forEachRow(of: user) { index, row in if row != none { present |= 1 << UInt32(index) } }
        payload.append(present)
        var before = none
        forEachRow(of: user) { _, row in
            guard row != none else { return }
            if row == before { return payload.append(sameAsBefore) }
            before = row
            var mask: UInt32 = 0
            for metric in Metric.allCases where row[metric] != 0 { mask |= 1 << UInt32(metric.rawValue) }
            payload.append(mask)
            for metric in Metric.allCases where row[metric] != 0 { payload.append(row[metric].bitPattern) }
        }
    }

    private static func forEachRow(of user: UserStanding, _ visit: (Int, MetricValues) -> Void) {
        visit(0, user.allTime)
        visit(1, user.last365Days)
        visit(2, user.last30Days)
        visit(3, user.previous365Days)
        visit(4, user.previous30Days)
        visit(5, user.last7Days)
        for (index, month) in user.months.prefix(UserStanding.monthCount).enumerated() { visit(6 + index, month) }
    }

    /// - Parameter path: For the error.
    package static func decode(_ bytes: [UInt8], path: String) throws(DamagedFile) -> [ClusterStandings] {
        if bytes.isEmpty { throw DamagedFile(path: path, .empty) }
        let decoded = bytes.withUnsafeBytes { raw in
            Result { () throws(DamagedFile) in
                var decoder = StandingsDecoder(raw, path: path)
                return try decoder.decode(bytes)
            }
        }
        return try decoded.get()
    }
}
