import Foundation
import Scoreboard
import Storage
import Testing

@Suite struct StateRecordTests {
    private static let now = Timestamp(seconds: 1_795_456_588)
    private static let month = Month(year: 2026, month: 11)

    private static var cursor: PollCursor {
        PollCursor(
            backfillStart: Month(year: 2025, month: 1).firstDay, gaps: [now.day..<now.day.adding(days: 1)],
            watermark: now, asOf: now - 3, sliceSeconds: 172_800)
    }

    private static var health: HealthRecord {
        var health = HealthRecord()
        health.lastAttempt = now
        health.lastSuccess = now - 60
        health.lastError = .init(time: now, message: "sacct said: \u{1b}[31m\"no\"\n")
        health.programVersion = "1.0"
        health.slurmVersion = "22.05.8"
        health.cursor = "backfill 2026-11"
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
                #"{"schema_version":1,"backfill_start":"2025-01-01","last_complete_month":"2026-10","in_progress":"#
                    + #"{"month":"2026-11","next_day":"2026-11-23"},"watermark":"2026-11-23T17:56:28Z","#
                    + #""asof":"2026-11-23T17:56:25Z","slice_seconds":172800,"#
                    + #""gaps":[{"from":"2026-11-23","to":"2026-11-24"}]"#))
    }

    @Test func `Every state file stands every truncation and thousands of mutations`() throws {
        var random = SeededGenerator(seed: 21)
        let decoders: [(bytes: [UInt8], decode: ([UInt8]) throws -> Void)] = [
            (Self.cursor.encoded(), { _ = try PollCursor(decoding: $0, path: "f") }),
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
