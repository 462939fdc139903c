package import Scoreboard

/// The file of one month's totals by day and user, `agg/rollups/daily/YYYY-MM.json`: the record from which everything
/// else is summed.
///
/// `{"schema_version":1,"cluster":…,"month":…,"asof":…,"columns":["username","jobs",…],"days":[{"day":"2026-11-23",
/// "users":[["alice",1,…],…]},…],"checksum":…}`. Days in order, users in the byte order of their names, one a line. The
/// keys stand once, in `columns`, in the order of the values: a busy month has 60,000 lines. A column that this program
/// does not know is passed over; one that is not there is zero.
package enum DailyRollupCodec {
    /// What a file says.
    package struct Content: Equatable, Sendable {
        /// When the cluster's accounting was last read.
        package var asOf: Timestamp
        /// The days of the month.
        package var rollup: DailyRollup

        package init(asOf: Timestamp, rollup: DailyRollup) {
            self.asOf = asOf
            self.rollup = rollup
        }
    }

    private static let nameColumn = "username"

    /// Days without users are left out.
    package static func encode(_ rollup: DailyRollup, cluster: ClusterName, asOf: Timestamp) -> [UInt8] {
        let lines = rollup.days.values.reduce(0) { $0 + $1.count }
        return ChecksummedJSON.encode(version: RollupIdentity.schemaVersion, capacity: 1024 + lines * 230) { writer in
            RollupIdentity.write(cluster: cluster, month: rollup.month, asOf: asOf, to: &writer)
            writer.key("columns")
            writer.beginArray()
            writer.string(nameColumn)
            for column in RollupColumn.allCases { writer.string(column.key) }
            writer.endArray()
            writer.key("days")
            writer.beginArray()
            for (day, users) in rollup.days.sorted(by: { $0.key < $1.key }) where !users.isEmpty {
                writer.newline()
                writer.beginObject()
                writer.key("day")
                writer.string(day.description)
                writer.key("users")
                writer.beginArray()
                for name in users.keys.sorted(by: ByteOrder.precedes) {
                    guard let totals = users[name] else { continue }
                    writer.newline()
                    writeLine(name, totals, to: &writer)
                }
                writer.endArray()
                writer.endObject()
            }
            writer.endArray()
        }
    }

    /// Writes what stands on a user's line.
    static func writeLine(_ name: String, _ totals: UserTotals, to writer: inout JSONWriter) {
        writer.beginArray()
        writer.string(name)
        for column in RollupColumn.allCases { column.write(totals, to: &writer) }
        writer.endArray()
    }

    /// Reads what ``writeLine(_:_:to:)`` wrote.
    static func readLine(_ reader: inout JSONReader) throws(JSONError) -> (name: String, totals: UserTotals) {
        var name = ""
        var totals = UserTotals()
        let columns = RollupColumn.allCases
        try reader.array { (reader, index) throws(JSONError) in
            guard index <= columns.count else { throw JSONError(.wrong("a line is too long"), at: reader.offset) }
            if index == 0 { name = try reader.string() } else { try columns[index - 1].read(&reader, into: &totals) }
        }
        return (name, totals)
    }

    /// - Parameters:
    ///   - path: For the error.
    ///   - user: Only this one's lines are taken; nil takes all.
    package static func decode(
        _ bytes: [UInt8], path: String, cluster: ClusterName, month: Month, user: String? = nil
    ) throws(DamagedFile) -> Content {
        var identity = RollupIdentity()
        var columns: [Column]?
        var days: [Day: [String: UserTotals]]?
        var laterDays: JSONReader?
        try ChecksummedJSON.decode(bytes, path: path, version: RollupIdentity.schemaVersion) {
            (reader) throws(JSONError) in
            try reader.object { (reader, key) throws(JSONError) in
                if key == "columns" {
                    columns = try readColumns(&reader)
                } else if key == "days", let columns {
                    days = try readDays(&reader, month: month, columns: columns, user: user)
                } else if key == "days" {
                    // The columns may stand behind the days, in a file of another program.
                    laterDays = reader
                    try reader.skip()
                } else if try !identity.read(key, from: &reader) {
                    try reader.skip()
                }
            }
        }
        let asOf = try identity.check(path: path, cluster: cluster, month: month)
        guard let columns else { throw DamagedFile(path: path, JSONError(.missing("columns"), at: 0)) }
        do throws(JSONError) {
            if days == nil, var reader = laterDays {
                days = try readDays(&reader, month: month, columns: columns, user: user)
            }
        } catch {
            throw DamagedFile(path: path, error)
        }
        guard let days else { throw DamagedFile(path: path, JSONError(.missing("days"), at: 0)) }
        return Content(asOf: asOf, rollup: DailyRollup(month: month, days: days))
    }

    /// What stands at one place of a line.
    private enum Column {
        case name, known(RollupColumn), unknown
    }

    private static func readColumns(_ reader: inout JSONReader) throws(JSONError) -> [Column] {
        var columns: [Column] = []
        var keys: Set<String> = []
        let start = reader.offset
        try reader.array { (reader, _) throws(JSONError) in
            let key = try reader.string()
            guard keys.insert(key).inserted else { throw JSONError(.duplicate("a column"), at: reader.offset) }
            columns.append(key == nameColumn ? .name : RollupColumn.named(key).map(Column.known) ?? .unknown)
        }
        guard keys.contains(nameColumn) else { throw JSONError(.missing(nameColumn), at: start) }
        return columns
    }

    private static func readDays(
        _ reader: inout JSONReader, month: Month, columns: [Column], user: String?
    ) throws(JSONError) -> [Day: [String: UserTotals]] {
        var days: [Day: [String: UserTotals]] = [:]
        var limit = RollupLimit()
        try reader.array { (reader, _) throws(JSONError) in
            let start = reader.offset
            var day: Day?
            var users: [String: UserTotals]?
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "day": day = try reader.day("day")
                case "users": users = try readUsers(&reader, columns: columns, user: user, &limit)
                default: try reader.skip()
                }
            }
            guard let day else { throw JSONError(.missing("day"), at: start) }
            guard let users else { throw JSONError(.missing("users"), at: start) }
            guard month.days.contains(day) else { throw JSONError(.wrong("\(day) is not in \(month)"), at: start) }
            if days.updateValue(users, forKey: day) != nil { throw JSONError(.duplicate("a day"), at: start) }
        }
        return days
    }

    private static func readUsers(
        _ reader: inout JSONReader, columns: [Column], user: String?, _ limit: inout RollupLimit
    ) throws(JSONError) -> [String: UserTotals] {
        var users: [String: UserTotals] = [:]
        try reader.array { (reader, _) throws(JSONError) in
            let start = reader.offset
            var name: String?
            var totals = UserTotals()
            var count = 0
            try reader.array { (reader, index) throws(JSONError) in
                guard index < columns.count else { throw JSONError(.wrong("a line is too long"), at: reader.offset) }
                count += 1
                switch columns[index] {
                case .name: name = try reader.string()
                case .known where user != nil && name != nil && name != user: try reader.skip()
                case .known(let column): try column.read(&reader, into: &totals)
                case .unknown: try reader.skip()
                }
            }
            guard count == columns.count else { throw JSONError(.wrong("a line is too short"), at: start) }
            try limit.add(totals, at: start)
            // Without a name of its own a line belongs to the empty one.
            let owner = name ?? ""
            guard user == nil || owner == user else { return }
            if users.updateValue(totals, forKey: owner) != nil { throw JSONError(.duplicate("a user"), at: start) }
        }
        return users
    }
}
