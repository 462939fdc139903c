import Scoreboard

/// How the lines of a rollup's file look, of days and users or of users alone, as its codec writes them.
struct RollupForm {
    /// The first line, up to and with its line feed, for a given time.
    let head: [UInt8]
    /// Where in it the time stands.
    let timePlace: Range<Int>
    /// What a day's line is, with zeros for the day of the month; nil when there are no days.
    let day: [UInt8]?
    /// What stands before a user's name, and between it and the number of jobs.
    let opening: [UInt8]
    let behindName: [UInt8]
    /// What a user's own part ends with.
    let closing: UInt8
    let read: (inout JSONReader) throws(JSONError) -> (name: String, totals: UserTotals)
    let write: (String, UserTotals, inout JSONWriter) -> Void

    /// What stands behind a user: another user, another day, or the end of all.
    enum Follower: Int {
        case user, day, end
    }

    /// What stands between a user and what follows: as each line is compared with it, no array, which would be retained.
    func separator(_ follower: Follower) -> StaticString {
        switch follower {
        case .user: ",\n"
        case .day: "]},\n"
        case .end: day == nil ? "],\n" : "]}],\n"
        }
    }

    static func daily(of month: Month, cluster: ClusterName, asOf: Timestamp) -> RollupForm? {
        let empty = DailyRollupCodec.encode(DailyRollup(month: month), cluster: cluster, asOf: asOf)
        return RollupForm(
            empty: empty, day: Array(#"{"day":"\#(month)-00","users":["#.utf8) + [newline], opening: #"[""#,
            behindName: "\",", closing: UInt8(ascii: "]"), read: DailyRollupCodec.readLine,
            write: DailyRollupCodec.writeLine)
    }

    static func monthly(of month: Month, cluster: ClusterName, asOf: Timestamp) -> RollupForm? {
        let empty = MonthlyRollupCodec.encode([:], cluster: cluster, month: month, asOf: asOf)
        return RollupForm(
            empty: empty, day: nil, opening: #"{"username":""#, behindName: #"","jobs":"#, closing: UInt8(ascii: "}"),
            read: MonthlyRollupCodec.readLine, write: MonthlyRollupCodec.writeLine)
    }

    static let newline = UInt8(ascii: "\n")

    /// Nil for a time that takes more or less room than others.
    private init?(
        empty: [UInt8], day: [UInt8]?, opening: String, behindName: String, closing: UInt8,
        read: @escaping (inout JSONReader) throws(JSONError) -> (name: String, totals: UserTotals),
        write: @escaping (String, UserTotals, inout JSONWriter) -> Void
    ) {
        // Of an empty one the brackets close at once: `],`, a line feed, and the checksum.
        let head: [UInt8] = empty.dropLast(ChecksummedJSON.endingLength + 3) + [RollupForm.newline]
        let key = Array(#""asof":""#.utf8)
        guard
            let start = head.indices.first(where: { head[$0...].starts(with: key) }).map({ $0 + key.count }),
            let end = head[start...].firstIndex(of: UInt8(ascii: "\"")), end - start == RollupForm.timeLength
        else { return nil }
        self.head = head
        timePlace = start..<end
        self.day = day
        self.opening = Array(opening.utf8)
        self.behindName = Array(behindName.utf8)
        self.closing = closing
        self.read = read
        self.write = write
    }

    private static let timeLength = 20
}
