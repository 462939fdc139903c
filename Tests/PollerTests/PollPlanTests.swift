import Poller
import Scoreboard
import Storage
import Testing

@Suite struct PollPlanTests {
    static let now = PollBench.noon
    static let today = now.day

    @Test func atFirstTodayIsCaughtUpWithAndAllBeforeIsHistory() {
        let cursor = PollPlan.firstCursor(backfillStart: Day("2026-11-01")!, now: Self.now)
        #expect(cursor.gaps == [Day("2026-11-01")!..<Day("2026-11-23")!])
        #expect(cursor.watermark == Day("2026-11-23")!.start)
        #expect(
            PollPlan.catchUp(cursor, now: Self.now, lagSeconds: 7200)
                == Timestamp("2026-11-22T22:00:00")!..<Self.now)
    }

    @Test func historyThatBeginsTodayIsNone() {
        #expect(PollPlan.firstCursor(backfillStart: Self.today, now: Self.now).gaps == [])
        #expect(PollPlan.firstCursor(backfillStart: Day("2027-01-01")!, now: Self.now).gaps == [])
    }

    @Test func piecesOfHistoryAreWholeDays() {
        var cursor = PollPlan.firstCursor(backfillStart: Day("2026-11-01")!, now: Self.now)
        #expect(PollPlan.backfill(cursor) == Day("2026-11-01")!.start..<Day("2026-11-02")!.start)
        cursor.sliceSeconds = 3600
        #expect(PollPlan.backfill(cursor) == Day("2026-11-01")!.start..<Day("2026-11-02")!.start)
        cursor.sliceSeconds = 400 * 86_400
        #expect(PollPlan.backfill(cursor) == Day("2026-11-01")!.start..<Day("2026-11-23")!.start)
    }

    @Test func aGapShrinksAndGoes() {
        var cursor = PollPlan.firstCursor(backfillStart: Day("2026-11-20")!, now: Self.now)
        for day in ["2026-11-21", "2026-11-22"] {
            cursor = PollPlan.finishing(PollPlan.backfill(cursor)!, in: cursor)
            #expect(cursor.gaps.first?.lowerBound == Day(day)!)
        }
        cursor = PollPlan.finishing(PollPlan.backfill(cursor)!, in: cursor)
        #expect(cursor.gaps == [])
        #expect(PollPlan.backfill(cursor) == nil)
    }

    @Test(arguments: [
        (86_400, 0, 100, 172_800), (86_400, 50_000, 8_000, 86_400), (86_400, 300_000, 8_000, 43_200),
        (86_400, 10, 40_000, 43_200), (31_536_000, 0, 1, 31_536_000), (3_600, 500_000, 1, 3_600),
    ])
    func spansFollowWhatTheyCost(seconds: Int64, rows: Int, milliseconds: Int, next: Int64) {
        #expect(PollPlan.nextSliceSeconds(after: seconds, rows: rows, milliseconds: milliseconds) == next)
    }

    @Test func aTimeoutHalves() {
        #expect(PollPlan.nextSliceSeconds(after: 86_400, rows: 0, milliseconds: nil) == 43_200)
    }

    @Test func slicesCoverAWindowWithoutOverlap() {
        let window = Timestamp(seconds: 100)..<Timestamp(seconds: 10_100)
        let slices = PollPlan.slices(of: window, sliceSeconds: 3_600)
        #expect(slices.map(\.lowerBound.seconds) == [100, 3700, 7300])
        #expect(slices.map(\.upperBound.seconds) == [3700, 7300, 10_100])
    }
}
