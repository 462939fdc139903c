import Foundation
import Scoreboard
import SeededNumbers
import Storage
import Testing

@Suite struct BoardFileTests {
    private static let asOf = Timestamp(seconds: 1_795_456_588)

    static func standing(_ user: String, _ random: inout SeededGenerator) -> UserStanding {
        var standing = UserStanding(user: user)
        standing.allTime = MetricValues(.sample(&random))
        standing.last365Days = standing.allTime
        if Bool.random(using: &random) { standing.last30Days = MetricValues(.sample(&random)) }
        if Bool.random(using: &random) { standing.previous365Days = MetricValues(.sample(&random)) }
        standing.last7Days = standing.last30Days
        for index in standing.months.indices where Bool.random(using: &random) {
            standing.months[index] = MetricValues(.sample(&random))
        }
        return standing
    }

    static func standings(users: Int, clusters: Int) -> [ClusterStandings] {
        var random = SeededGenerator(seed: 2)
        return (0..<clusters).map { cluster in
            ClusterStandings(
                cluster: "cluster\(cluster)", asOf: asOf, today: asOf.day,
                users: (0..<users).map { standing("user\($0)", &random) })
        }
    }

    @Test func `Standings survive`() throws {
        var standings = Self.standings(users: 50, clusters: 3)
        standings[0].users.append(UserStanding(user: "é\u{1b}" + String(repeating: "x", count: 300)))
        standings[1].users = []
        standings[2].importedMonths = ["2016-01", "2016-02", "2020-12"].map { Month($0)! }
        #expect(try StandingsSidecar.decode(StandingsSidecar.encode(standings), path: "f") == standings)
        #expect(try StandingsSidecar.decode(StandingsSidecar.encode([]), path: "f") == [])
    }

    /// The whole file of one user with two jobs of all time, byte by byte.
    @Test func `The sidecar looks as documented`() throws {
        var user = UserStanding(user: "al")
        user.allTime[.jobs] = 2
        user.last365Days[.jobs] = 2
        user.months[11][.coreHours] = 0.5
        let bytes = StandingsSidecar.encode([
            ClusterStandings(
                cluster: "bell", asOf: Timestamp(seconds: 258), today: Day(daysSinceEpoch: 3), memoryIsCollected: false,
                minimumJobs: 7, importedMonths: [Month("2019-12")!],
                users: [user])
        ])
        var payload: [UInt8] = [UInt8(Metric.allCases.count)]
        for metric in Metric.allCases { payload += [UInt8(metric.key.utf8.count), 0] + Array(metric.key.utf8) }
        payload +=
            [12, 1, 0, 0, 0, 4, 0] + Array("bell".utf8)
            + [2, 1, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 7, 0, 0, 0, 1, 0, 175, 94, 0, 0, 1, 0, 0, 0]
        payload += [2, 0] + Array("al".utf8) + [0b11, 0, 0b10, 0]
        let jobs = try #require(Metric.allCases.firstIndex(of: .jobs))
        payload += [UInt8(truncatingIfNeeded: 1 << jobs), UInt8((1 << jobs) >> 8), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40]
        payload += [0, 0, 0, 0x80]
        payload += [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]
        let crc = Checksum.crc32c(payload)
        var file = Array("SLSBSTND".utf8) + [3, 0, 0, 0]
        file += (0..<4).map { UInt8(truncatingIfNeeded: crc >> (8 * $0)) }
        file += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (8 * $0)) }
        #expect(bytes == file + payload)
    }

    /// As above, as earlier versions had it: no month was imported then, and of the first one a board asked for one job.
    @Test(arguments: [1, 2]) func `Earlier versions are still read`(version: UInt8) throws {
        let standings = ClusterStandings(
            cluster: "bell", asOf: Timestamp(seconds: 258), today: Day(daysSinceEpoch: 3), minimumJobs: 7,
            users: [UserStanding(user: "al")])
        var bytes = StandingsSidecar.encode([standings])
        let minimum = try #require(bytes.indices.last { Array(bytes[$0...].prefix(7)) == [7, 0, 0, 0, 0, 0, 1] })
        // The first has neither the minimum nor the byte before it, which says whether memory is collected.
        bytes.removeSubrange((version == 1 ? minimum - 1 : minimum + 4)..<minimum + 6)
        bytes[8] = version
        let crc = Checksum.crc32c(Array(bytes[24...]))
        for index in 0..<4 { bytes[12 + index] = UInt8(truncatingIfNeeded: crc >> (8 * index)) }
        for index in 0..<8 { bytes[16 + index] = UInt8(truncatingIfNeeded: (bytes.count - 24) >> (8 * index)) }
        let read = try StandingsSidecar.decode(bytes, path: "f")
        #expect(read.map(\.minimumJobs) == [version == 1 ? 1 : 7])
        #expect(read.map(\.importedMonths) == [[]])
        #expect(read.map(\.users) == [standings.users])
    }

    @Test func `Every truncation and every flipped bit is found`() throws {
        let bytes = StandingsSidecar.encode(Self.standings(users: 2, clusters: 2))
        for length in bytes.indices {
            #expect(throws: DamagedFile.self) { try StandingsSidecar.decode(Array(bytes[..<length]), path: "f") }
        }
        for index in bytes.indices {
            var flipped = bytes
            flipped[index] ^= 1 << UInt8(index % 8)
            #expect(throws: DamagedFile.self) { try StandingsSidecar.decode(flipped, path: "f") }
        }
    }

    /// With the checksum made right again, so that the lengths themselves are put to the test.
    @Test func `No content crashes the decoder`() throws {
        let good = StandingsSidecar.encode(Self.standings(users: 3, clusters: 2))
        var random = SeededGenerator(seed: 9)
        var refused = 0
        for _ in 0..<20_000 {
            var payload = Array(good[24...])
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<payload.count, using: &random)
                payload[index] = Bool.random(using: &random) ? 0xFF : UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { payload.removeLast(Int.random(in: 0..<payload.count, using: &random)) }
            let crc = Checksum.crc32c(payload)
            var file = Array(good[..<12])
            file += (0..<4).map { UInt8(truncatingIfNeeded: crc >> (8 * $0)) }
            file += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (8 * $0)) }
            do {
                _ = try StandingsSidecar.decode(file + payload, path: "f")
            } catch {
                refused += 1
            }
        }
        #expect(refused > 10_000)
    }

    @Test func `A newer version is told`() {
        var bytes = StandingsSidecar.encode([])
        bytes[8] = 4
        #expect(throws: DamagedFile(path: "f", .newerVersion(found: 4, known: 3))) {
            try StandingsSidecar.decode(bytes, path: "f")
        }
    }

    @Test func `A leaderboard's file has a row a user`() throws {
        let users = ["bob", "alice", "zed"].map { name in
            var standing = UserStanding(user: name)
            standing.allTime[.jobs] = 1
            standing.allTime[.coreHours] = name == "zed" ? 0.25 : 7.5
            return standing
        }
        let board = Leaderboard(of: users, by: .metric(.coreHours), in: .allTime)
        let bytes = LeaderboardFileCodec.encode(board, cluster: nil, asOf: Self.asOf)
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(tree["asof"] as? String == "2026-11-23T17:56:28Z")
        #expect(tree["window"] as? String == "alltime")
        #expect(tree["metric"] as? String == "clock_hours")
        #expect(tree["cluster"] as? String == "ALL")
        #expect(tree["memory_collected"] as? Bool == true)
        let without = LeaderboardFileCodec.encode(board, cluster: nil, asOf: Self.asOf, memoryIsCollected: false)
        #expect(String(decoding: without, as: UTF8.self).contains(#""memory_collected":false,"#))
        #expect(tree["schema_version"] as? Int == 1)
        #expect(tree["checksum"] is String)
        let rows = try #require(tree["rows"] as? [[String: Any]])
        #expect(rows.map { $0["user"] as? String } == ["alice", "bob", "zed"])
        #expect(rows.map { $0["rank"] as? Int } == [1, 1, 3])
        #expect(rows.map { $0["value"] as? Double } == [7.5, 7.5, 0.25])
        #expect(Set(rows[0].keys) == Set(Metric.allCases.map(\.key) + ["rank", "user", "value"]))
    }

    @Test func `A user's file survives`() throws {
        var random = SeededGenerator(seed: 4)
        let file = UserFile(
            username: "../../x\u{1b}",
            clusters: [
                try ClusterName("hammer"): .init(asOf: Self.asOf, totals: .sample(&random)),
                try ClusterName("bell"): .init(asOf: Self.asOf, totals: .largest),
            ])
        let bytes = UserFileCodec.encode(file)
        #expect(try UserFileCodec.decode(bytes, path: "f") == file)
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let bell = try #require((tree["clusters"] as? [String: [String: Any]])?["hammer"])
        #expect(Set((bell["counts"] as? [String: Any] ?? [:]).keys) == ["jobs", "gpu_jobs", "failed_jobs"])
        #expect((bell["totals"] as? [String: Any])?["clock_hours"] is Double)
    }
}
