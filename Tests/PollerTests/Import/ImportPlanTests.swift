import Poller
import Scoreboard
import Storage
import Testing

/// What becomes of a month of the older program.
@Suite struct ImportPlanTests {
    private static let today = Day("2026-11-23")!
    private static let may = Month("2026-05")!

    private static func content(seconds: Int64) -> ImportedMonth {
        var totals = UserTotals()
        (totals.elapsedSeconds, totals.coreSeconds) = (seconds, Int128(seconds) * 4)
        return ImportedMonth(asOf: may.next.firstDay.start, doubts: [], users: seconds > 0 ? ["al": totals] : [:])
    }

    private static func volume(seconds: Int64) -> MonthVolume {
        MonthVolume(content(seconds: seconds).users.values)
    }

    private static func fate(
        _ month: Month = may, seconds: Int64 = 10_000, read: Int64? = nil, isArchived: Bool = false,
        cursor: PollCursor? = nil, start: String = "2000-01-01"
    ) -> ImportPlan.Fate {
        ImportPlan.fate(
            of: month, content(seconds: seconds),
            knowing: .init(
                read: read.map { volume(seconds: $0) }, isArchived: isArchived, cursor: cursor,
                backfillStart: Day(start)!),
            today: today)
    }

    /// - Parameter gap: A month that is still to be read.
    private static func cursor(gap: Month? = nil, start: String = "2000-01-01") -> PollCursor {
        var cursor = PollCursor(backfillStart: Day(start)!, watermark: today.start)
        if let gap { cursor.gaps = [gap.firstDay.start..<gap.next.firstDay.start] }
        return cursor
    }

    @Test func `A month stays until the accounting's own numbers are there, and for ever where it has none`() {
        #expect(Self.fate(seconds: 0) == .empty)
        #expect(Self.fate(Month("2026-11")!) == .present)
        #expect(Self.fate(Month("2027-01")!) == .present)
        #expect(Self.fate() == .untilRead)
        #expect(Self.fate(cursor: PollCursor(backfillStart: Day("2000-01-01")!)) == .untilRead)
        #expect(Self.fate(cursor: Self.cursor(gap: Self.may)) == .untilRead)
        #expect(Self.fate(read: 300, cursor: Self.cursor(gap: Self.may)) == .untilRead)
        #expect(Self.fate(cursor: Self.cursor()) == .kept)
        #expect(Self.fate(cursor: Self.cursor(gap: Month("2026-06")!)) == .kept)
        #expect(Self.fate(isArchived: true, cursor: Self.cursor()) == .alreadyRead)
        #expect(Self.fate(start: "2026-06-01") == .beforeHistory)
        #expect(Self.fate(start: "2026-05-31") == .untilRead)
        // The setting goes farther back than the polls have: they will.
        #expect(Self.fate(cursor: Self.cursor(start: "2026-06-01")) == .untilRead)
        // They have been farther back than the setting is now.
        #expect(Self.fate(cursor: Self.cursor(), start: "2026-06-01") == .kept)
    }

    /// The accounting purges in the middle of a month: 99 of 100 parts of both sums are asked for.
    @Test(arguments: [(9_899, false), (9_900, true), (10_000, true), (20_000, true), (0, false)])
    func `The accounting's own counts when it holds as much`(seconds: Int64, isReplaced: Bool) {
        #expect(Self.fate(read: seconds, cursor: Self.cursor()) == (isReplaced ? .alreadyRead : .kept))
        var (own, imported) = (Self.volume(seconds: 10_000), Self.volume(seconds: 10_000))
        own.coreSeconds = Int128(seconds) * 4
        #expect(own.replaces(imported) == isReplaced)
        // What the older program did not count cannot be missing.
        imported.coreSeconds = 0
        #expect(own.replaces(imported))
    }
}
