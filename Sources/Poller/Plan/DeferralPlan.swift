import Scoreboard
import Storage

/// Puts off what the accounting cannot answer, so that the rest goes on. Pure.
package enum DeferralPlan {
    /// The first time after which a piece is tried again, in seconds, doubled each time up to the longest.
    private static let firstWait: Int64 = 3_600
    private static let longestWait: Int64 = Day.secondsPerDay

    /// When something that failed so often is tried again.
    static func retryTime(after attempts: Int64, now: Timestamp) -> Timestamp {
        now + min(longestWait, firstWait << min(max(attempts - 1, 0), 10))
    }

    /// Puts off the shortest question there is.
    ///
    /// When what is next to it was put off just before, twice as much of the same day is put off unasked: a day that is
    /// bad throughout costs a handful of calls, not one every five minutes of it.
    ///
    /// - Parameter limits: The missing span that the question is part of.
    static func deferring(
        _ window: Range<Timestamp>, in cursor: PollCursor, within limits: Range<Timestamp>, now: Timestamp,
        reason: String
    ) -> PollCursor {
        var next = cursor
        var span = window
        let day = window.lowerBound.day
        let room = limits.clamped(to: day.start..<day.adding(days: 1).start)
        if let before = cursor.deferred.first(where: { $0.span.upperBound == window.lowerBound }) {
            let length = 2 * (before.span.upperBound - before.span.lowerBound)
            span = window.lowerBound..<max(window.upperBound, min(window.lowerBound + length, room.upperBound))
        } else if let after = cursor.deferred.first(where: { $0.span.lowerBound == window.upperBound }) {
            let length = 2 * (after.span.upperBound - after.span.lowerBound)
            span = min(window.lowerBound, max(window.upperBound - length, room.lowerBound))..<window.upperBound
        }
        next.gaps = next.gaps.removing(span)
        next.deferred.append(DeferredPiece(span, attempts: 1, retryAt: retryTime(after: 1, now: now), reason: reason))
        return next
    }

    /// A piece that failed again: later, and in halves, so that what can be read of it will be.
    static func failing(
        _ piece: DeferredPiece, in cursor: PollCursor, now: Timestamp, reason: String
    ) -> PollCursor {
        var next = cursor
        next.deferred.removeAll { $0 == piece }
        let attempts = min(piece.attempts + 1, 1 << 20)
        let length = piece.span.upperBound - piece.span.lowerBound
        let middle = piece.span.lowerBound + length / 2
        let isDivisible = length > PollPlan.shortestSlice
        let spans =
            isDivisible
            ? [piece.span.lowerBound..<middle, middle..<piece.span.upperBound] : [piece.span]
        // Halves have not been tried yet: they do not wait longer than the whole did.
        let retryAt = retryTime(after: isDivisible ? piece.attempts : attempts, now: now)
        next.deferred += spans.map {
            DeferredPiece($0, attempts: attempts, retryAt: retryAt, reason: reason)
        }
        return next
    }
}
