package import Scoreboard

/// The file of an imported month, `agg/rollups/imported/YYYY-MM.json`.
///
/// `{"schema_version":1,"cluster":…,"month":"2019-05","asof":"…Z","imported":true,"doubts":["jobs",…],"users":[{"username":…,
/// "jobs":…,…}],"checksum":…}`: a monthly rollup that says of itself that it was not read from the accounting.
package enum ImportedMonthCodec {
    private static let schemaVersion = 1

    /// The whole file; equal values give equal bytes.
    package static func encode(_ content: ImportedMonth, cluster: ClusterName, month: Month) -> [UInt8] {
        ChecksummedJSON.encode(version: schemaVersion, capacity: 512 + content.users.count * 500) { writer in
            RollupIdentity.write(cluster: cluster, month: month, asOf: content.asOf, to: &writer)
            writer.key("imported")
            writer.bool(true)
            writer.key("doubts")
            writer.array(content.doubts) { $0.string($1.rawValue) }
            MonthlyRollupCodec.write(content.users, to: &writer)
        }
    }

    /// - Parameters:
    ///   - path: For the error.
    ///   - user: Only this one's line is taken; nil takes all.
    package static func decode(
        _ bytes: [UInt8], path: String, cluster: ClusterName, month: Month, user: String? = nil
    ) throws(DamagedFile) -> ImportedMonth {
        var identity = RollupIdentity()
        var doubts: [ImportDoubt] = []
        var users: [String: UserTotals]?
        try ChecksummedJSON.decode(bytes, path: path, version: schemaVersion) { (reader) throws(JSONError) in
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "doubts":
                    try reader.array { (reader, _) throws(JSONError) in
                        // One of a later program is passed over.
                        if let doubt = ImportDoubt(rawValue: try reader.string()) { doubts.append(doubt) }
                    }
                case "users": users = try MonthlyRollupCodec.readUsers(&reader, user: user)
                default: if try !identity.read(key, from: &reader) { try reader.skip() }
                }
            }
        }
        let asOf = try identity.check(path: path, cluster: cluster, month: month)
        guard let users else { throw DamagedFile(path: path, JSONError(.missing("users"), at: 0)) }
        return ImportedMonth(asOf: asOf, doubts: doubts, users: users)
    }
}
