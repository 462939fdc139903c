package import Scoreboard

/// What the pollers of a cluster, all processes together, have lately asked of its accounting: `state/rate.json`.
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
    /// Bytes that `sacct` answered on that day.
    package var bytesToday: Int64

    package init(calls: [Timestamp] = [], day: Day, bytesToday: Int64 = 0) {
        self.calls = calls
        self.day = day
        self.bytesToday = bytesToday
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
        }
    }

    /// - Parameter path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: RateLedger.schemaVersion) {
            (reader) throws(JSONError) in
            var calls: [Timestamp] = []
            var (day, bytesToday): (Day?, Int64?)
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "calls":
                    try reader.array { (reader, index) throws(JSONError) in
                        guard index < RateLedger.maximumCalls else {
                            throw JSONError(.outOfRange("the number of calls"), at: reader.offset)
                        }
                        calls.append(try reader.timestamp("a call"))
                    }
                case "day": day = try reader.day(key)
                case "bytes_today": bytesToday = try reader.count(key, upTo: RateLedger.maximumBytes)
                default: try reader.skip()
                }
            }
            guard let day, let bytesToday else { throw JSONError(.missing("day or bytes_today"), at: 0) }
            return RateLedger(calls: calls.sorted(), day: day, bytesToday: bytesToday)
        }
    }
}
