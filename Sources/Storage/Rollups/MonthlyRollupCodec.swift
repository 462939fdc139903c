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
        var users: [String: UserTotals] = [:]
        let asOf = try read(bytes, path: path, cluster: cluster, month: month, user: user) { name, totals in
            insert(totals, name, into: &users)
        }
        return Content(asOf: asOf, users: users)
    }

    /// Reads a file line by line, for those who keep no totals of it.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    ///   - cluster: Whose file it must be.
    ///   - month: Whose file it must be.
    ///   - user: Only this one's line is taken; nil takes all.
    ///   - line: Gets a user and the totals; false when there was a line of the same user, and the file is damaged.
    /// - Returns: When the cluster's accounting was last read.
    package static func read(
        _ bytes: [UInt8], path: String, cluster: ClusterName, month: Month, user: String? = nil,
        line: (String, UserTotals) -> Bool
    ) throws(DamagedFile) -> Timestamp {
        var identity = RollupIdentity()
        var hasUsers = false
        try ChecksummedJSON.decode(bytes, path: path, version: RollupIdentity.schemaVersion) {
            (reader) throws(JSONError) in
            try reader.object { (reader, key) throws(JSONError) in
                if key == "users" {
                    if hasUsers { throw JSONError(.duplicate("users"), at: reader.offset) }
                    try readUsers(&reader, user: user, line)
                    hasUsers = true
                } else if try !identity.read(key, from: &reader) {
                    try reader.skip()
                }
            }
        }
        let asOf = try identity.check(path: path, cluster: cluster, month: month)
        guard hasUsers else { throw DamagedFile(path: path, JSONError(.missing("users"), at: 0)) }
        return asOf
    }

    private static func insert(
        _ totals: UserTotals, _ name: String, into users: inout [String: UserTotals]
    ) -> Bool {
        let before = users.count
        users[name] = totals
        return users.count > before
    }

    /// Writes the member `users`.
    static func write(_ users: [String: UserTotals], to writer: inout JSONWriter) {
        writer.key("users")
        writer.beginArray()
        for place in ByteOrder.places(of: users.keys) {
            let totals = users.values[place]
            writer.newline()
            writeLine(users.keys[place], totals, to: &writer)
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
        try readUsers(&reader, user: user) { name, totals in insert(totals, name, into: &users) }
        return users
    }

    private static func readUsers(
        _ reader: inout JSONReader, user: String?, _ line: (String, UserTotals) -> Bool
    ) throws(JSONError) {
        var limit = RollupLimit()
        try reader.array { (reader, _) throws(JSONError) in
            let isRead = try reader.plainLines(isKeyed: true) { (name, totals, start) throws(JSONError) in
                let name = String(decoding: name, as: UTF8.self)
                guard user == nil || name == user else { return }
                try limit.addPlain(totals, at: start)
                guard line(name, totals) else { throw JSONError(.duplicate("a user"), at: start) }
            }
            if isRead { return }
            let start = reader.offset
            var totals = UserTotals()
            let name = try readLine(&reader, into: &totals, user: user, at: start)
            try limit.add(totals, at: start)
            guard user == nil || name == user else { return }
            guard line(name, totals) else { throw JSONError(.duplicate("a user"), at: start) }
        }
    }

    /// Reads a user's line.
    static func readLine(_ reader: inout JSONReader) throws(JSONError) -> (name: String, totals: UserTotals) {
        let start = reader.offset
        var totals = UserTotals()
        let name = try readLine(&reader, into: &totals, user: nil, at: start)
        return (name, totals)
    }

    /// Reads any line.
    ///
    /// - Returns: The name.
    static func readLine(
        _ reader: inout JSONReader, into totals: inout UserTotals, user: String?, at start: Int
    ) throws(JSONError) -> String {
        var name: String?
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
        return name
    }
}
