package import Scoreboard
package import Storage

/// What to ask next, worked out from what was read so far. Pure.
package enum PollPlan {
    /// The smallest and the largest span of one question, in seconds: an hour and a year.
    package static let sliceLimits: ClosedRange<Int64> = 3_600...31_536_000

    /// A cursor for a cluster of which nothing was read: the present day is caught up with, all before is history.
    package static func firstCursor(backfillStart: Day, now: Timestamp) -> PollCursor {
        var cursor = PollCursor(backfillStart: backfillStart)
        let today = now.day
        if backfillStart < today { cursor.gaps = [backfillStart..<today] }
        cursor.watermark = max(today, backfillStart).start
        return cursor
    }

    /// The cursor with the history that an earlier `backfillStart` asks for besides.
    package static func extending(_ cursor: PollCursor, to backfillStart: Day) -> PollCursor {
        guard backfillStart < cursor.backfillStart else { return cursor }
        var extended = cursor
        extended.gaps.insert(backfillStart..<cursor.backfillStart, at: 0)
        extended.backfillStart = backfillStart
        return extended
    }

    /// What has ended since the last look: from the watermark less a lag, in which late records arrive, up to now.
    ///
    /// - Parameter lagSeconds: How far behind the watermark to look again.
    package static func catchUp(_ cursor: PollCursor, now: Timestamp, lagSeconds: Int64) -> Range<Timestamp>? {
        guard let watermark = cursor.watermark else { return nil }
        let from = min(watermark - lagSeconds, now)
        return from < now ? from..<now : nil
    }

    /// The next piece of history; nil when none is missing.
    package static func backfill(_ cursor: PollCursor) -> Range<Timestamp>? {
        guard let gap = cursor.gaps.first else { return nil }
        let from = gap.lowerBound.start
        let end = from + max(cursor.sliceSeconds, Day.secondsPerDay)
        return from..<min(end.day.start, gap.upperBound.start)
    }

    /// Cuts a window into questions of at most `sliceSeconds`.
    package static func slices(of window: Range<Timestamp>, sliceSeconds: Int64) -> [Range<Timestamp>] {
        var slices: [Range<Timestamp>] = []
        var from = window.lowerBound
        while from < window.upperBound {
            let to = min(from + sliceSeconds, window.upperBound)
            slices.append(from..<to)
            from = to
        }
        return slices
    }

    /// The cursor after a piece of history was read.
    package static func finishing(_ slice: Range<Timestamp>, in cursor: PollCursor) -> PollCursor {
        var finished = cursor
        guard let gap = finished.gaps.first else { return finished }
        let next = slice.upperBound.day
        finished.gaps[0] = max(gap.lowerBound, next)..<max(gap.upperBound, next)
        if finished.gaps[0].isEmpty { finished.gaps.removeFirst() }
        return finished
    }

    /// The span of the next question, from what the last one cost: an empty answer doubles it, a slow or large one
    /// halves it.
    ///
    /// - Parameters:
    ///   - seconds: The span that was asked for.
    ///   - rows: How many rows came.
    ///   - milliseconds: How long it took; nil when it did not end in time.
    package static func nextSliceSeconds(after seconds: Int64, rows: Int, milliseconds: Int?) -> Int64 {
        let next: Int64
        if milliseconds == nil || milliseconds ?? 0 > 30_000 || rows > 200_000 {
            next = seconds / 2
        } else if rows < 20_000, milliseconds ?? 0 < 5_000 {
            next = seconds * 2
        } else {
            next = seconds
        }
        return min(max(next, sliceLimits.lowerBound), sliceLimits.upperBound)
    }
}
