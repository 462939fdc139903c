package import Scoreboard

/// The file of one month's totals by day and user, `agg/rollups/daily/YYYY-MM.json`: the record from which everything
/// else is summed. Of a month that hardly changes any more it is kept compressed, see ``RollupFile``.
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
        var rest = rollup.days.sorted { $0.key < $1.key }.lazy.flatMap { day, users in
            ByteOrder.places(of: users.keys).lazy.map { Line(day: day, user: users.keys[$0], totals: users.values[$0]) }
        }.makeIterator()
        return encode(month: rollup.month, cluster: cluster, asOf: asOf, lines: lines) { rest.next() }
    }

    /// What one user did on a day.
    package struct Line {
        package var day: Day
        package var user: String
        package var totals: UserTotals

        package init(day: Day, user: String, totals: UserTotals) {
            self.day = day
            self.user = user
            self.totals = totals
        }
    }

    /// The same of lines that need not be held all together.
    ///
    /// - Parameters:
    ///   - lines: About how many there are.
    ///   - nextLine: Gives each line, by days and in the byte order of the names, and then nil.
    package static func encode(
        month: Month, cluster: ClusterName, asOf: Timestamp, lines: Int, nextLine: () -> Line?
    ) -> [UInt8] {
        ChecksummedJSON.encode(version: RollupIdentity.schemaVersion, capacity: 1024 + lines * 230) { writer in
            RollupIdentity.write(cluster: cluster, month: month, asOf: asOf, to: &writer)
            writer.key("columns")
            writer.beginArray()
            writer.string(nameColumn)
            for column in RollupColumn.allCases { writer.string(column.name) }
            writer.endArray()
            writer.key("days")
            writer.beginArray()
            var open: Day?
            while let line = nextLine() {
                if line.day != open {
                    if open != nil { end(&writer) }
                    begin(line.day, &writer)
                    open = line.day
                }
                writer.newline()
                writeLine(line.user, line.totals, to: &writer)
            }
            if open != nil { end(&writer) }
            writer.endArray()
        }
    }

    private static func begin(_ day: Day, _ writer: inout JSONWriter) {
        writer.newline()
        writer.beginObject()
        writer.key("day")
        writer.string(day.description)
        writer.key("users")
        writer.beginArray()
    }

    private static func end(_ writer: inout JSONWriter) {
        writer.endArray()
        writer.endObject()
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
        var lines = RollupLines(month: month)
        let asOf = try read(bytes, path: path, cluster: cluster, month: month, user: user, into: &lines)
        return Content(asOf: asOf, rollup: DailyRollup(month: month, days: lines.days))
    }

    /// Reads a file line by line, for those who keep no rollup of it.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    ///   - cluster: Whose file it must be.
    ///   - month: Whose file it must be.
    ///   - user: Only this one's lines are taken; nil takes all.
    ///   - lines: Gets the lines; after an error, some of them.
    /// - Returns: When the cluster's accounting was last read.
    package static func read(
        _ bytes: [UInt8], path: String, cluster: ClusterName, month: Month, user: String? = nil,
        into lines: inout some DailyLines & ~Copyable
    ) throws(DamagedFile) -> Timestamp {
        var identity = RollupIdentity()
        var columns: [Column]?
        var hasDays = false
        var laterDays: JSONReader?
        try ChecksummedJSON.decode(bytes, path: path, version: RollupIdentity.schemaVersion) {
            (reader) throws(JSONError) in
            try reader.object { (reader, key) throws(JSONError) in
                if key == "columns" {
                    columns = try readColumns(&reader)
                } else if key == "days", hasDays || laterDays != nil {
                    throw JSONError(.duplicate("days"), at: reader.offset)
                } else if key == "days", let columns {
                    try readDays(&reader, month: month, columns: columns, user: user, into: &lines)
                    hasDays = true
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
            if var reader = laterDays {
                try readDays(&reader, month: month, columns: columns, user: user, into: &lines)
                hasDays = true
            }
        } catch {
            throw DamagedFile(path: path, error)
        }
        guard hasDays else { throw DamagedFile(path: path, JSONError(.missing("days"), at: 0)) }
        return asOf
    }

    /// What stands at one place of a line.
    enum Column: Equatable {
        case name, known(RollupColumn), unknown
    }

    /// Those of the files that this program writes.
    static let ownColumns: [Column] = [.name] + RollupColumn.allCases.map(Column.known)

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
        _ reader: inout JSONReader, month: Month, columns: [Column], user: String?,
        into lines: inout some DailyLines & ~Copyable
    ) throws(JSONError) {
        var days: Set<Day> = []
        var limit = RollupLimit()
        try reader.array { (reader, _) throws(JSONError) in
            let start = reader.offset
            var day: Day?
            var hasUsers = false
            var laterUsers: JSONReader?
            func begin(_ day: Day) throws(JSONError) {
                guard month.days.contains(day) else { throw JSONError(.wrong("\(day) is not in \(month)"), at: start) }
                guard days.insert(day).inserted else { throw JSONError(.duplicate("a day"), at: start) }
                lines.begin(day)
            }
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "day": day = try reader.day("day")
                case "users" where hasUsers || laterUsers != nil:
                    throw JSONError(.duplicate("users"), at: reader.offset)
                case "users":
                    guard let day else {
                        laterUsers = reader
                        return try reader.skip()
                    }
                    try begin(day)
                    try readUsers(&reader, columns: columns, user: user, &limit, into: &lines)
                    hasUsers = true
                default: try reader.skip()
                }
            }
            guard let day else { throw JSONError(.missing("day"), at: start) }
            if var reader = laterUsers {
                try begin(day)
                try readUsers(&reader, columns: columns, user: user, &limit, into: &lines)
                hasUsers = true
            }
            guard hasUsers else { throw JSONError(.missing("users"), at: start) }
        }
    }

    private static func readUsers(
        _ reader: inout JSONReader, columns: [Column], user: String?, _ limit: inout RollupLimit,
        into lines: inout some DailyLines & ~Copyable
    ) throws(JSONError) {
        let areOwn = columns == ownColumns
        try reader.array { (reader, _) throws(JSONError) in
            if areOwn {
                let isRead = try reader.plainLines(isKeyed: false) { (name, totals, start) throws(JSONError) in
                    let name = String(decoding: name, as: UTF8.self)
                    guard user == nil || name == user else { return }
                    try limit.addPlain(totals, at: start)
                    guard lines.add(totals, of: name) else { throw JSONError(.duplicate("a user"), at: start) }
                }
                if isRead { return }
            }
            let start = reader.offset
            var totals = UserTotals()
            let name = try readLine(&reader, into: &totals, columns: columns, user: user, at: start)
            try limit.add(totals, at: start)
            guard user == nil || name == user else { return }
            guard lines.add(totals, of: name) else { throw JSONError(.duplicate("a user"), at: start) }
        }
    }

    /// Reads any line.
    ///
    /// - Returns: The name; without one of its own a line belongs to the empty one.
    static func readLine(
        _ reader: inout JSONReader, into totals: inout UserTotals, columns: [Column], user: String?, at start: Int
    ) throws(JSONError) -> String {
        var name: String?
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
        return name ?? ""
    }
}

/// The lines of a file as a rollup.
private struct RollupLines: DailyLines {
    private let month: Month
    private var earlier: [Day: [String: UserTotals]] = [:]
    private var day: Day
    private var users: [String: UserTotals]?

    init(month: Month) {
        self.month = month
        day = month.firstDay
    }

    var days: [Day: [String: UserTotals]] {
        var days = earlier
        days[day] = users
        return days
    }

    mutating func begin(_ day: Day) {
        earlier[self.day] = users
        // Days are about as long as each other.
        let expected = users?.count ?? 0
        self.day = day
        users = Dictionary(minimumCapacity: expected)
    }

    mutating func add(_ totals: UserTotals, of user: String) -> Bool {
        let before = users?.count
        users?[user] = totals
        return users?.count != before
    }
}
