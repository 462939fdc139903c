import Poller
import Sacct
import Scoreboard
import Storage
import Testing

/// Whole polls of a history, over many rounds and days.
@Suite struct HistorySessionTests {
    static func time(_ text: String) -> Timestamp { Timestamp(text)! }

    /// One job a day at noon.
    static func daily(from: String, to: String) -> [FakeSacct.Record] {
        let (first, last) = (Day(from)!, Day(to)!)
        return (first.daysSinceEpoch...last.daysSinceEpoch).map {
            PollSessionTests.job(UInt32($0), end: Int64($0) * 86_400 + 43_200)
        }
    }

    static let slow = ProcessFailure.timedOut(program: "sacct", seconds: 300)

    @Test func stoppedAfterTheSecondOfThreeMonthsTheThirdIsCompletedAndNothingDoubled() throws {
        let bench = try PollBench(Self.daily(from: "2026-07-01", to: "2026-09-30"), backfillStart: Day("2026-07-01")!)
        try bench.rounds { $0.lastCompleteMonth == Month("2026-08")! }
        #expect(try bench.totals(of: "alice").jobs < 92)
        let asked = bench.sacct.answered.count
        try bench.rounds { $0.gaps.isEmpty }
        #expect(try bench.totals(of: "alice").jobs == 92)
        let rest: [Range<Timestamp>] = bench.sacct.answered.dropFirst(asked).reduce([]) { $0.inserting($1) }
        #expect(
            rest.within(Self.time("2026-07-01")..<Self.time("2026-09-01")) == [], "what is complete is not asked again")
        #expect(try bench.cursor().lastCompleteMonth == Month("2026-10")!)
    }

    @Test func emptyMonthsCostNoFiles() throws {
        let bench = try PollBench(
            Self.daily(from: "2026-10-05", to: "2026-10-06"), backfillStart: Day("2000-01-01")!)
        try bench.rounds { $0.gaps.isEmpty }
        print("HistorySessionTests: 26 empty years: \(bench.sacct.answered.count) questions for jobs")
        #expect(try bench.directory.knownMonths(in: PosixFileSystem()) == [Month("2026-10")!])
        // A round asks for the present, too.
        #expect(bench.sacct.answered.count <= 50)
        #expect(try bench.cursor().lastCompleteMonth == Month("2026-10")!)
    }

    @Test func anHourThatCannotBeAnsweredBlocksNothingAndIsReadLater() throws {
        let hour = Self.time("2026-11-12T11:30:00")..<Self.time("2026-11-12T12:30:00")
        let bench = try PollBench(Self.daily(from: "2026-11-01", to: "2026-11-22"), backfillStart: Day("2026-11-01")!)
        bench.sacct.refusal = { $0.overlaps(hour) ? Self.slow : nil }
        try bench.rounds { $0.gaps.isEmpty }
        #expect(try bench.totals(of: "alice").jobs >= 20)
        let path = bench.directory.path(of: .health)
        let health = try HealthRecord(decoding: PosixFileSystem().read(path), path: path)
        #expect(health.backfill?.phase == .deferred && health.backfill?.deferred.isEmpty == false)
        #expect(bench.events.contains { $0.level == .warning && $0.message?.contains("tried again") == true })
        let findings = try Doctor(root: bench.root, files: PosixFileSystem(root: bench.root.path), clock: bench.clock)
            .examine([bench.directory])
        #expect(findings.contains { $0.severity == .warning && $0.message.contains("could not be read") })
        bench.sacct.refusal = { _ in nil }
        for _ in 0..<60 {
            bench.clock.advance(seconds: 3_700)
            try bench.rounds { _ in true }
        }
        #expect(try bench.cursor().deferred == [])
        #expect(try bench.totals(of: "alice").jobs == 22)
    }

    @Test func aHugeAnswerHalvesTheSliceAndAQuickOneDoublesIt() throws {
        let bench = try PollBench(Self.daily(from: "2026-07-01", to: "2026-11-22"), backfillStart: Day("2026-07-01")!)
        // A day is three rows: a job and its two steps.
        bench.sacct.duration = { $0 > 12 ? 40_000 : 10 }
        try bench.rounds { $0.gaps.isEmpty }
        let days = bench.sacct.answered.map { ($0.upperBound - $0.lowerBound) / 86_400 }
        // 4 days are quick, 8 are too slow: 4 again.
        #expect(days.max() == 8)
        #expect(days.count { $0 > 4 } <= days.count / 2)
        #expect(try bench.totals(of: "alice").jobs == 145)
    }

    @Test func lateRecordsAreFoundByNightAndByWeekAndPurgedOnesStay() throws {
        let bench = try PollBench(Self.daily(from: "2026-11-01", to: "2026-11-22"), backfillStart: Day("2026-11-01")!)
        try bench.rounds { $0.gaps.isEmpty }
        // Yesterday's record comes a day late, and one of a week ago is mended only now.
        bench.sacct.records.append(PollSessionTests.job(900_001, end: Self.time("2026-11-23T03:00:00").seconds))
        bench.sacct.records.append(PollSessionTests.job(900_002, end: Self.time("2026-11-05T03:00:00").seconds))
        bench.clock.advance(seconds: 20 * 3600)
        try bench.rounds { $0.rechecks.items.isEmpty }
        #expect(try bench.totals(of: "alice").jobs == 22 + 1, "the night finds yesterday's")
        // The accounting purges October and most of November; the week finds the mended one and lowers nothing.
        bench.sacct.records.removeAll { $0.end ?? 0 < Self.time("2026-11-05").seconds }
        bench.clock.advance(seconds: 7 * 86_400)
        let before = bench.sacct.answered.count
        try bench.rounds { $0.rechecks.items.isEmpty && $0.gaps.isEmpty }
        #expect(try bench.totals(of: "alice").jobs == 22 + 2)
        let again: [Range<Timestamp>] = bench.sacct.answered.dropFirst(before).reduce([]) { $0.inserting($1) }
        let november = Self.time("2026-11-01")..<Self.time("2026-12-01")
        #expect(again.within(november) == [november])
    }

    @Test func monthsAreSealedAfterASecondReadingThatBringsNothing() throws {
        let bench = try PollBench(Self.daily(from: "2026-08-01", to: "2026-09-30"), backfillStart: Day("2025-06-01")!)
        try bench.rounds { $0.gaps.isEmpty }
        // August is read again and brings a job that was not there.
        bench.sacct.records.append(PollSessionTests.job(900_001, end: Self.time("2026-08-05T03:00:00").seconds))
        try bench.rounds { $0.seals.sealed.last?.upperBound == Month("2026-10")! && $0.seals.verification == nil }
        let cursor = try bench.cursor()
        #expect(cursor.seals.sealed == [Month("2025-06")!..<Month("2026-08")!, Month("2026-09")!..<Month("2026-10")!])
        #expect(cursor.seals.unsettled == [Month("2026-08")!: PollBench.noon.day.adding(days: 1)])
        #expect(try bench.totals(of: "alice").jobs == 62)
        // On another day it is read again: meanwhile much of it was purged, which lowers nothing and seals it.
        bench.sacct.records.removeAll { $0.end ?? 0 < Self.time("2026-08-20").seconds }
        bench.clock.advance(seconds: 86_400)
        try bench.rounds { $0.seals.sealed.count == 1 }
        #expect(try bench.totals(of: "alice").jobs == 62)
        #expect(bench.events.contains { $0.message?.contains("sealed") == true })
        // A span that is asked for again breaks the seal.
        let round = try bench.session(files: UnsyncedFileSystem(root: bench.root.path))
            .backfill(Day("2026-09-10")!..<Day("2026-09-12")!)
        #expect(round.counts.jobs == 2 && round.counts.newJobs == 0)
        #expect(try bench.cursor().seals.contains(Month("2026-09")!) == false)
        #expect(try bench.cursor().seals.contains(Month("2026-08")!))
    }

    @Test func aSpanIsReadToItsEndAtOnce() throws {
        let bench = try PollBench(Self.daily(from: "2026-07-01", to: "2026-11-22"), backfillStart: Day("2026-07-01")!)
        bench.settings.backfillStart = Day("2026-08-10")!
        let files = UnsyncedFileSystem(root: bench.root.path)
        bench.sacct.refusal = { $0.upperBound - $0.lowerBound > 7_000 ? Self.slow : nil }
        let round = try bench.session(files: files).backfill(Day("2026-08-10")!..<Day("2026-08-13")!)
        #expect(round.counts.newJobs == 3)
        #expect(!round.isCaughtUp)
        #expect(try bench.cursor().gaps == [Self.time("2026-08-13")..<Self.time("2026-11-23")])
        // Days that are yet to come are left to the polls.
        bench.sacct.refusal = { _ in nil }
        let all = try bench.session(files: files).backfill(Day("2026-08-10")!..<Day("2027-08-13")!)
        #expect(all.isCaughtUp)
        #expect(try bench.totals(of: "alice").jobs == 105)
    }

    @Test func stepsThatDidNotComeAreAskedForAgainAndNotForEver() {
        let now = PollBench.noon
        var cursor = PollCursor(backfillStart: Day("2026-11-01")!, watermark: now)
        let window = now - 90_000..<now - 86_400
        var tries = 0
        var piece = HistoryPiece(window, .gap)
        var time = now
        while tries < 50 {
            cursor = HistoryPlan.finishing(
                piece, PieceAnswer(rows: 1, milliseconds: 1, newJobs: 0, stepsMissing: true), in: cursor, now: time)
            guard let recheck = cursor.rechecks.items.first else { break }
            #expect(recheck.asksSteps && recheck.notBefore > time && recheck.span == window)
            time = recheck.notBefore
            piece = HistoryPiece(window, .recheck(recheck))
            tries += 1
        }
        #expect(tries == 8)
    }
}
