package import Scoreboard

/// The file of the months whose rollups were removed, `agg/rollups/archive.json`.
///
/// `{"schema_version":1,"cluster":…,"asof":"…Z","months":[{"month":"2020-01","jobs":1234},…],"users":[{"username":…,
/// "jobs":…,…},…],"checksum":…}`: months in order, users in the byte order of their names, one a line, with the keys of a
/// monthly rollup. `jobs` of a month counts every job that was seen of it.
package enum ArchivedTotalsCodec {
    /// What a file says.
    package struct Content: Equatable, Sendable {
        /// When the cluster's accounting was last read before the file was written.
        package var asOf: Timestamp
        package var totals: ArchivedTotals

        package init(asOf: Timestamp, totals: ArchivedTotals) {
            self.asOf = asOf
            self.totals = totals
        }
    }

    private static let schemaVersion = 1

    /// The whole file; equal values give equal bytes.
    package static func encode(_ totals: ArchivedTotals, cluster: ClusterName, asOf: Timestamp) -> [UInt8] {
        ChecksummedJSON.encode(version: schemaVersion, capacity: 512 + totals.users.count * 500) { writer in
            writer.member("cluster", cluster.text)
            writer.member("asof", asOf.description)
            writer.key("months")
            writer.array(totals.months.sorted { $0.key < $1.key }) { writer, month in
                writer.newline()
                writer.object { writer in
                    writer.member("month", month.key.description)
                    writer.member("jobs", month.value)
                }
            }
            writer.newline()
            MonthlyRollupCodec.write(totals.users, to: &writer)
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    ///   - cluster: Whose archive it must be.
    package static func decode(_ bytes: [UInt8], path: String, cluster: ClusterName) throws(DamagedFile) -> Content {
        var (name, asOf): (String?, Timestamp?)
        var months: [Month: Int64]?
        var users: [String: UserTotals]?
        try ChecksummedJSON.decode(bytes, path: path, version: schemaVersion) { (reader) throws(JSONError) in
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "cluster": name = try reader.string()
                case "asof": asOf = try reader.timestamp(key)
                case "months": months = try readMonths(&reader)
                case "users": users = try MonthlyRollupCodec.readUsers(&reader)
                default: try reader.skip()
                }
            }
        }
        guard name == cluster.text else {
            throw DamagedFile(path: path, .mismatch(what: "cluster", found: name ?? "", expected: cluster.text))
        }
        guard let asOf, let months, let users else {
            throw DamagedFile(path: path, JSONError(.missing("asof, months or users"), at: 0))
        }
        return Content(asOf: asOf, totals: ArchivedTotals(months: months, users: users))
    }

    private static func readMonths(_ reader: inout JSONReader) throws(JSONError) -> [Month: Int64] {
        var months: [Month: Int64] = [:]
        try reader.array { (reader, _) throws(JSONError) in
            let start = reader.offset
            var (month, jobs): (Month?, Int64?)
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "month": month = try reader.month(key)
                case "jobs": jobs = try reader.count(key)
                default: try reader.skip()
                }
            }
            guard let month, let jobs else { throw JSONError(.missing("month or jobs"), at: start) }
            if months.updateValue(jobs, forKey: month) != nil { throw JSONError(.duplicate("a month"), at: start) }
        }
        return months
    }
}
