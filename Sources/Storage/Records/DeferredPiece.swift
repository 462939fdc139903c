package import Scoreboard

/// A span of history that the accounting could not answer however short the question was, put off so that the rest goes
/// on. No job of it is lost: it is asked for again, at growing intervals.
package struct DeferredPiece: Equatable, Sendable {
    package var span: Range<Timestamp>
    /// How often it was asked for since it was put off; counts up from 1.
    package var attempts: Int64
    /// When it is asked for again.
    package var retryAt: Timestamp
    /// What went wrong, on one line.
    package var reason: String

    package init(_ span: Range<Timestamp>, attempts: Int64, retryAt: Timestamp, reason: String) {
        self.span = span
        self.attempts = attempts
        self.retryAt = retryAt
        self.reason = reason
    }
}

extension DeferredPiece {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from", span.lowerBound.description)
            writer.member("to", span.upperBound.description)
            writer.member("attempts", attempts)
            writer.member("retry_at", retryAt.description)
            writer.member("reason", reason)
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        let start = reader.offset
        var (from, to, retryAt): (Timestamp?, Timestamp?, Timestamp?)
        var (attempts, reason): (Int64, String) = (1, "")
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "from": from = try reader.timestamp(key)
            case "to": to = try reader.timestamp(key)
            case "attempts": attempts = try reader.count(key)
            case "retry_at": retryAt = try reader.timestamp(key)
            case "reason": reason = try reader.string()
            default: try reader.skip()
            }
        }
        guard let from, let to, let retryAt, from < to else {
            throw JSONError(.wrong("a piece put off without a good from, to or retry_at"), at: start)
        }
        self.init(from..<to, attempts: attempts, retryAt: retryAt, reason: reason)
    }
}
