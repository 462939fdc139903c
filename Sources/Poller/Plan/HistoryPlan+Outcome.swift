package import Scoreboard
package import Storage

extension HistoryPlan {
    /// The cursor after a piece was read.
    package static func finishing(
        _ piece: HistoryPiece, _ answer: PieceAnswer, in cursor: PollCursor, now: Timestamp
    ) -> PollCursor {
        var next = cursor
        next.gaps = next.gaps.removing(piece.window)
        next.rechecks.hadItsTurn = false
        var stepAttempts: Int64 = 0
        switch piece.purpose {
        case .gap:
            if answer.rows == 0, answer.milliseconds <= PollPlan.slowMilliseconds {
                next.pace.emptySeconds += piece.seconds
            } else {
                next.pace.emptySeconds = 0
                adaptSlices(to: piece, answer, &next)
            }
        case .search:
            next.search?.note(piece.window, hasJobs: answer.rows > 0)
        case .recheck(let recheck):
            next.rechecks.hadItsTurn = true
            if let index = next.rechecks.items.firstIndex(of: recheck) {
                if piece.window.upperBound < recheck.span.upperBound {
                    next.rechecks.items[index].span = piece.window.upperBound..<recheck.span.upperBound
                } else {
                    next.rechecks.items.remove(at: index)
                }
            }
            stepAttempts = recheck.asksSteps ? recheck.attempts + 1 : 0
            adaptSlices(to: piece, answer, &next)
        case .deferred(let deferred):
            next.rechecks.hadItsTurn = true
            next.deferred.removeAll { $0 == deferred }
        case .verification(let verification):
            next = SealPlan.finishing(verification, piece.window, answer, in: next, now: now)
        }
        next = withoutFinishedSearch(next)
        guard answer.stepsMissing else { return next }
        return RecheckPlan.awaitingSteps(of: piece.window, attempts: stepAttempts, in: next, now: now)
    }

    /// The cursor after the accounting could not answer a piece because it was too much: shorter, or put off.
    ///
    /// - Parameters:
    ///   - isTooWide: The accounting refuses every question of that length.
    ///   - reason: What it said.
    package static func failing(
        _ piece: HistoryPiece, in cursor: PollCursor, now: Timestamp, isTooWide: Bool, reason: String
    ) -> PollCursor {
        var next = cursor
        next.rechecks.hadItsTurn = false
        let floor = PollPlan.shortestSlice
        let half = max(floor, piece.seconds / 2)
        if isTooWide { next.pace.widestSeconds = half }
        switch piece.purpose {
        case .gap:
            if piece.seconds > cursor.pace.sliceSeconds {
                // What was longer than a slice was so because all before it was empty.
                next.pace.emptySeconds = 0
            } else if piece.seconds > floor {
                next.pace.sliceSeconds = half
            } else {
                let gap = cursor.gaps.first { $0.overlaps(piece.window) } ?? piece.window
                next = DeferralPlan.deferring(piece.window, in: next, within: gap, now: now, reason: reason)
            }
        case .search:
            // Without a search, history is read month by month.
            next.search = next.search?.narrowed(after: piece.window, floor: floor)
        case .recheck(let recheck):
            next.rechecks.hadItsTurn = true
            if piece.seconds > floor {
                next.pace.sliceSeconds = half
            } else if let index = next.rechecks.items.firstIndex(of: recheck) {
                // It was read before, and a later re-reading will meet it again.
                next.rechecks.items[index].span = piece.window.upperBound..<recheck.span.upperBound
                if next.rechecks.items[index].span.isEmpty { next.rechecks.items.remove(at: index) }
            }
        case .deferred(let deferred):
            next.rechecks.hadItsTurn = true
            next = DeferralPlan.failing(deferred, in: next, now: now, reason: reason)
        case .verification(let verification):
            next = SealPlan.failing(verification, piece.window, in: next, now: now)
        }
        return withoutFinishedSearch(next)
    }

    private static func adaptSlices(to piece: HistoryPiece, _ answer: PieceAnswer, _ cursor: inout PollCursor) {
        // An empty answer says nothing about those that are not.
        guard answer.rows > 0 else { return }
        cursor.pace.sliceSeconds = PollPlan.nextSliceSeconds(
            after: piece.seconds, current: cursor.pace.sliceSeconds, rows: answer.rows,
            milliseconds: answer.milliseconds)
    }

    /// Passes over what the search would ask for and was read already, and ends a search that has nothing left to ask.
    private static func withoutFinishedSearch(_ cursor: PollCursor) -> PollCursor {
        var next = cursor
        let start = cursor.backfillStart.start
        while let search = next.search {
            guard let window = search.window(from: start) else {
                next.search = nil
                // The gap that comes next begins where a probe found nothing.
                next.pace.emptySeconds = search.empty == nil ? 0 : search.probeSeconds
                break
            }
            if !next.gaps.within(window).isEmpty { break }
            next.search?.note(window, hasJobs: true)
        }
        return next
    }
}
