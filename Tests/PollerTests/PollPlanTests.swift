import Poller
import Scoreboard
import Storage
import Testing

@Suite struct PollPlanTests {
    static let now = PollBench.noon
    static let today = now.day

    static func time(_ text: String) -> Timestamp { Timestamp(text)! }

    /// What is asked next in a short history, when every answer is empty.
    static func pieces(from start: String, count: Int) -> [Range<Timestamp>] {
        var cursor = PollPlan.firstCursor(backfillStart: Day(start)!, now: now)
        var windows: [Range<Timestamp>] = []
        while windows.count < count, let piece = HistoryPlan.next(cursor, now: now, monthsWithJobs: []) {
            windows.append(piece.window)
            cursor = HistoryPlan.finishing(
                piece, PieceAnswer(rows: 150_000, milliseconds: 3, newJobs: 0), in: cursor, now: now)
        }
        return windows
    }

    @Test func atFirstTodayIsCaughtUpWithAndAllBeforeIsHistory() {
        let cursor = PollPlan.firstCursor(backfillStart: Day("2026-11-01")!, now: Self.now)
        #expect(cursor.gaps == [Self.time("2026-11-01")..<Self.time("2026-11-23")])
        #expect(cursor.watermark == Self.time("2026-11-23"))
        #expect(cursor.search == nil, "three weeks need no search")
        #expect(
            PollPlan.catchUp(cursor, now: Self.now, lagSeconds: 7200) == Self.time("2026-11-22T22:00:00")..<Self.now)
        #expect(PollPlan.firstCursor(backfillStart: Day("2000-01-01")!, now: Self.now).search != nil)
    }

    @Test func historyThatBeginsTodayIsNone() {
        #expect(PollPlan.firstCursor(backfillStart: Self.today, now: Self.now).gaps == [])
        #expect(PollPlan.firstCursor(backfillStart: Day("2027-01-01")!, now: Self.now).gaps == [])
    }

    @Test func theLastWeeksComeNewestFirstAndThenTheOldestMonth() {
        // Recent is what follows October 24: 30 days before November 23. The answers are neither quick nor slow.
        let windows = Self.pieces(from: "2026-09-29", count: 33)
        #expect(windows[0] == Self.time("2026-11-22")..<Self.time("2026-11-23"))
        #expect(windows[1] == Self.time("2026-11-21")..<Self.time("2026-11-22"))
        #expect(windows[29] == Self.time("2026-10-24")..<Self.time("2026-10-25"))
        #expect(windows[30] == Self.time("2026-09-29")..<Self.time("2026-09-30"))
        #expect(windows[31] == Self.time("2026-09-30")..<Self.time("2026-10-01"))
        #expect(windows[32] == Self.time("2026-10-01")..<Self.time("2026-10-02"))
    }

    @Test func aPieceEndsWithItsMonthUnlessAllBeforeItWasEmpty() {
        var cursor = PollCursor(
            backfillStart: Day("2026-01-20")!, gaps: [Self.time("2026-01-20")..<Self.time("2026-09-15")],
            watermark: Self.now, pace: QuestionPace(sliceSeconds: 31 * 86_400),
            rechecks: RecheckQueue(lastNightly: Self.today, lastWeekly: Self.today))
        func next() -> Range<Timestamp>? { HistoryPlan.next(cursor, now: Self.now, monthsWithJobs: [])?.window }
        #expect(next() == Self.time("2026-01-20")..<Self.time("2026-02-01"))
        // As long again as the empty stretch, back to the end of a month.
        cursor.pace.emptySeconds = 100 * 86_400
        #expect(next() == Self.time("2026-01-20")..<Self.time("2026-04-01"))
        cursor.pace.emptySeconds = 1000 * 86_400
        #expect(next() == Self.time("2026-01-20")..<Self.time("2026-09-15"))
        // What the accounting refuses for its length is not asked for.
        cursor.pace.widestSeconds = 2 * 86_400
        #expect(next() == Self.time("2026-01-20")..<Self.time("2026-01-22"))
        cursor.pace = QuestionPace(sliceSeconds: 3600)
        #expect(next() == Self.time("2026-01-20")..<Self.time("2026-01-20T01:00:00"))
    }

    @Test(arguments: [
        // seconds asked, seconds allowed, rows, ms, next
        (86_400, 86_400, 1, 100, 172_800), (86_400, 86_400, 99_000, 14_000, 172_800),
        (86_400, 86_400, 101_000, 8_000, 86_400), (86_400, 86_400, 50_000, 16_000, 86_400),
        (86_400, 86_400, 300_000, 8_000, 43_200), (86_400, 86_400, 10, 40_000, 43_200),
        (2_678_400, 2_678_400, 1, 1, 2_678_400), (3_600, 3_600, 500_000, 1, 3_600),
        // The end of a month made the question short: that it was quick says nothing, that it was slow much.
        (86_400, 864_000, 1, 1, 864_000), (86_400, 864_000, 1, 40_000, 43_200),
        // Below an hour only by failures, and back again.
        (600, 600, 1, 1, 1_200), (600, 600, 500_000, 1, 600),
    ])
    func spansFollowWhatTheyCost(seconds: Int64, current: Int64, rows: Int, milliseconds: Int, next: Int64) {
        #expect(
            PollPlan.nextSliceSeconds(after: seconds, current: current, rows: rows, milliseconds: milliseconds) == next)
    }

    @Test func thePresentIsAskedForInShorterSlicesAfterOneWasTooMuch() {
        var cursor = PollCursor(backfillStart: Day("2026-11-01")!, watermark: Self.now - 7200)
        let window = PollPlan.catchUp(cursor, now: Self.now, lagSeconds: 7200)!
        #expect(PollPlan.firstSlice(of: window, cursor) == Self.now - 14_400..<Self.now)
        cursor = PollPlan.failing(catchUp: window, in: cursor, now: Self.now, reason: "slow")
        #expect(cursor.deferred == [])
        #expect(PollPlan.firstSlice(of: window, cursor) == Self.now - 14_400..<Self.now - 7200)
        cursor = PollPlan.finishing(catchUp: Self.now - 14_400..<Self.now - 7200, in: cursor)
        #expect(cursor.watermark == Self.now - 7200)
        #expect(PollPlan.firstSlice(of: Self.now - 7200..<Self.now, cursor) == Self.now - 7200..<Self.now)
        // Five minutes that cannot be answered do not block what follows.
        cursor = PollPlan.failing(catchUp: Self.now - 600..<Self.now - 300, in: cursor, now: Self.now, reason: "slow")
        #expect(
            cursor.deferred == [
                DeferredPiece(
                    Self.now - 600..<Self.now - 300, attempts: 1, retryAt: Self.now + 3600, reason: "slow")
            ])
        #expect(cursor.watermark == Self.now - 300)
    }

    @Test func afterALongAbsenceThePresentComesFirst() {
        let cursor = PollCursor(backfillStart: Day("2026-10-01")!, watermark: Self.time("2026-11-02T06:00:00"))
        let moved = PollPlan.afterAbsence(cursor, now: Self.now, lagSeconds: 7200)
        #expect(moved.gaps == [Self.time("2026-11-02T04:00:00")..<Self.time("2026-11-22")])
        #expect(moved.watermark == Self.time("2026-11-22"))
        let short = PollCursor(backfillStart: Day("2026-10-01")!, watermark: Self.now - 3 * 86_400)
        #expect(PollPlan.afterAbsence(short, now: Self.now, lagSeconds: 7200) == short)
    }

    @Test func anEarlierBeginningIsSearchedAndALaterOneChangesNothing() {
        let cursor = PollCursor(backfillStart: Day("2020-01-01")!, watermark: Self.now)
        let earlier = PollPlan.extending(cursor, to: Day("2001-01-01")!)
        #expect(earlier.gaps == [Self.time("2001-01-01")..<Self.time("2020-01-01")])
        #expect(earlier.search == HistorySearch(origin: Self.time("2020-01-01")))
        #expect(PollPlan.extending(cursor, to: Day("2022-01-01")!) == cursor)
    }
}
