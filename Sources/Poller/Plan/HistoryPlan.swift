package import Scoreboard
package import Storage

/// Which piece of history is asked for next. Pure.
///
/// First what the boards show first, the last weeks, newest first; then yesterday once a night; then the search for the
/// first month with jobs; then the gaps from the oldest on, in turns with what is read again or had been put off; and
/// when nothing else is left, months are read a second time to be sealed.
package enum HistoryPlan {
    /// The next piece; nil when nothing is to be asked now.
    ///
    /// - Parameters:
    ///   - monthsWithJobs: The months that have files.
    ///   - span: Only gaps inside are wanted; nil for all history.
    package static func next(
        _ cursor: PollCursor, now: Timestamp, monthsWithJobs: Set<Month>, span: Range<Timestamp>? = nil
    ) -> HistoryPiece? {
        if let span { return cursor.gaps.within(span).first.map { oldestPiece(of: $0, cursor) } }
        let recent = cursor.gaps.within(PollPlan.recentStart(now)..<Timestamp(seconds: .max))
        if let gap = recent.last { return newestPiece(of: gap, cursor) }
        let due = cursor.rechecks.items.filter { $0.notBefore <= now }
        if let nightly = due.first(where: { $0.reason == .nightly }) { return piece(of: nightly, cursor) }
        if let window = searchWindow(cursor) { return HistoryPiece(window, .search) }
        if !cursor.rechecks.hadItsTurn || cursor.gaps.isEmpty {
            let putOff = cursor.deferred.filter { $0.retryAt <= now }.min { $0.retryAt < $1.retryAt }
            if let putOff { return HistoryPiece(putOff.span, .deferred(putOff)) }
            if let again = due.first { return piece(of: again, cursor) }
        }
        if let gap = cursor.gaps.first { return oldestPiece(of: gap, cursor) }
        let verification =
            cursor.seals.verification ?? SealPlan.next(cursor, now: now, monthsWithJobs: monthsWithJobs)
        return verification.map { verification in
            let end = min(
                verification.months.upperBound.firstDay.start, verification.next + verification.sliceSeconds)
            return HistoryPiece(verification.next..<end, .verification(verification))
        }
    }

    /// What the search asks for, as far as it has not been read.
    private static func searchWindow(_ cursor: PollCursor) -> Range<Timestamp>? {
        guard let search = cursor.search, let window = search.window(from: cursor.backfillStart.start),
            let part = cursor.gaps.within(window).last
        else { return nil }
        // Stretches go backwards: what is left over is asked for next.
        let seconds = min(part.upperBound - part.lowerBound, cursor.pace.widestSeconds ?? .max)
        return part.upperBound - seconds..<part.upperBound
    }

    private static func piece(of recheck: Recheck, _ cursor: PollCursor) -> HistoryPiece {
        let seconds = min(cursor.pace.sliceSeconds, cursor.pace.widestSeconds ?? .max)
        let window = recheck.span.clamped(to: recheck.span.lowerBound..<recheck.span.lowerBound + seconds)
        return HistoryPiece(window, .recheck(recheck))
    }

    /// How long the next piece may be: as the answers allow, or, after a stretch without jobs, as long as that again.
    private static func seconds(_ cursor: PollCursor) -> Int64 {
        min(max(cursor.pace.sliceSeconds, cursor.pace.emptySeconds), cursor.pace.widestSeconds ?? .max)
    }

    /// The beginning of a gap. It ends with its month, unless what was read before it was empty.
    private static func oldestPiece(of gap: Range<Timestamp>, _ cursor: PollCursor) -> HistoryPiece {
        let from = gap.lowerBound
        var end = from + seconds(cursor)
        let nextDay = from.day.adding(days: 1).start
        if end > nextDay { end = end.day.start }
        let nextMonth = from.day.month.next.firstDay.start
        if end > nextMonth { end = cursor.pace.emptySeconds > 0 ? end.day.month.firstDay.start : nextMonth }
        return HistoryPiece(from..<min(end, gap.upperBound), .gap)
    }

    /// The end of a gap, back to the beginning of its month at most.
    private static func newestPiece(of gap: Range<Timestamp>, _ cursor: PollCursor) -> HistoryPiece {
        let to = gap.upperBound
        var start = to - seconds(cursor)
        let lastDay = (to - 1).day.start
        if start < lastDay { start = (start + (Day.secondsPerDay - 1)).day.start }
        start = max(start, (to - 1).day.month.firstDay.start)
        return HistoryPiece(max(start, gap.lowerBound)..<to, .gap)
    }
}
