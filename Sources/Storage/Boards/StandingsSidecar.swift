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
        var writer = StandingsWriter(
            clusterCount: clusters.count, capacity: clusters.reduce(4096) { $0 + $1.userCount * 300 })
        for cluster in clusters {
            writer.begin(cluster)
            guard let packed = cluster.asPacked.packed else { continue }
            for record in packed.range { writer.add(record, of: packed.records) }
        }
        return writer.finish().bytes
    }

    /// The file of those whom the boards of all these clusters together show, and what it says: the same as that of
    /// `VisibilityPolicy.visible(_:)`, without anybody's standing being made.
    package static func encode(
        _ clusters: [ClusterStandings], visibleBy policy: VisibilityPolicy
    ) -> (bytes: [UInt8], clusters: [ClusterStandings]) {
        let clusters = clusters.map(\.asPacked)
        let jobs = clusters.count == 1 ? nil : jobCounts(of: clusters)
        var writer = StandingsWriter(
            clusterCount: clusters.count, capacity: clusters.reduce(4096) { $0 + $1.userCount * 300 })
        for var cluster in clusters {
            guard let packed = cluster.packed else { continue }
            cluster.minimumJobs = policy.minimumJobs
            writer.begin(cluster)
            for record in packed.range {
                let name = packed.records.names[record]
                let count = jobs.map { $0[name] ?? 0 } ?? packed.records.jobs(of: record)
                if policy.shows(name, jobs: count) { writer.add(record, of: packed.records) }
            }
        }
        return writer.finish()
    }

    private static func jobCounts(of clusters: [ClusterStandings]) -> [String: Double] {
        var jobs: [String: Double] = [:]
        for cluster in clusters {
            guard let packed = cluster.packed else { continue }
            for record in packed.range {
                jobs[packed.records.names[record], default: 0] += packed.records.jobs(of: record)
            }
        }
        return jobs
    }

    /// What stands before the first cluster; the header is filled in by ``seal(_:)``.
    static func beginning(clusterCount: Int) -> [UInt8] {
        var file = LittleEndianWriter()
        file.append(bytes: Array(repeating: 0, count: headerLength))
        file.append(UInt8(Metric.allCases.count))
        for metric in Metric.allCases { file.append(text: metric.key) }
        file.append(UInt8(UserStanding.monthCount))
        file.append(UInt32(clusterCount))
        return file.bytes
    }

    /// What stands of a cluster before the number of its users.
    static func head(of cluster: ClusterStandings) -> [UInt8] {
        var head = LittleEndianWriter()
        head.append(text: cluster.cluster)
        head.append(UInt64(bitPattern: cluster.asOf.seconds))
        head.append(UInt32(bitPattern: cluster.today.daysSinceEpoch))
        head.append(UInt8(cluster.memoryIsCollected ? 1 : 0))
        head.append(UInt32(clamping: cluster.minimumJobs))
        let imported = cluster.importedMonths.prefix(Int(UInt16.max))
        head.append(UInt16(imported.count))
        for month in imported { head.append(UInt32(bitPattern: month.ordinal)) }
        return head.bytes
    }

    static func append(text: String, to bytes: inout [UInt8]) {
        if text.utf8.count <= Int(UInt16.max) {
            withUnsafeBytes(of: UInt16(text.utf8.count).littleEndian) { bytes += $0 }
            bytes += text.utf8
        } else {
            var writer = LittleEndianWriter()
            writer.append(text: text)
            bytes += writer.bytes
        }
    }

    /// Fills the header of a whole file in.
    static func seal(_ bytes: inout [UInt8]) {
        var header = LittleEndianWriter()
        header.append(bytes: magic)
        header.append(version)
        header.append(Checksum.crc32c(bytes[headerLength...]))
        header.append(UInt64(bytes.count - headerLength))
        bytes.replaceSubrange(..<headerLength, with: header.bytes)
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
