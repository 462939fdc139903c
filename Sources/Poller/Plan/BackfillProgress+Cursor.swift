package import Scoreboard
package import Storage

extension BackfillProgress {
    /// What a cursor says about the history.
    ///
    /// - Parameter firstMonth: The first month with jobs; nil while none is known.
    package init(of cursor: PollCursor, firstMonth: Month?, now: Timestamp) {
        let months = max(cursor.backfillStart.month, firstMonth ?? now.day.month)..<now.day.month.next
        let start = max(months.lowerBound.firstDay, cursor.backfillStart).start
        let whole = max(start, now) - start
        let missing = (cursor.gaps + cursor.deferred.map(\.span)).within(start..<max(start, now))
        let missingSeconds = missing.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
        let total = months.upperBound.ordinal - months.lowerBound.ordinal
        let open = (0..<total).count { cursor.hasGap(in: Month(ordinal: months.lowerBound.ordinal + $0)) }
        let slice = max(1, cursor.pace.sliceSeconds)
        let calls = missing.reduce(0) { $0 + ($1.upperBound - $1.lowerBound + slice - 1) / slice }
        self.init(
            phase: BackfillProgress.phase(of: cursor, now: now),
            thousandths: whole == 0 ? 1000 : min(1000, max(0, (whole - missingSeconds) * 1000 / whole)),
            monthsDone: Int64(total) - Int64(open), monthsTotal: Int64(total), callsToGo: calls,
            deferred: cursor.deferred, sealedMonths: Int64(cursor.seals.count),
            lastNightly: cursor.rechecks.lastNightly, lastWeekly: cursor.rechecks.lastWeekly)
    }

    private static func phase(of cursor: PollCursor, now: Timestamp) -> Phase {
        if cursor.gaps.overlaps(PollPlan.recentStart(now)..<now) { return .recent }
        if cursor.search != nil { return .search }
        if !cursor.gaps.isEmpty { return .history }
        if !cursor.deferred.isEmpty { return .deferred }
        return cursor.seals.verification == nil ? .complete : .verifying
    }

    /// In words.
    package var words: String {
        let percent = "\(thousandths / 10).\(thousandths % 10) %"
        return switch phase {
        case .recent: "reading the last weeks"
        case .search: "looking for the first month with jobs"
        case .history: "reading history: \(percent), \(monthsDone) of \(monthsTotal) months"
        case .deferred: "history is read but for \(deferred.count) pieces that are tried again"
        case .verifying, .complete: "history is complete"
        }
    }
}
