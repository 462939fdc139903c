package import Scoreboard

/// What the pollers of a cluster, all processes together, have lately asked of its accounting, and how it answered:
/// `state/rate.json`.
package struct RateLedger: Equatable, Sendable {
    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1
    /// More calls than any rate limit needs to know of: a file with more is damaged.
    package static let maximumCalls = 10_000

    /// More bytes than any day can bring: a file with more is damaged.
    package static let maximumBytes: Int64 = 1 << 60

    /// When `sacct` was called within the last minute, in order, retries included.
    package var calls: [Timestamp]
    /// The day of `bytesToday`.
    package var day: Day
    /// Bytes that `sacct` answered on that day, failed answers included.
    package var bytesToday: Int64
    /// How many calls in a row have failed.
    package var failures: Int64
    /// How many calls in a row have failed for being too large, as `failures` does not count.
    package var narrowings: Int64
    /// No call before this moment; nil when the last one succeeded.
    package var notBefore: Timestamp?
    /// What calls cost.
    package var costs: CallCosts

    package init(
        calls: [Timestamp] = [], day: Day, bytesToday: Int64 = 0, failures: Int64 = 0, narrowings: Int64 = 0,
        notBefore: Timestamp? = nil, costs: CallCosts = CallCosts()
    ) {
        self.calls = calls
        self.day = day
        self.bytesToday = bytesToday
        self.failures = failures
        self.narrowings = narrowings
        self.notBefore = notBefore
        self.costs = costs
    }

    /// The whole file; of more calls than ``maximumCalls``, the last.
    package func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: RateLedger.schemaVersion) { writer in
            writer.key("calls")
            writer.array(calls.suffix(RateLedger.maximumCalls)) { $0.string($1.description) }
            writer.key("day")
            writer.string(day.description)
            writer.key("bytes_today")
            writer.integer(bytesToday)
            writer.member("failures", failures)
            writer.member("narrowings", narrowings)
            writer.member("not_before", notBefore?.description)
            writer.key("costs")
            costs.encode(to: &writer)
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: RateLedger.schemaVersion) {
            (reader) throws(JSONError) in
            var (day, bytesToday): (Day?, Int64?)
            var ledger = RateLedger(day: Day(daysSinceEpoch: 0))
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "calls":
                    try reader.array { (reader, index) throws(JSONError) in
                        guard index < RateLedger.maximumCalls else {
                            throw JSONError(.outOfRange("the number of calls"), at: reader.offset)
                        }
                        ledger.calls.append(try reader.timestamp("a call"))
                    }
                case "day": day = try reader.day(key)
                case "bytes_today": bytesToday = try reader.count(key, upTo: RateLedger.maximumBytes)
                case "failures": ledger.failures = try reader.count(key)
                case "narrowings": ledger.narrowings = try reader.count(key)
                case "not_before": ledger.notBefore = try reader.timestamp(key)
                case "costs": ledger.costs = try CallCosts(decoding: &reader)
                default: try reader.skip()
                }
            }
            guard let day, let bytesToday else { throw JSONError(.missing("day or bytes_today"), at: 0) }
            ledger.calls.sort()
            (ledger.day, ledger.bytesToday) = (day, bytesToday)
            return ledger
        }
    }
}
