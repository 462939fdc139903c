import BloomFilter
import Scoreboard
import SeededNumbers

@testable import Storage

/// A file of every kind that is decoded, how to make a damaged one's checksum good again, and its decoder.
struct ValidFile: Sendable {
    var name: String
    var bytes: [UInt8]
    /// Makes the frame (lengths, checksum) right for whatever the contents are now.
    var reseal: @Sendable ([UInt8]) -> [UInt8]
    /// Decodes, and uses what was decoded as its readers do. Throws what the decoder throws.
    var decode: @Sendable ([UInt8]) throws -> Void

    private static let now = Timestamp(seconds: 1_795_456_588)
    private static let month = Month(year: 2026, month: 11)
    private static let hammer = (try? ClusterName("hammer"))!

    private static func sample(_ random: inout SeededGenerator) -> UserTotals {
        var totals = UserTotals()
        for number in 0..<5 {
            let gpus = GPUAllocation(untyped: 0, typed: number == 2 ? [.init(type: "a100", count: 2)] : [])
            totals.count(
                Job(
                    identity: JobIdentity(jobID: UInt32(number), submitTime: 1), user: 0,
                    state: JobState.allCases[random.below(6)], elapsedSeconds: Int64(random.below(100_000)),
                    allocatedCPUs: Int64(random.below(129)), gpus: gpus,
                    requestedMemoryBytes: Int64(random.below(1 << 40)), start: now - 5000, end: now,
                    energyJoules: Int64(random.below(1 << 30)),
                    steps: StepUsage(
                        maxRSSBytes: Int64(random.below(1 << 40)), averageRSSBytes: 7, cpuMilliseconds: 12_345)))
        }
        return totals
    }

    static func all() -> [ValidFile] {
        var random = SeededGenerator(seed: 3)
        let users = ["alice", "b\"ob", "", "\u{1b}]0;x", "é"]
        var rollup = DailyRollup(month: month)
        for user in users {
            rollup.add(sample(&random), user: user, day: month.firstDay.adding(days: random.below(20)))
        }
        let totals = rollup.totals()
        return records(totals) + rollups(rollup, totals) + seen(&random) + steps() + [standings(totals)]
            + ticks(rollup, asOf: now, cluster: hammer)
    }

    static func json(
        _ name: String, _ bytes: [UInt8], _ decode: @escaping @Sendable ([UInt8]) throws -> Void
    ) -> ValidFile {
        ValidFile(name: name, bytes: bytes, reseal: resealedJSON, decode: decode)
    }

    /// Everything before the ending of 23 bytes stays; the ending is made anew.
    private static func resealedJSON(_ bytes: [UInt8]) -> [UInt8] {
        let body = Array(bytes.dropLast(23))
        return body + Array("\"checksum\":\"".utf8) + Checksum.hexadecimal(Checksum.crc32c(body)) + Array("\"}\n".utf8)
    }

    private static func records(_ totals: [String: UserTotals]) -> [ValidFile] {
        var cursor = PollCursor(backfillStart: month.firstDay, watermark: now, asOf: now - 3)
        cursor.gaps = [now - 3600..<now]
        cursor.search = HistorySearch(origin: now)
        cursor.search?.empty = now - 9000..<now - 8000
        cursor.deferred = [DeferredPiece(now - 700..<now - 400, attempts: 2, retryAt: now + 60, reason: "slow\n")]
        cursor.rechecks = RecheckQueue(
            items: [Recheck(now - 90..<now, reason: .steps, notBefore: now, attempts: 1)], lastNightly: now.day,
            lastWeekly: now.day, hadItsTurn: true)
        cursor.seals = MonthSeals(
            sealed: [month..<month.next],
            verification: MonthVerification(month..<month.next, from: month.firstDay.start, sliceSeconds: 9),
            unsettled: [month: now.day])
        var health = HealthRecord()
        (health.lastAttempt, health.lastSuccess, health.lagSeconds, health.diskFreeBytes) = (now, now, -42, 5)
        health.lastError = .init(time: now, message: "sacct said: \u{1b}[31m\"no\"\n")
        (health.slurmVersion, health.cursor, health.damaged) = ("22.05.8", "backfill", ["agg/x", "y"])
        health.backfill = BackfillProgress(
            phase: .history, thousandths: 500, monthsDone: 1, monthsTotal: 2, callsToGo: 3, deferred: cursor.deferred,
            lastNightly: now.day)
        health.defects = ["badTime": 2, "fieldCount": 1]
        let rate = RateLedger(calls: [now - 50, now], day: now.day, bytesToday: 99)
        let discovery = DiscoveryRecord(
            checks: ["alice": .init(.checked, month), "b\"ob": .init(.unknown, month.previous)],
            pending: [
                DiscoveryGroup(kind: .byNumber, members: [.init(name: "é", ask: "2004")], spans: [now - 9..<now])
            ], day: now.day, callsToday: 3, refusalsInARow: 1)
        let commit = CommitRecord(
            sequence: 7, files: [.init(target: "agg/x", staged: "0", size: 12, crc: 0xDEAD_BEEF)],
            removals: ["state/steps/loose.steps"])
        let user = UserFile(
            username: "../x", clusters: [hammer: .init(asOf: now, totals: totals["alice"] ?? UserTotals())])
        let holder = LockHolder(host: "login1", pid: 4711, started: now, program: "slurm-sb-tui 1")
        return [
            json("poll_cursor.json", cursor.encoded()) { bytes in
                let value = try PollCursor(decoding: bytes, path: "f")
                _ = value.lastCompleteMonth
                try check(value == PollCursor(decoding: value.encoded(), path: "f"))
            },
            json("health.json", health.encoded()) { bytes in
                let value = try HealthRecord(decoding: bytes, path: "f")
                try check(value == HealthRecord(decoding: value.encoded(), path: "f"))
            },
            json("rate.json", rate.encoded()) { bytes in
                let value = try RateLedger(decoding: bytes, path: "f")
                try check(value == RateLedger(decoding: value.encoded(), path: "f"))
            },
            json("discovery.json", discovery.encoded()) { bytes in
                let value = try DiscoveryRecord(decoding: bytes, path: "f")
                try check(value == DiscoveryRecord(decoding: value.encoded(), path: "f"))
            },
            json("commit.json", commit.encoded()) { bytes in
                let value = try CommitRecord(decoding: bytes, path: "f")
                try check(value == CommitRecord(decoding: value.encoded(), path: "f"))
                // A forged record must not name anything outside of the cluster's directory.
                for path in value.files.flatMap({ [$0.target, $0.staged] }) + value.removals {
                    try check(!path.hasPrefix("/") && !path.split(separator: "/").contains("..") && !path.isEmpty)
                }
            },
            json("users/x.json", UserFileCodec.encode(user)) { bytes in
                let value = try UserFileCodec.decode(bytes, path: "f")
                try check(value == UserFileCodec.decode(UserFileCodec.encode(value), path: "f"))
            },
            ValidFile(name: "lock.pid", bytes: holder.encoded(), reseal: { $0 }) { bytes in
                guard let value = LockHolder(decoding: bytes) else { throw Unreadable() }
                try check(value.description.unicodeScalars.allSatisfy { $0.value >= 32 })
            },
            ValidFile(name: "any JSON", bytes: UserFileCodec.encode(user), reseal: { $0 }) { bytes in
                var reader = JSONReader(bytes)
                defer { precondition(reader.offset <= bytes.count) }
                try reader.skip()
                try reader.finish()
            },
        ]
    }

    private static func rollups(_ rollup: DailyRollup, _ totals: [String: UserTotals]) -> [ValidFile] {
        [
            json("rollups/daily", DailyRollupCodec.encode(rollup, cluster: hammer, asOf: now)) { bytes in
                let value = try DailyRollupCodec.decode(bytes, path: "f", cluster: hammer, month: month)
                let again = DailyRollupCodec.encode(value.rollup, cluster: hammer, asOf: value.asOf)
                _ = try DailyRollupCodec.decode(again, path: "f", cluster: hammer, month: month)
            },
            ValidFile(
                name: "rollups/daily, packed",
                bytes: DeflateStream.compress(DailyRollupCodec.encode(rollup, cluster: hammer, asOf: now)),
                reseal: { $0 }
            ) { bytes in
                let text = try InflateStream.expand(bytes, path: "f")
                _ = try DailyRollupCodec.decode(text, path: "f", cluster: hammer, month: month)
            },
            json("rollups/monthly", MonthlyRollupCodec.encode(totals, cluster: hammer, month: month, asOf: now)) {
                bytes in
                let value = try MonthlyRollupCodec.decode(bytes, path: "f", cluster: hammer, month: month)
                let again = MonthlyRollupCodec.encode(value.users, cluster: hammer, month: month, asOf: value.asOf)
                _ = try MonthlyRollupCodec.decode(again, path: "f", cluster: hammer, month: month)
            },
            json(
                "rollups/archive",
                ArchivedTotalsCodec.encode(
                    ArchivedTotals(months: [month: 25], users: totals), cluster: hammer, asOf: now)
            ) { bytes in
                let value = try ArchivedTotalsCodec.decode(bytes, path: "f", cluster: hammer)
                let again = ArchivedTotalsCodec.encode(value.totals, cluster: hammer, asOf: value.asOf)
                _ = try ArchivedTotalsCodec.decode(again, path: "f", cluster: hammer)
            },
        ] + imports(totals)
    }

    private static func imports(_ totals: [String: UserTotals]) -> [ValidFile] {
        let month = ImportedMonth(asOf: now, doubts: ImportDoubt.allCases, users: totals)
        let python =
            #"{"asof":"2025-09-02T20:31:44Z","cluster":"hammer","month":"2026-11","users":[{"username":"al","#
            + #""total_clock_hours":1.5,"count_failed_jobs":2.0,"sum_req_mem_MB":4.5},{"username":"bo"}]}"#
        return [
            json("rollups/imported", ImportedMonthCodec.encode(month, cluster: hammer, month: Self.month)) { bytes in
                let value = try ImportedMonthCodec.decode(bytes, path: "f", cluster: hammer, month: Self.month)
                let again = ImportedMonthCodec.encode(value, cluster: hammer, month: Self.month)
                _ = try ImportedMonthCodec.decode(again, path: "f", cluster: hammer, month: Self.month)
            },
            ValidFile(name: "a month of Python's", bytes: Array(python.utf8), reseal: { $0 }) { bytes in
                let value = try PythonMonthDecoder.decode(bytes, path: "f", cluster: hammer, month: Self.month)
                var sum = UserTotals()
                for line in value.lines { sum += line.totals }
                try check(sum.elapsedSeconds >= 0 && sum.coreSeconds >= 0)
            },
            ValidFile(
                name: "a cursor of Python's",
                bytes: Array(#"{"backfill_start":"2000-01","in_progress":null,"last_complete_month":"2020-04"}"#.utf8),
                reseal: { $0 }
            ) { bytes in _ = try PythonCursor(decoding: bytes, path: "f") },
        ]
    }

    /// What a decoder may give besides its own errors: nothing was there to be read.
    struct Unreadable: Error {}
    /// What must never come: a value that contradicts itself.
    struct Wrong: Error {}

    static func check(_ claim: Bool) throws { if !claim { throw Wrong() } }
}
