import Foundation
import Scoreboard
import SeededNumbers
import Storage
import Testing

@Suite struct RollupCodecTests {
    private static let month = Month(year: 2026, month: 11)
    private static let asOf = Timestamp(seconds: 1_795_456_588)

    private static func cluster() throws -> ClusterName { try ClusterName("hammer") }

    private static func day(_ day: Int) throws -> Day { try #require(Day(year: 2026, month: 11, day: day)) }

    private static func alice() -> UserTotals {
        var totals = UserTotals()
        totals.jobs = 3
        totals.gpuJobs = 1
        totals.failedJobs = 1
        totals.elapsedSeconds = 5400
        totals.coreSeconds = 1000
        totals.gpuElapsedSeconds = 3600
        totals.gpuSeconds = 7200
        totals.requestedMemoryBytes = 32_000_000_000
        totals.averageRSSBytes = 1_024_000
        totals.maxRSSBytes = 1
        totals.waitSeconds = 60
        totals.energyJoules = 5
        totals.measuredJobs = 2
        totals.measuredCoreSeconds = 900
        totals.measuredRequestedBytes = 1_500_000
        totals.usedCPUMilliseconds = 1234
        totals.largestJobCPUs = 16
        totals.longestJobSeconds = 1800
        totals.states[.completed] = 2
        // date -u -d 2026-11-23T12:00:00 +%s
        totals.latestEnd = Timestamp(seconds: 1_795_435_200)
        totals.states[.timeout] = 1
        totals.gpuTypes = [.init(type: "a100", seconds: 7200)]
        return totals
    }

    /// By hand: 1000 / 3600 = 0.2777777777777778, 60 / 3600 = 0.016666666666666666.
    private static let aliceValues = """
        3,1,1,1.5,0.2777777777777778,1,2,32000,1.024,0.000001,0.016666666666666666,5,2,0.25,1.5,1234,16,0.5,\
        "2026-11-23T12:00:00Z",{"COMPLETED":2,"TIMEOUT":1},{"a100":2}
        """

    @Test func `The daily file looks as documented`() throws {
        var rollup = DailyRollup(month: Self.month)
        rollup.add(Self.alice(), user: "alice", day: try Self.day(23))
        rollup.add(UserTotals(), user: "Zed", day: try Self.day(2))
        let bytes = DailyRollupCodec.encode(rollup, cluster: try Self.cluster(), asOf: Self.asOf)
        let text = String(decoding: bytes, as: UTF8.self)
        let zeros = Array(repeating: "0", count: 18).joined(separator: ",")
        let expected = """
            {"schema_version":1,"cluster":"hammer","month":"2026-11","asof":"2026-11-23T17:56:28Z","columns":["username",\
            "jobs","gpu_jobs","failed_jobs","elapsed_hours","clock_hours","gpu_elapsed_hours","gpu_clock_hours",\
            "sum_req_mem_mb","sum_avg_mem_mb","sum_max_mem_mb","wait_hours","energy_joules","measured_jobs",\
            "measured_clock_hours","measured_req_mem_mb","used_cpu_ms","largest_job_cpus","longest_job_hours","last_end",\
            "states","gpu_types"],"days":[
            {"day":"2026-11-02","users":[
            ["Zed",\(zeros),null,{},{}]]},
            {"day":"2026-11-23","users":[
            ["alice",\(Self.aliceValues)]]}],
            "checksum":"
            """
        #expect(text.hasPrefix(expected))
        #expect(text.dropFirst(expected.count).wholeMatch(of: /[0-9a-f]{8}"}\n/) != nil)
    }

    @Test func `Every field survives, also the largest`() throws {
        var random = SeededGenerator(seed: 1)
        var rollup = DailyRollup(month: Self.month)
        for number in 1...30 {
            for user in [
                "alice", "bob", "Ünal", "a\"b\\c\u{1b}]0;x\u{7}", "", "日本", String(repeating: "x", count: 300),
            ] {
                rollup.add(.sample(&random), user: user, day: try Self.day(number))
            }
        }
        rollup.add(.largest, user: "largest", day: try Self.day(1))
        let cluster = try Self.cluster()
        let daily = DailyRollupCodec.encode(rollup, cluster: cluster, asOf: Self.asOf)
        let content = try DailyRollupCodec.decode(daily, path: "daily", cluster: cluster, month: Self.month)
        #expect(content == DailyRollupCodec.Content(asOf: Self.asOf, rollup: rollup))
        #expect(DailyRollupCodec.encode(content.rollup, cluster: cluster, asOf: Self.asOf) == daily)
        #expect(!daily.contains(0x1B), "no escape sequence reaches the file")

        let users = try #require(rollup.days[try Self.day(1)])
        let monthly = MonthlyRollupCodec.encode(users, cluster: cluster, month: Self.month, asOf: Self.asOf)
        let read = try MonthlyRollupCodec.decode(monthly, path: "monthly", cluster: cluster, month: Self.month)
        #expect(read == MonthlyRollupCodec.Content(asOf: Self.asOf, users: users))
    }

    @Test func `Foundation reads the same numbers from the monthly file`() throws {
        let bytes = MonthlyRollupCodec.encode(
            ["alice": Self.alice(), "bob": UserTotals()], cluster: try Self.cluster(), month: Self.month,
            asOf: Self.asOf)
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let users = try #require(tree["users"] as? [[String: Any]])
        #expect(users.map { $0["username"] as? String } == ["alice", "bob"])
        #expect(users[0]["clock_hours"] as? Double == 1000.0 / 3600)
        #expect(users[0]["sum_avg_mem_mb"] as? Double == 1.024)
        #expect(users[0]["used_cpu_ms"] as? Int == 1234)
        #expect((users[0]["states"] as? [String: Int]) == ["COMPLETED": 2, "TIMEOUT": 1])
    }

    /// A file with these members, with a good checksum.
    private static func file(version: Int = 1, _ members: String) -> [UInt8] {
        let start = "{\"schema_version\":\(version),\(members),\n"
        let crc = String(Checksum.crc32c(Array(start.utf8)), radix: 16)
        return Array((start + "\"checksum\":\"" + String(repeating: "0", count: 8 - crc.count) + crc + "\"}\n").utf8)
    }

    private static func decode(_ bytes: [UInt8]) throws -> DailyRollupCodec.Content {
        try DailyRollupCodec.decode(bytes, path: "f", cluster: try cluster(), month: month)
    }

    @Test func `Columns are found by name, unknown ones passed over, missing ones zero`() throws {
        let bytes = Self.file(
            #""future":[{"a":[1,2]}],"days":[{"users":[[{"x":null},7,"alice"]],"day":"2026-11-01"}],"asof":"2026-11-23T17:56:28Z","#
                + #""columns":["later","jobs","username"],"month":"2026-11","cluster":"hammer""#)
        var totals = UserTotals()
        totals.jobs = 7
        #expect(try Self.decode(bytes).rollup.days == [try Self.day(1): ["alice": totals]])
    }

    @Test(arguments: [
        #""columns":["username","jobs"],"days":[{"day":"2026-11-01","users":[["a",-1]]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-11-01","users":[["a",1.5]]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-11-01","users":[["a",9223372036854775808]]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-11-01","users":[["a"]]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-11-01","users":[["a",1,2]]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-11-01","users":[["a",1],["a",1]]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-12-01","users":[]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-11-31","users":[]}]"#,
        #""columns":["username","jobs"],"days":[{"day":"2026-11-01","users":[]},{"day":"2026-11-01","users":[]}]"#,
        #""columns":["username","jobs","jobs"],"days":[]"#,
        #""columns":["jobs"],"days":[]"#,
        #""columns":["username","elapsed_hours"],"days":[{"day":"2026-11-01","users":[["a",-0.5]]}]"#,
        #""columns":["username","elapsed_hours"],"days":[{"day":"2026-11-01","users":[["a",1e40]]}]"#,
        #""columns":["username","states"],"days":[{"day":"2026-11-01","users":[["a",{"WHAT":1}]]}]"#,
        #""columns":["username","states"],"days":[{"day":"2026-11-01","users":[["a",{"FAILED":4294967296}]]}]"#,
        #""columns":["username","gpu_types"],"days":[{"day":"2026-11-01","users":[["a",{"t":1,"t":2}]]}]"#,
        #""days":[]"#, #""columns":["username"]"#,
    ])
    func `Well-formed nonsense is damage`(members: String) throws {
        let bytes = Self.file(#""cluster":"hammer","month":"2026-11","asof":"2026-11-23T17:56:28Z","# + members)
        #expect {
            try Self.decode(bytes)
        } throws: { error in
            guard case .malformed = (error as? DamagedFile)?.reason else { return false }
            return true
        }
    }

    @Test func `Another cluster, another month and a newer version are told apart`() throws {
        let rest = #""asof":"2026-11-23T17:56:28Z","columns":["username"],"days":[]"#
        #expect(throws: DamagedFile(path: "f", .mismatch(what: "cluster", found: "bell", expected: "hammer"))) {
            try Self.decode(Self.file(#""cluster":"bell","month":"2026-11","# + rest))
        }
        #expect(throws: DamagedFile(path: "f", .mismatch(what: "month", found: "2026-10", expected: "2026-11"))) {
            try Self.decode(Self.file(#""cluster":"hammer","month":"2026-10","# + rest))
        }
        #expect(throws: DamagedFile(path: "f", .newerVersion(found: 2, known: 1))) {
            try Self.decode(Self.file(version: 2, #""everything":"else""#))
        }
    }

    @Test func `Every truncation and every flipped bit is found`() throws {
        var rollup = DailyRollup(month: Self.month)
        rollup.add(Self.alice(), user: "alice", day: try Self.day(23))
        let cluster = try Self.cluster()
        let bytes = DailyRollupCodec.encode(rollup, cluster: cluster, asOf: Self.asOf)
        for length in bytes.indices {
            #expect(throws: DamagedFile.self) { try Self.decode(Array(bytes[..<length])) }
        }
        for index in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[index] ^= 1 << UInt8(bit)
                #expect(throws: DamagedFile.self) { try Self.decode(flipped) }
            }
        }
    }

    /// Sums of what files say must not overflow, whoever wrote the files.
    @Test func `A forged rollup of enormous values is damaged`() throws {
        let fields: [(WritableKeyPath<UserTotals, Int64>, Int)] = [
            (\.jobs, 3), (\.gpuJobs, 3), (\.failedJobs, 3), (\.measuredJobs, 3), (\.elapsedSeconds, 3),
            (\.gpuElapsedSeconds, 3), (\.waitSeconds, 3),
        ]
        for (field, users) in fields {
            for value in [Int64.max, 1 << 51, 1 << 49] {
                var totals = UserTotals()
                totals[keyPath: field] = value
                try expectDamage(of: totals, users: value == 1 << 49 ? users : 1)
            }
        }
        let wide: [WritableKeyPath<UserTotals, Int128>] = [
            \.coreSeconds, \.gpuSeconds, \.requestedMemoryBytes, \.averageRSSBytes, \.maxRSSBytes, \.energyJoules,
            \.measuredCoreSeconds, \.measuredRequestedBytes, \.usedCPUMilliseconds,
        ]
        for field in wide {
            var totals = UserTotals()
            totals[keyPath: field] = 1 << 101
            try expectDamage(of: totals, users: 1)
        }
    }

    private func expectDamage(of totals: UserTotals, users: Int) throws {
        let (cluster, month) = (try Self.cluster(), Self.month)
        let all = Dictionary(uniqueKeysWithValues: (0..<users).map { ("user\($0)", totals) })
        let monthly = MonthlyRollupCodec.encode(all, cluster: cluster, month: month, asOf: Self.asOf)
        #expect(throws: DamagedFile.self) {
            try MonthlyRollupCodec.decode(monthly, path: "f", cluster: cluster, month: month)
        }
        var rollup = DailyRollup(month: month)
        for number in 0..<users { rollup.add(totals, user: "user", day: try Self.day(number + 1)) }
        let daily = DailyRollupCodec.encode(rollup, cluster: cluster, asOf: Self.asOf)
        #expect(throws: DamagedFile.self) {
            try DailyRollupCodec.decode(daily, path: "f", cluster: cluster, month: month)
        }
    }
}
