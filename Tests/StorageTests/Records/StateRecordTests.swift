import Foundation
import Scoreboard
import SeededNumbers
import Storage
import Testing

@Suite struct StateRecordTests {
    private static let now = Timestamp(seconds: 1_795_456_588)
    private static let month = Month(year: 2026, month: 11)

    private static var cursor: PollCursor {
        PollCursor(
            backfillStart: Month(year: 2025, month: 1).firstDay, gaps: [now.day.start..<now], watermark: now,
            asOf: now - 3, pace: QuestionPace(sliceSeconds: 172_800))
    }

    /// With all its parts.
    private static var fullCursor: PollCursor {
        var full = cursor
        full.pace = QuestionPace(sliceSeconds: 1, emptySeconds: 2, catchUpSeconds: 3, widestSeconds: 4)
        full.search = HistorySearch(origin: now)
        full.search?.empty = now - 9000..<now - 8000
        full.deferred = [DeferredPiece(now - 700..<now - 400, attempts: 2, retryAt: now + 60, reason: "slow\n\u{1b}")]
        full.rechecks = RecheckQueue(
            items: [
                Recheck(now - 90..<now, reason: .steps, notBefore: now, attempts: 1),
                Recheck(now - 80..<now, reason: .weekly, notBefore: now),
            ], lastNightly: now.day, lastWeekly: now.day.adding(days: -3), hadItsTurn: true)
        full.seals = MonthSeals(
            sealed: [Month("2019-01")!..<Month("2020-01")!, Month("2021-01")!..<Month("2021-02")!],
            verification: MonthVerification(
                month..<month.next, from: month.firstDay.start, sliceSeconds: 9, newJobs: 7),
            unsettled: [month: now.day, month.previous: now.day])
        return full
    }

    private static var health: HealthRecord {
        var health = HealthRecord()
        health.lastAttempt = now
        health.lastSuccess = now - 60
        health.lastError = .init(time: now, message: "sacct said: \u{1b}[31m\"no\"\n")
        health.programVersion = "1.0"
        health.slurmVersion = "22.05.8"
        health.cursor = "backfill 2026-11"
        health.backfill = BackfillProgress(
            phase: .deferred, thousandths: 999, monthsDone: 5, monthsTotal: 6, callsToGo: 7,
            deferred: fullCursor.deferred, sealedMonths: 8, lastNightly: now.day, lastWeekly: now.day)
        health.lagSeconds = 42
        health.rows = 1000
        health.defects = ["wrong field count": 2, "bad time": 1]
        health.jobsNew = 3
        health.jobsSeen = 4
        health.callsLastMinute = 2
        health.bytesToday = 123_456_789_012
        health.diskFreeBytes = 5
        health.damaged = ["agg/x", "y"]
        return health
    }

    private static var rate: RateLedger { RateLedger(calls: [now - 50, now], day: now.day, bytesToday: 99) }

    private static var discovery: DiscoveryRecord {
        DiscoveryRecord(
            checks: [
                "first.last": .init(.checked, month), "Upper": .init(.checked, month), "-x": .init(.leftOut, month),
                "gone": .init(.unknown, month.previous),
            ],
            pending: [
                DiscoveryGroup(
                    kind: .new, members: [.init(name: "bob", ask: "bob"), .init(name: "é", ask: "2004")],
                    spans: [now - 86_400..<now], spanSeconds: 43_200, refusals: 1)
            ], day: now.day, callsToday: 3, refusalsInARow: 2)
    }

    @Test func `The discovery looks as documented`() {
        let text = String(decoding: Self.discovery.encoded(), as: UTF8.self)
        let parts = [
            #"{"schema_version":1,"day":"2026-11-23","calls_today":3,"refusals_in_a_row":2,"#,
            #""checks":[{"month":"2026-10","outcome":"unknown","names":["gone"]},"#,
            #"{"month":"2026-11","outcome":"checked","names":["Upper","first.last"]},"#,
            #"{"month":"2026-11","outcome":"left_out","names":["-x"]}],"#,
            #""pending":[{"kind":"new","span_seconds":43200,"refusals":1,"#,
            #""members":[{"name":"bob","ask":"bob"},{"name":"é","ask":"2004"}],"#,
            #""spans":[{"from":"2026-11-22T17:56:28Z","to":"2026-11-23T17:56:28Z"}]}]"#,
        ]
        let expected: String = parts.joined()
        #expect(text.hasPrefix(expected))
    }

    @Test func `Records survive, full and empty`() throws {
        #expect(try PollCursor(decoding: Self.cursor.encoded(), path: "f") == Self.cursor)
        #expect(try PollCursor(decoding: Self.fullCursor.encoded(), path: "f") == Self.fullCursor)
        #expect(try HealthRecord(decoding: Self.health.encoded(), path: "f") == Self.health)
        #expect(try RateLedger(decoding: Self.rate.encoded(), path: "f") == Self.rate)
        let start = PollCursor(backfillStart: Self.month.firstDay)
        #expect(try PollCursor(decoding: start.encoded(), path: "f") == start)
        #expect(try HealthRecord(decoding: HealthRecord().encoded(), path: "f") == HealthRecord())
        #expect(try DiscoveryRecord(decoding: Self.discovery.encoded(), path: "f") == Self.discovery)
        let nobody = DiscoveryRecord(day: Self.now.day)
        #expect(try DiscoveryRecord(decoding: nobody.encoded(), path: "f") == nobody)
        let idle = RateLedger(day: Self.now.day)
        #expect(try RateLedger(decoding: idle.encoded(), path: "f") == idle)
    }

    @Test func `The cursor looks as documented`() {
        let text = String(decoding: Self.cursor.encoded(), as: UTF8.self)
        #expect(
            text.hasPrefix(
                #"{"schema_version":2,"backfill_start":"2025-01-01","last_complete_month":"2026-10","in_progress":"#
                    + #"{"month":"2026-11","next":"2026-11-23T00:00:00Z"},"watermark":"2026-11-23T17:56:28Z","#
                    + #""asof":"2026-11-23T17:56:25Z","#
                    + #""pace":{"slice_seconds":172800,"empty_seconds":0,"catch_up_seconds":86400},"#
                    + #""gaps":[{"from":"2026-11-23T00:00:00Z","to":"2026-11-23T17:56:28Z"}],"deferred":[],"#))
    }

    /// Version 1 had whole days, and slices of up to a year.
    @Test func `A cursor of version 1 is read`() throws {
        let bytes = ChecksummedJSON.encode(version: 1) { writer in
            writer.member("backfill_start", "2025-01-01")
            writer.member("watermark", "2026-11-23T17:56:28Z")
            writer.member("slice_seconds", Int64(31_536_000))
            writer.key("gaps")
            writer.array([("2025-01-01", "2025-02-01"), ("2026-03-01", "2026-03-02")]) { writer, gap in
                writer.object { writer in
                    writer.member("from", gap.0)
                    writer.member("to", gap.1)
                }
            }
        }
        let cursor = try PollCursor(decoding: bytes, path: "f")
        #expect(
            cursor.gaps == [
                Timestamp("2025-01-01")!..<Timestamp("2025-02-01")!,
                Timestamp("2026-03-01")!..<Timestamp("2026-03-02")!,
            ])
        #expect(cursor.watermark == Self.now)
        #expect(cursor.pace == QuestionPace())
        #expect(cursor.search == nil && cursor.deferred == [] && cursor.seals == MonthSeals())
    }

    @Test func `Reopening a span breaks the seals of its months`() {
        var cursor = PollCursor(
            backfillStart: Day("2020-01-01")!, watermark: Self.now,
            seals: MonthSeals(sealed: [Month("2020-01")!..<Month("2021-01")!]))
        #expect(cursor.lastCompleteMonth == Month("2026-10")!)
        cursor.reopen(Day("2020-03-31")!..<Day("2020-04-02")!)
        #expect(cursor.seals.sealed == [Month("2020-01")!..<Month("2020-03")!, Month("2020-05")!..<Month("2021-01")!])
        #expect(cursor.seals.count == 10)
        #expect(cursor.hasGap(in: Month("2020-04")!) && !cursor.hasGap(in: Month("2020-05")!))
        #expect(cursor.lastCompleteMonth == Month("2020-02")!)
        cursor.reopen(Timestamp("2020-04-02")!..<Timestamp("2020-04-02T01:00:00")!)
        #expect(cursor.gaps == [Timestamp("2020-03-31")!..<Timestamp("2020-04-02T01:00:00")!])
    }

    /// Against a set of numbers.
    @Test func `Lists of spans are sets`() {
        var random = SeededGenerator(seed: 5)
        var spans: [Range<Int>] = []
        var set: Set<Int> = []
        for _ in 0..<2000 {
            let from = Int.random(in: 0..<60, using: &random)
            let length = Int.random(in: 0..<9, using: &random)
            let span = from..<from + length
            if Bool.random(using: &random) {
                spans = spans.inserting(span)
                set.formUnion(span)
            } else {
                spans = spans.removing(span)
                set.subtract(span)
            }
            #expect(spans.flatMap { $0 } == set.sorted())
            #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
            let isMet = span.contains { set.contains($0) }
            #expect(spans.overlaps(span) == isMet)
            let middle = set.filter { (10..<20).contains($0) }.sorted()
            #expect(spans.within(10..<20).flatMap { $0 } == middle)
        }
    }

    @Test func `Every state file stands every truncation and thousands of mutations`() throws {
        var random = SeededGenerator(seed: 21)
        let decoders: [(bytes: [UInt8], decode: ([UInt8]) throws -> Void)] = [
            (Self.fullCursor.encoded(), { _ = try PollCursor(decoding: $0, path: "f") }),
            (Self.health.encoded(), { _ = try HealthRecord(decoding: $0, path: "f") }),
            (Self.rate.encoded(), { _ = try RateLedger(decoding: $0, path: "f") }),
            (Self.discovery.encoded(), { _ = try DiscoveryRecord(decoding: $0, path: "f") }),
        ]
        for (bytes, decode) in decoders {
            for length in bytes.indices {
                #expect(throws: DamagedFile.self) { try decode(Array(bytes[..<length])) }
            }
            for _ in 0..<3000 {
                var mutated = bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    mutated[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                guard mutated != bytes else { continue }
                #expect(throws: DamagedFile.self) { try decode(mutated) }
                // The same with a good checksum: an error or a value, never a crash.
                try? decode(Self.resealed(mutated))
            }
        }
    }

    private static func resealed(_ bytes: [UInt8]) -> [UInt8] {
        let body = Array(bytes.dropLast(24))
        let digits = String(Checksum.crc32c(body), radix: 16)
        return body + Array("\"checksum\":\"\(String(repeating: "0", count: 8 - digits.count))\(digits)\"}\n".utf8)
    }
}
