import Poller
import Scoreboard
import Storage
import Testing

/// What cannot be answered is put off, and the rest goes on.
@Suite struct DeferralTests {
    static let bad = Timestamp("2026-11-10")!..<Timestamp("2026-11-11")!

    @Test func aBadDayCostsAHandfulOfCallsAndIsReadLater() {
        var walk = PlanWalk(backfillStart: "2026-11-01", first: "2026-11-01")
        walk.fails = { $0.overlaps(Self.bad) ? (false, "sacct did not answer") : nil }
        walk.fillGaps()
        let failures = walk.asked.count { $0.rows == nil }
        print("DeferralTests: a day that cannot be read: \(failures) failures, \(walk.asked.count) calls in all")
        #expect(failures <= 24)
        // Everything else is read, and nothing is forgotten.
        #expect(
            walk.answered == [
                Timestamp("2026-11-01")!..<Self.bad.lowerBound, Self.bad.upperBound..<Timestamp("2026-11-23")!,
            ])
        #expect(walk.cursor.deferred.reduce([]) { $0.inserting($1.span) } == [Self.bad])
        #expect(walk.cursor.hasGap(in: Month("2026-11")!))
        // Not at once again, but after an hour; and once it can be read, it is.
        let isAskedAtOnce = walk.step()
        #expect(!isAskedAtOnce)
        walk.now = walk.now + 3600
        let isAskedLater = walk.step()
        #expect(isAskedLater)
        walk.fails = { _ in nil }
        for _ in 0..<60 {
            walk.now = walk.now + 86_400
            // Nightly re-readings are another matter.
            walk.cursor.rechecks.lastNightly = walk.now.day
            walk.cursor.rechecks.items = []
            _ = walk.step()
        }
        #expect(walk.cursor.deferred == [])
        #expect(walk.answered.within(Timestamp("2026-11-01")!..<Timestamp("2026-11-23")!).count == 1)
        #expect(!walk.cursor.hasGap(in: Month("2026-11")!))
    }

    /// One hour is bad for ever: what is around it is read, and it is tried less and less often.
    @Test func onlyWhatIsBadStaysAway() {
        let hour = Timestamp("2026-11-10T07:00:00")!..<Timestamp("2026-11-10T08:00:00")!
        var walk = PlanWalk(backfillStart: "2026-11-01", first: "2026-11-01")
        walk.fails = { $0.overlaps(hour) ? (false, "no") : nil }
        walk.fillGaps()
        for _ in 0..<60 {
            while walk.cursor.deferred.contains(where: { $0.retryAt <= walk.now }), walk.step() {}
            walk.now = walk.now + 3600
        }
        let left: [Range<Timestamp>] = walk.cursor.deferred.reduce([]) { $0.inserting($1.span) }
        #expect(left.count == 1 && left[0].lowerBound <= hour.lowerBound && hour.upperBound <= left[0].upperBound)
        #expect(left[0].upperBound - left[0].lowerBound <= 3600 + 600, "what is around it is read")
        #expect(walk.cursor.deferred.allSatisfy { $0.span.upperBound - $0.span.lowerBound <= 600 })
        let before = walk.asked.count
        for _ in 0..<24 {
            while walk.cursor.deferred.contains(where: { $0.retryAt <= walk.now }), walk.step() {}
            walk.now = walk.now + 3600
        }
        #expect(walk.asked.count - before <= 2 * 12, "each piece about once a day")
    }

    /// What was put off and what is missing take turns.
    @Test func neitherSideStarves() {
        let now = PollBench.noon
        var cursor = PollCursor(
            backfillStart: Day("2020-01-01")!, gaps: [Timestamp("2020-01-01")!..<Timestamp("2021-01-01")!],
            watermark: now)
        cursor.rechecks.items = (1...10).map {
            Recheck(
                now.day.adding(days: -$0).start..<now.day.adding(days: 1 - $0).start, reason: .weekly, notBefore: now)
        }
        var kinds = ""
        for _ in 0..<12 {
            let piece = HistoryPlan.next(cursor, now: now, monthsWithJobs: [])!
            if case .recheck = piece.purpose { kinds += "r" } else { kinds += "g" }
            cursor = HistoryPlan.finishing(
                piece, PieceAnswer(rows: 30_000, milliseconds: 1, newJobs: 0), in: cursor, now: now)
        }
        #expect(kinds == "rgrgrgrgrgrg")
        cursor.rechecks.items.append(
            Recheck(now.day.adding(days: -1).start..<now.day.start, reason: .nightly, notBefore: now))
        cursor.rechecks.hadItsTurn = true
        let piece = HistoryPlan.next(cursor, now: now, monthsWithJobs: [])
        #expect(piece?.window == now.day.adding(days: -1).start..<now.day.start, "the night before all others")
    }
}
