package import Scoreboard
package import Storage

/// What is asked of the present, and how much one question may cover. Pure.
package enum PollPlan {
    /// The smallest span of one question, in seconds: five minutes. What is still too much then is put off.
    package static let shortestSlice: Int64 = 300
    /// A slow or large answer alone makes no slice shorter than this: an hour.
    package static let shortestComfortableSlice: Int64 = 3_600
    /// The largest span of one question about history with jobs, in seconds: a month, since pieces end with their month.
    package static let longestSlice: Int64 = 31 * Day.secondsPerDay
    /// The largest span of one question about what has ended since the last look.
    package static let longestCatchUp: Int64 = Day.secondsPerDay
    /// After a longer time without a look, in seconds, the present comes first and the rest becomes history.
    package static let longestAbsence: Int64 = 3 * Day.secondsPerDay
    /// An answer that took longer than this, in milliseconds, is slow: half a minute.
    static let slowMilliseconds = 30_000
    /// An answer of more rows, of jobs and steps, than this is large.
    private static let manyRows = 200_000
    /// History that is no longer than this needs no search for its beginning.
    private static let longestHistoryWithoutSearch: Int64 = 2 * HistorySearch.secondsPerYear

    /// A cursor for a cluster of which nothing was read: the present day is caught up with, all before is history, and
    /// its beginning is searched for.
    package static func firstCursor(backfillStart: Day, now: Timestamp) -> PollCursor {
        var cursor = PollCursor(backfillStart: backfillStart)
        let today = now.day
        cursor.watermark = max(today, backfillStart).start
        if backfillStart < today { cursor.gaps = [backfillStart.start..<today.start] }
        cursor.search = search(from: backfillStart.start, to: recentStart(now))
        // All there is has yet to be read for the first time.
        (cursor.rechecks.lastNightly, cursor.rechecks.lastWeekly) = (today, today)
        return cursor
    }

    /// The cursor with the history that an earlier `backfillStart` asks for besides.
    package static func extending(_ cursor: PollCursor, to backfillStart: Day) -> PollCursor {
        guard backfillStart < cursor.backfillStart else { return cursor }
        var extended = cursor
        let earlier = cursor.backfillStart.start
        extended.reopen(backfillStart..<cursor.backfillStart)
        extended.backfillStart = backfillStart
        // A search that still goes on goes on farther.
        if extended.search == nil { extended.search = search(from: backfillStart.start, to: earlier) }
        return extended
    }

    private static func search(from start: Timestamp, to origin: Timestamp) -> HistorySearch? {
        origin - start > longestHistoryWithoutSearch ? HistorySearch(origin: origin) : nil
    }

    /// The last 30 days and the present month: what is read first, since the boards show it first.
    package static func recentStart(_ now: Timestamp) -> Timestamp {
        min(now.day.month.firstDay, now.day.adding(days: -30)).start
    }

    /// The cursor of a poller that has not looked for long: the days before yesterday become history.
    ///
    /// - Parameter lagSeconds: As in ``catchUp(_:now:lagSeconds:)``.
    package static func afterAbsence(_ cursor: PollCursor, now: Timestamp, lagSeconds: Int64) -> PollCursor {
        guard let watermark = cursor.watermark, now - watermark > longestAbsence else { return cursor }
        var moved = cursor
        let yesterday = now.day.adding(days: -1).start
        let from = max(watermark - lagSeconds, min(watermark, cursor.backfillStart.start))
        moved.reopen(from..<yesterday)
        moved.watermark = yesterday
        return moved
    }

    /// What has ended since the last look: from the watermark less a lag, in which late records arrive, up to now.
    ///
    /// - Parameter lagSeconds: How far behind the watermark to look again.
    package static func catchUp(_ cursor: PollCursor, now: Timestamp, lagSeconds: Int64) -> Range<Timestamp>? {
        guard let watermark = cursor.watermark else { return nil }
        let from = min(watermark - lagSeconds, now)
        return from < now ? from..<now : nil
    }

    /// The first question about a window of the present.
    package static func firstSlice(of window: Range<Timestamp>, _ cursor: PollCursor) -> Range<Timestamp> {
        let seconds = min(cursor.pace.catchUpSeconds, cursor.pace.widestSeconds ?? .max)
        return window.lowerBound..<min(window.upperBound, window.lowerBound + seconds)
    }

    /// The cursor after a slice of the present was read.
    package static func finishing(catchUp slice: Range<Timestamp>, in cursor: PollCursor) -> PollCursor {
        var next = cursor
        next.watermark = max(cursor.watermark ?? slice.upperBound, slice.upperBound)
        next.pace.catchUpSeconds = min(longestCatchUp, max(shortestSlice, cursor.pace.catchUpSeconds) * 2)
        return next
    }

    /// The cursor after a slice of the present was too much: the next one is half as long, and one that cannot be
    /// shorter is put off.
    package static func failing(
        catchUp slice: Range<Timestamp>, in cursor: PollCursor, now: Timestamp, reason: String
    ) -> PollCursor {
        var next = cursor
        let seconds = slice.upperBound - slice.lowerBound
        guard seconds <= shortestSlice else {
            next.pace.catchUpSeconds = max(shortestSlice, seconds / 2)
            return next
        }
        next = DeferralPlan.deferring(slice, in: next, within: slice.lowerBound..<now, now: now, reason: reason)
        let end = next.deferred.last?.span.upperBound ?? slice.upperBound
        next.watermark = max(cursor.watermark ?? end, end)
        return next
    }

    /// The span of the next question, from what the last one cost: a slow or large answer halves it, and one that took less
    /// than half of what is slow or large doubles it.
    ///
    /// - Parameters:
    ///   - seconds: The span that was asked for.
    ///   - current: What was allowed; the end of a month or of a gap may have made the question shorter.
    ///   - rows: How many rows came.
    ///   - milliseconds: How long it took.
    package static func nextSliceSeconds(
        after seconds: Int64, current: Int64, rows: Int, milliseconds: Int
    ) -> Int64 {
        if milliseconds > slowMilliseconds || rows > manyRows {
            return max(seconds / 2, min(seconds, shortestComfortableSlice))
        }
        guard rows < manyRows / 2, milliseconds < slowMilliseconds / 2 else { return current }
        return min(longestSlice, max(current, seconds * 2))
    }
}
