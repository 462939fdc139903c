import Scoreboard
import SeededNumbers
import Storage
import Testing

/// The large files, timed. The numbers are printed; the limits are several times what an idle machine needs, and hold
/// for an optimised build alone.
@Suite(.serialized) struct CodecSpeedTests {
    private static func timed<Value>(_ what: String, limit: Duration, _ body: () throws -> Value) rethrows -> Value {
        let clock = ContinuousClock()
        var best = Duration.seconds(1000)
        var value = try body()
        for _ in 0..<3 {
            let start = clock.now
            value = try body()
            best = min(best, clock.now - start)
        }
        print("\(what): \(best)")
        #if !DEBUG
            #expect(best < limit, "\(what)")
        #endif
        return value
    }

    @Test func `A month of 60,000 user-days`() throws {
        #if DEBUG
            let userCount = 20
        #else
            let userCount = 2000
        #endif
        var random = SeededGenerator(seed: 1)
        let month = Month(year: 2026, month: 11)
        var rollup = DailyRollup(month: month)
        for day in 0..<30 {
            for user in 0..<userCount {
                rollup.add(.sample(&random), user: "user\(user)", day: month.firstDay.adding(days: day))
            }
        }
        let cluster = try ClusterName("hammer")
        let asOf = Timestamp(seconds: 1_795_456_588)
        let bytes = Self.timed("daily encode", limit: .milliseconds(500)) {
            DailyRollupCodec.encode(rollup, cluster: cluster, asOf: asOf)
        }
        print("daily bytes: \(bytes.count)")
        let content = try Self.timed("daily decode", limit: .milliseconds(500)) {
            try DailyRollupCodec.decode(bytes, path: "f", cluster: cluster, month: month)
        }
        #expect(content.rollup == rollup)
        _ = Self.timed("crc", limit: .milliseconds(100)) { Checksum.crc32c(bytes) }
        let users = rollup.totals()
        let monthly = Self.timed("monthly encode", limit: .milliseconds(50)) {
            MonthlyRollupCodec.encode(users, cluster: cluster, month: month, asOf: asOf)
        }
        let read = try Self.timed("monthly decode", limit: .milliseconds(50)) {
            try MonthlyRollupCodec.decode(monthly, path: "f", cluster: cluster, month: month)
        }
        #expect(read.users == users)
    }

    @Test func `The standings of five clusters`() throws {
        #if DEBUG
            let userCount = 30
        #else
            let userCount = 3000
        #endif
        let standings = BoardFileTests.standings(users: userCount, clusters: 5)
        let bytes = Self.timed("sidecar encode", limit: .milliseconds(300)) { StandingsSidecar.encode(standings) }
        print("sidecar bytes: \(bytes.count) for 5 x \(userCount) users")
        let decoded = try Self.timed("sidecar decode", limit: .milliseconds(150)) {
            try StandingsSidecar.decode(bytes, path: "f")
        }
        #expect(decoded == standings)
    }
}
