package import Scoreboard

/// Which users the accounting was asked for by name, and what is still to be asked: `state/discovery.json`.
///
/// `{"schema_version":1,"day":"2026-11-23","calls_today":3,"refusals_in_a_row":0,
/// "checks":[{"month":"2026-11","outcome":"checked","names":["alice",…]}],
/// "pending":[{"kind":"new","span_seconds":86400,"refusals":0,"members":[{"name":"bob","ask":"bob"}],
/// "spans":[{"from":"2026-01-01T00:00:00Z","to":"2026-11-23T00:00:00Z"}]}],"checksum":…}`; the checks are in the order of
/// their months, outcomes and names.
package struct DiscoveryRecord: Equatable, Sendable {
    /// How the last look at a name ended.
    package enum Outcome: String, CaseIterable, Sendable {
        /// The accounting was asked for everything that was read by then.
        case checked
        /// Sacct cannot be asked: this host does not know the name, or the accounting does not answer for it.
        case unknown
        /// No user's home, by its owner or because no user can have the name.
        case leftOut = "left_out"
    }

    /// The last look at a name.
    package struct Check: Equatable, Sendable {
        /// How it ended.
        package var outcome: Outcome
        /// When it was; in the next month it is due again.
        package var month: Month

        package init(_ outcome: Outcome, _ month: Month) {
            self.outcome = outcome
            self.month = month
        }
    }

    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1
    /// More names than any site has homes: a file with more is damaged.
    package static let maximumNames = 500_000

    /// The names that were looked at, as the homes spell them.
    package var checks: [String: Check]
    /// What is to be asked, in this order.
    package var pending: [DiscoveryGroup]
    /// The day of `callsToday`.
    package var day: Day
    /// Calls of `sacct` for users by name on that day, refused ones and those for steps included.
    package var callsToday: Int64
    /// Calls for users whom this host's own database does not have, refused one after the other.
    package var refusalsInARow: Int64

    package init(
        checks: [String: Check] = [:], pending: [DiscoveryGroup] = [], day: Day, callsToday: Int64 = 0,
        refusalsInARow: Int64 = 0
    ) {
        self.checks = checks
        self.pending = pending
        self.day = day
        self.callsToday = callsToday
        self.refusalsInARow = refusalsInARow
    }
}

extension DiscoveryRecord {
    /// The whole file.
    package func encoded() -> [UInt8] {
        var names: [Month: [Outcome: [String]]] = [:]
        for (name, check) in checks { names[check.month, default: [:]][check.outcome, default: []].append(name) }
        return ChecksummedJSON.encode(version: DiscoveryRecord.schemaVersion, capacity: 4096 + checks.count * 12) {
            writer in
            writer.member("day", day.description)
            writer.member("calls_today", callsToday)
            writer.member("refusals_in_a_row", refusalsInARow)
            writer.key("checks")
            writer.beginArray()
            for (month, outcomes) in names.sorted(by: { $0.key < $1.key }) {
                for outcome in Outcome.allCases {
                    guard let found = outcomes[outcome] else { continue }
                    writer.object { writer in
                        writer.member("month", month.description)
                        writer.member("outcome", outcome.rawValue)
                        writer.key("names")
                        writer.array(found.sorted { ByteOrder.precedes($0, $1) }) { $0.string($1) }
                    }
                }
            }
            writer.endArray()
            writer.key("pending")
            writer.array(pending) { $1.write(to: &$0) }
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: DiscoveryRecord.schemaVersion) {
            (reader) throws(JSONError) in
            var day: Day?
            var record = DiscoveryRecord(day: Day(daysSinceEpoch: 0))
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "day": day = try reader.day(key)
                case "calls_today": record.callsToday = Int64(try reader.count(key) as UInt32)
                case "refusals_in_a_row": record.refusalsInARow = Int64(try reader.count(key) as UInt32)
                case "checks": try reader.array { (reader, _) throws(JSONError) in try record.readChecks(&reader) }
                case "pending":
                    try reader.array { (reader, _) throws(JSONError) in
                        record.pending.append(try DiscoveryGroup(&reader))
                    }
                default: try reader.skip()
                }
            }
            guard let day else { throw JSONError(.missing("day"), at: 0) }
            record.day = day
            return record
        }
    }

    private mutating func readChecks(_ reader: inout JSONReader) throws(JSONError) {
        let start = reader.offset
        var (month, outcome): (Month?, Outcome?)
        var names: [String] = []
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "month": month = try reader.month(key)
            case "outcome": outcome = Outcome(rawValue: try reader.string())
            case "names": try reader.array { (reader, _) throws(JSONError) in names.append(try reader.string()) }
            default: try reader.skip()
            }
        }
        guard let month, let outcome else { throw JSONError(.missing("month or outcome"), at: start) }
        guard checks.count + names.count <= DiscoveryRecord.maximumNames else {
            throw JSONError(.outOfRange("the number of names"), at: start)
        }
        for name in names where checks.updateValue(Check(outcome, month), forKey: name) != nil {
            throw JSONError(.duplicate("a name"), at: start)
        }
    }
}
