package import Scoreboard
package import Storage

/// Which months are read a second time, and when they are sealed. Pure.
package enum SealPlan {
    /// A run of months without jobs is read again in questions of at most so many months.
    private static let longestRun: Int32 = 60

    /// The next months to verify; nil when there are none.
    ///
    /// - Parameter monthsWithJobs: Those that have files.
    package static func next(_ cursor: PollCursor, now: Timestamp, monthsWithJobs: Set<Month>) -> MonthVerification? {
        let end = now.day.adding(days: -RecheckPlan.weeklyDays).month
        var month = cursor.backfillStart.month
        while month < end, !isCandidate(month, cursor, now: now) { month = afterSeal(month, cursor) }
        guard month < end else { return nil }
        var after = month.next
        if !monthsWithJobs.contains(month) {
            while after < end, after < month.adding(months: Int(longestRun)), !monthsWithJobs.contains(after),
                isCandidate(after, cursor, now: now)
            { after = after.next }
        }
        let from = max(month.firstDay, cursor.backfillStart).start
        let whole = after.firstDay.start - from
        let slice = monthsWithJobs.contains(month) ? cursor.pace.sliceSeconds : whole
        return MonthVerification(
            month..<after, from: from, sliceSeconds: min(slice, cursor.pace.widestSeconds ?? slice))
    }

    /// A month that ended long enough ago is wholly read, and nobody has sealed it.
    private static func isCandidate(_ month: Month, _ cursor: PollCursor, now: Timestamp) -> Bool {
        !cursor.seals.contains(month) && !cursor.hasGap(in: month)
            && cursor.seals.unsettled[month].map { $0 <= now.day } ?? true
    }

    private static func afterSeal(_ month: Month, _ cursor: PollCursor) -> Month {
        cursor.seals.sealed.first { $0.contains(month) }?.upperBound ?? month.next
    }

    /// The cursor after a piece of a verification was read: its months are sealed when it was the last one and the second
    /// reading found nothing that the first had not.
    static func finishing(
        _ verification: MonthVerification, _ window: Range<Timestamp>, _ answer: PieceAnswer, in cursor: PollCursor,
        now: Timestamp
    ) -> PollCursor {
        var next = cursor
        var verified = verification
        verified.newJobs += Int64(answer.newJobs)
        verified.next = window.upperBound
        guard verified.next >= verified.months.upperBound.firstDay.start else {
            verified.sliceSeconds = PollPlan.nextSliceSeconds(
                after: window.upperBound - window.lowerBound, current: verified.sliceSeconds, rows: answer.rows,
                milliseconds: answer.milliseconds)
            next.seals.verification = verified
            return next
        }
        next.seals.verification = nil
        if verified.newJobs == 0 {
            next.seals.sealed = next.seals.sealed.inserting(verified.months)
            next.seals.forget(verified.months)
        } else {
            next.seals.postpone(verified.months, to: now.day.adding(days: 1))
        }
        return next
    }

    /// The cursor after a piece was too much: shorter, and what cannot be shorter is tried on another day.
    static func failing(
        _ verification: MonthVerification, _ window: Range<Timestamp>, in cursor: PollCursor, now: Timestamp
    ) -> PollCursor {
        var next = cursor
        let seconds = window.upperBound - window.lowerBound
        if seconds > PollPlan.shortestSlice {
            var shorter = verification
            shorter.sliceSeconds = max(PollPlan.shortestSlice, seconds / 2)
            next.seals.verification = shorter
        } else {
            next.seals.verification = nil
            next.seals.postpone(verification.months, to: now.day.adding(days: 1))
        }
        return next
    }
}

extension MonthSeals {
    fileprivate mutating func postpone(_ months: Range<Month>, to day: Day) {
        for ordinal in months.lowerBound.ordinal..<months.upperBound.ordinal {
            unsettled[Month(ordinal: ordinal)] = day
        }
    }

    fileprivate mutating func forget(_ months: Range<Month>) {
        unsettled = unsettled.filter { !months.contains($0.key) }
    }
}
