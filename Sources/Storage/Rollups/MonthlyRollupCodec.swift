package import Scoreboard

/// The file of one month's totals by user, `agg/rollups/monthly/YYYY-MM.json`: for people and `jq`, and for the months
/// of which no window needs the days.
///
/// `{"schema_version":1,"cluster":…,"month":"2026-11","asof":"…Z","users":[{"username":…,"jobs":…,…}],"checksum":…}`,
/// users in the byte order of their names, one a line; the keys of a user are those of the columns.
package enum MonthlyRollupCodec {
    /// What a file says.
    package struct Content: Equatable, Sendable {
        /// When the cluster's accounting was last read.
        package var asOf: Timestamp
        /// The totals of the month by user.
        package var users: [String: UserTotals]

        package init(asOf: Timestamp, users: [String: UserTotals]) {
            self.asOf = asOf
            self.users = users
        }
    }

    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = RollupIdentity.schemaVersion

    /// The whole file; equal values give equal bytes.
    package static func encode(
        _ users: [String: UserTotals], cluster: ClusterName, month: Month, asOf: Timestamp
    ) -> [UInt8] {
        ChecksummedJSON.encode(version: RollupIdentity.schemaVersion, capacity: 512 + users.count * 500) { writer in
            RollupIdentity.write(cluster: cluster, month: month, asOf: asOf, to: &writer)
            write(users, to: &writer)
        }
    }

    /// - Parameters:
    ///   - path: For the error.
    ///   - user: Only this one's line is taken; nil takes all.
    package static func decode(
        _ bytes: [UInt8], path: String, cluster: ClusterName, month: Month, user: String? = nil
    ) throws(DamagedFile) -> Content {
        var identity = RollupIdentity()
        var users: [String: UserTotals]?
        try ChecksummedJSON.decode(bytes, path: path, version: RollupIdentity.schemaVersion) {
            (reader) throws(JSONError) in
            try reader.object { (reader, key) throws(JSONError) in
                if key == "users" {
                    users = try readUsers(&reader, user: user)
                } else if try !identity.read(key, from: &reader) {
                    try reader.skip()
                }
            }
        }
        let asOf = try identity.check(path: path, cluster: cluster, month: month)
        guard let users else { throw DamagedFile(path: path, JSONError(.missing("users"), at: 0)) }
        return Content(asOf: asOf, users: users)
    }

    /// Writes the member `users`.
    static func write(_ users: [String: UserTotals], to writer: inout JSONWriter) {
        writer.key("users")
        writer.beginArray()
        for name in users.keys.sorted(by: ByteOrder.precedes) {
            guard let totals = users[name] else { continue }
            writer.newline()
            writeLine(name, totals, to: &writer)
        }
        writer.endArray()
    }

    /// Writes what stands on a user's line.
    static func writeLine(_ name: String, _ totals: UserTotals, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("username")
        writer.string(name)
        for column in RollupColumn.allCases {
            writer.key(column.key)
            column.write(totals, to: &writer)
        }
        writer.endObject()
    }

    /// Reads the value of the member `users`: all of them, or one alone.
    static func readUsers(
        _ reader: inout JSONReader, user: String? = nil
    ) throws(JSONError) -> [String: UserTotals] {
        var users: [String: UserTotals] = [:]
        var limit = RollupLimit()
        try reader.array { (reader, _) throws(JSONError) in
            let start = reader.offset
            let (name, totals) = try readLine(&reader, of: user)
            try limit.add(totals, at: start)
            guard user == nil || name == user else { return }
            if users.updateValue(totals, forKey: name) != nil { throw JSONError(.duplicate("a user"), at: start) }
        }
        return users
    }

    /// Reads a user's line.
    static func readLine(_ reader: inout JSONReader) throws(JSONError) -> (name: String, totals: UserTotals) {
        try readLine(&reader, of: nil)
    }

    /// - Parameter user: Of others no numbers are read; nil reads them of all.
    private static func readLine(
        _ reader: inout JSONReader, of user: String?
    ) throws(JSONError) -> (name: String, totals: UserTotals) {
        let start = reader.offset
        var name: String?
        var totals = UserTotals()
        try reader.object { (reader, key) throws(JSONError) in
            if key == "username" {
                name = try reader.string()
            } else if user != nil, name != nil, name != user {
                try reader.skip()
            } else if let column = RollupColumn.named(key) {
                try column.read(&reader, into: &totals)
            } else {
                try reader.skip()
            }
        }
        guard let name else { throw JSONError(.missing("username"), at: start) }
        return (name, totals)
    }
}
