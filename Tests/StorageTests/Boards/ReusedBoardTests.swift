import Scoreboard
import Storage
import SeededNumbers
import Testing

/// A board whose rows were copied from an earlier one is the board that is written anew.
@Suite struct ReusedBoardTests {
    private static let today = Day(year: 2026, month: 11, day: 23)!

    private static func values(_ random: inout SeededGenerator) -> MetricValues {
        var values = MetricValues()
        for metric in Metric.allCases where Int.random(in: 0..<3, using: &random) > 0 {
            // Few values, so that many share a rank.
            values[metric] = Double(Int.random(in: 0...20, using: &random)) / 8
        }
        return values
    }

    private static func standing(_ user: String, _ random: inout SeededGenerator) -> UserStanding {
        var standing = UserStanding(user: user)
        for span in StandingSpan.all where Bool.random(using: &random) { standing[span] = values(&random) }
        return standing
    }

    private static func cluster(_ name: String, _ users: [UserStanding], asOf: Int64) -> ClusterStandings {
        ClusterStandings(
            cluster: name, asOf: Timestamp(seconds: asOf), today: today, minimumJobs: 1,
            users: users.sorted { $0.user < $1.user })
    }

    private static func written(
        _ clusters: [ClusterStandings], by policy: VisibilityPolicy
    ) throws -> [ClusterStandings] {
        let (bytes, packed) = StandingsSidecar.encode(clusters, visibleBy: policy)
        #expect(bytes == StandingsSidecar.encode(policy.visible(clusters)))
        #expect(packed == policy.visible(clusters))
        #expect(try StandingsSidecar.decode(bytes, path: "") == packed)
        return packed
    }

    private static func head(_ window: Window, _ clusters: [ClusterStandings]) throws -> BoardHead {
        BoardHead(
            subject: .metric(.coreHours), window: window,
            cluster: clusters.count == 1 ? try ClusterName("hammer") : nil, asOf: clusters[0].asOf,
            memoryIsCollected: true, imported: [])
    }

    private static func plain(_ window: Window, _ clusters: [ClusterStandings]) throws -> [UInt8] {
        LeaderboardFileCodec.encode(
            Leaderboard(of: clusters.mergedUsers, by: .metric(.coreHours), in: window),
            cluster: clusters.count == 1 ? try ClusterName("hammer") : nil, asOf: clusters[0].asOf)
    }

    @Test(arguments: 0..<30) func `rows of unchanged users are those that would be written`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let policy = VisibilityPolicy(optedOut: ["user5"], minimumJobs: Int(seed % 3))
        var clusters = (0..<Int(1 + seed % 3)).map { number in
            Self.cluster(
                "cluster\(number)",
                (0..<40).filter { _ in Bool.random(using: &random) }.map {
                    Self.standing(["user\($0)", "a\"\($0)", "ü\($0)"][$0 % 7 == 0 ? Int(1 + seed % 2) : 0], &random)
                }, asOf: 1_795_456_588)
        }
        var before = try Self.written(clusters, by: policy)
        for round in 1...4 {
            let place = Int.random(in: clusters.indices, using: &random)
            var users = clusters[place].users
            for _ in 0..<3 where !users.isEmpty {
                let user = Int.random(in: users.indices, using: &random)
                users[user] = Self.standing(users[user].user, &random)
            }
            if Bool.random(using: &random), !users.isEmpty { users.remove(at: 0) }
            users.append(Self.standing("new\(round)", &random))
            clusters[place] = Self.cluster(clusters[place].cluster, users, asOf: 1_795_456_588 + Int64(round))
            let after = try Self.written(clusters, by: policy)
            for window in Window.allCases {
                let earlier = PublishedBoard(try Self.plain(window, before), of: Roster(before))
                let board = LeaderboardFileCodec.encode(
                    Ranking(of: Roster(after), by: .metric(.coreHours), in: window), try Self.head(window, after),
                    reusing: earlier)
                let plain = try Self.plain(window, after)
                #expect(String(decoding: board, as: UTF8.self) == String(decoding: plain, as: UTF8.self))
                #expect(ChecksummedJSON.checksum(ofMade: board) == Checksum.crc32c(board))
            }
            before = after
        }
    }

    @Test func `rows are taken from the earlier file, and those that it lacks are written`() throws {
        var random = SeededGenerator(seed: 1)
        let users = (0..<12).map { number in
            var standing = Self.standing("user\(number)", &random)
            standing.allTime[.jobs] = 1
            standing.allTime[.coreHours] = Double(number)
            return standing
        }
        let clusters = [Self.cluster("hammer", users, asOf: 5)]
        let whole = try Self.plain(.allTime, clusters)
        func board(reusing file: [UInt8]) throws -> String {
            let board = LeaderboardFileCodec.encode(
                Ranking(of: Roster(clusters), by: .metric(.coreHours), in: .allTime), try Self.head(.allTime, clusters),
                reusing: PublishedBoard(file, of: Roster(clusters)))
            return String(decoding: board, as: UTF8.self)
        }
        let text = String(decoding: whole, as: UTF8.self)
        #expect(try board(reusing: whole) == text)
        // It is known to be what was written, so nobody looks at the numbers in it.
        let marked = text.replacing(#""user":"user7","value":7"#, with: #""user":"user7","value":70"#)
        #expect(try board(reusing: Array(marked.utf8)).contains(#""user":"user7","value":70"#))
        let lines = text.split(separator: "\n")
        for missing in [1..<2, 3..<9, 1..<lines.count - 2] {
            let fewer = lines.indices.filter { !missing.contains($0) }.map { lines[$0] + "\n" }.joined()
            #expect(try board(reusing: Array(fewer.utf8)) == text)
        }
        #expect(try board(reusing: []) == text)
    }
}
