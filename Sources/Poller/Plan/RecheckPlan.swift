package import Scoreboard
package import Storage

/// When what was read is read again: yesterday every night, the last 35 days every week. Pure.
package enum RecheckPlan {
    /// How far back the weekly re-reading goes; months that ended longer ago may be sealed.
    package static let weeklyDays = 35
    /// So often steps are asked for that do not come.
    private static let stepAttempts: Int64 = 8

    /// The cursor with what a new day asks for in its queue.
    package static func beginningDay(_ cursor: PollCursor, now: Timestamp) -> PollCursor {
        let today = now.day
        guard cursor.rechecks.lastNightly.map({ $0 < today }) ?? true else { return cursor }
        var next = cursor
        next.rechecks.lastNightly = today
        next.enqueue(.nightly, of: today.adding(days: -1), now: now)
        guard cursor.rechecks.lastWeekly.map({ $0.adding(days: 7) <= today }) ?? true else { return next }
        next.rechecks.lastWeekly = today
        // The accounting may have got another limit since.
        next.pace.widestSeconds = nil
        for age in 2...weeklyDays { next.enqueue(.weekly, of: today.adding(days: -age), now: now) }
        return next
    }

    /// The cursor that asks again for a window whose steps did not come; not for ever.
    static func awaitingSteps(
        of window: Range<Timestamp>, attempts: Int64, in cursor: PollCursor, now: Timestamp
    ) -> PollCursor {
        guard attempts < stepAttempts else { return cursor }
        var next = cursor
        let notBefore = DeferralPlan.retryTime(after: attempts + 1, now: now)
        if let index = next.rechecks.items.firstIndex(where: { $0.reason == .steps && $0.span == window }) {
            next.rechecks.items[index].notBefore = notBefore
        } else {
            next.rechecks.items.append(Recheck(window, reason: .steps, notBefore: notBefore, attempts: attempts))
        }
        return next
    }
}

extension PollCursor {
    /// Queues what has been read of a day, unless that waits already.
    fileprivate mutating func enqueue(_ reason: Recheck.Reason, of day: Day, now: Timestamp) {
        let span = max(day, backfillStart).start..<max(day.adding(days: 1), backfillStart).start
        var read = span.isEmpty ? [] : [span]
        for gap in gaps + deferred.map(\.span) { read = read.removing(gap) }
        for part in read
        where !rechecks.items.contains(where: {
            $0.reason == reason && $0.span.lowerBound >= part.lowerBound && $0.span.upperBound == part.upperBound
        }) {
            rechecks.items.append(Recheck(part, reason: reason, notBefore: now))
        }
    }
}
