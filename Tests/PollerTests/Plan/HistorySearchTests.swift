import Poller
import Scoreboard
import SeededNumbers
import Storage
import Testing

/// How many calls the empty years cost.
@Suite struct HistorySearchTests {
    static let whole = [Timestamp("2000-01-01")!..<PollBench.noon.day.start]

    @Test(arguments: [
        // The first day with jobs, the most calls that may bring nothing, and the most probes and stretches.
        ("2025-09-23", 10, 9), ("2003-05-10", 8, 14), ("2019-07-01", 9, 12), ("2026-11-10", 14, 8),
        ("2000-01-01", 0, 11), ("2011-02-03", 8, 13), ("2026-10-01", 11, 8),
    ])
    func emptyYearsCostAHandfulOfCalls(first: String, mostEmpty: Int, mostProbes: Int) {
        var walk = PlanWalk(first: first)
        walk.fillGaps()
        let months = PollBench.noon.day.month.ordinal - Day(first)!.month.ordinal + 1
        print(
            "HistorySearchTests: jobs since \(first): \(walk.asked.count) calls for \(months) months, of which "
                + "\(walk.searchCalls) search, \(walk.emptyCalls) are empty")
        #expect(walk.answered == Self.whole, "every moment was asked for")
        #expect(walk.emptyCalls <= mostEmpty)
        #expect(walk.searchCalls <= mostProbes)
        // Months in slices that begin with a day, and the handful.
        #expect(walk.asked.count <= Int(months) + 24)
        let widest = walk.asked.filter { ($0.rows ?? 0) > 0 }.map(\.piece.seconds).max() ?? 0
        #expect(widest <= 100 * 86_400, "no question with jobs in it is longer than the bracket of the search")
    }

    @Test func aSiteWithoutJobsCostsAHandfulToo() {
        var walk = PlanWalk(first: nil)
        walk.fillGaps()
        print("HistorySearchTests: no jobs at all: \(walk.asked.count) calls")
        #expect(walk.answered == Self.whole)
        #expect(walk.asked.count <= 20)
    }

    @Test func nothingIsAskedTwice() {
        var walk = PlanWalk(first: "2014-03-03")
        walk.fillGaps()
        let seconds = walk.asked.reduce(0) { $0 + $1.piece.seconds }
        #expect(seconds == Self.whole[0].upperBound - Self.whole[0].lowerBound)
    }

    /// Jobs from 2010 to 2012, then none for eight years: the probes meet the hole, and take it for the beginning.
    @Test func aHoleIsNotTakenForTheBeginning() {
        var walk = PlanWalk(first: nil)
        let islands = [Timestamp("2010-01-01")!..<Timestamp("2012-01-01")!, Timestamp("2020-01-01")!..<PollBench.noon]
        walk = PlanWalk(cursor: walk.cursor, now: walk.now) { window in
            Int(islands.within(window).reduce(0) { $0 + ($1.upperBound - $1.lowerBound) } / 3600)
        }
        walk.fillGaps()
        print("HistorySearchTests: a hole of eight years: \(walk.asked.count) calls, \(walk.emptyCalls) empty")
        #expect(walk.answered == Self.whole)
        #expect(walk.asked.count <= 24 + 84 + 30)
        let widest = walk.asked.filter { ($0.rows ?? 0) > 0 }.map(\.piece.seconds).max() ?? 0
        #expect(widest <= 10 * 365 * 86_400, "a wrong guess asks for no decade of jobs at once")
    }

    /// MaxQueryTimeRange: every question of more than 60 days is refused.
    @Test func aLimitOfTheSiteIsLearned() {
        var walk = PlanWalk(first: "2025-09-23")
        walk.fails = { $0.upperBound - $0.lowerBound > 60 * 86_400 ? (true, "Too wide of a date range in query") : nil }
        walk.fillGaps()
        let refused = walk.asked.count { $0.rows == nil }
        print("HistorySearchTests: at most 60 days: \(walk.asked.count) calls, \(refused) refused")
        #expect(walk.answered == Self.whole)
        #expect(refused <= 4)
        #expect(walk.asked.count < 250)
    }

    @Test func everyBeginningIsFound() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let start = Day("2000-01-01")!.adding(days: Int(random.next() % 9000))
            let first = Day("1999-06-01")!.adding(days: Int(random.next() % 10_000))
            var walk = PlanWalk(backfillStart: "\(start)", first: "\(first)")
            walk.fillGaps()
            #expect(walk.cursor.gaps == [] && walk.cursor.search == nil)
            if start < PollBench.noon.day {
                #expect(walk.answered == [start.start..<PollBench.noon.day.start], "from \(start), jobs from \(first)")
            }
            #expect(walk.emptyCalls <= 16, "from \(start), jobs from \(first): \(walk.emptyCalls)")
        }
    }
}

extension PlanWalk {
    init(cursor: PollCursor, now: Timestamp, rows: @escaping (Range<Timestamp>) -> Int) {
        (self.cursor, self.now, self.rows) = (cursor, now, rows)
    }
}
