package import Scoreboard

/// A span that was read and is to be read again: records arrive late, and are mended.
package struct Recheck: Equatable, Sendable {
    /// Why.
    package enum Reason: String, CaseIterable, Sendable {
        /// Every night the day before.
        case nightly
        /// Every week the last 35 days.
        case weekly
        /// Its jobs came, but not their steps.
        case steps
    }

    package var span: Range<Timestamp>
    package var reason: Reason
    /// Not to be read before.
    package var notBefore: Timestamp
    /// How often that failed to bring the steps.
    package var attempts: Int64

    package init(_ span: Range<Timestamp>, reason: Reason, notBefore: Timestamp, attempts: Int64 = 0) {
        self.span = span
        self.reason = reason
        self.notBefore = notBefore
        self.attempts = attempts
    }

    /// Whether jobs that were counted before are asked for the steps that they await.
    package var asksSteps: Bool { reason == .steps }
}

extension Recheck {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from", span.lowerBound.description)
            writer.member("to", span.upperBound.description)
            writer.member("reason", reason.rawValue)
            writer.key("asks_steps")
            writer.bool(asksSteps)
            writer.member("not_before", notBefore.description)
            writer.member("attempts", attempts)
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        let start = reader.offset
        var (from, to, notBefore, reason): (Timestamp?, Timestamp?, Timestamp?, Reason?)
        var attempts: Int64 = 0
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "from": from = try reader.timestamp(key)
            case "to": to = try reader.timestamp(key)
            case "reason": reason = Reason(rawValue: try reader.string())
            case "not_before": notBefore = try reader.timestamp(key)
            case "attempts": attempts = try reader.count(key)
            default: try reader.skip()
            }
        }
        guard let from, let to, let notBefore, let reason, from < to else {
            throw JSONError(.wrong("a span to be read again without a good from, to, reason or not_before"), at: start)
        }
        self.init(from..<to, reason: reason, notBefore: notBefore, attempts: attempts)
    }
}
