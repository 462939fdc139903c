import Scoreboard
import ScoreboardUI
import TerminalKit

/// Noon of 23 November 2026.
let sampleNow = Timestamp(seconds: Day(year: 2026, month: 11, day: 23)!.start.seconds + 43_200)

/// A standing of which the sums are easily done by hand: the last 30 days hold `cpu` core-hours, all time ten times
/// that, the thirty days before `before`, the last seven a tenth.
func standing(
    _ user: String, cpu: Double, before: Double? = nil, gpu: Double = 0, memory: Double = 0, jobs: Double = 10,
    failed: Double = 0
) -> UserStanding {
    func values(_ factor: Double, _ cpu: Double) -> MetricValues {
        var values = MetricValues()
        values[.coreHours] = cpu * factor
        values[.wallHours] = cpu * factor / 4
        values[.gpuHours] = gpu * factor
        values[.gpuWallHours] = gpu * factor / 2
        values[.maxMemory] = memory * factor
        values[.jobs] = cpu > 0 ? jobs * factor : 0
        values[.failedJobs] = failed * factor
        return values
    }
    var standing = UserStanding(user: user)
    standing.last30Days = values(1, cpu)
    standing.last365Days = values(5, cpu)
    standing.allTime = values(10, cpu)
    standing.previous30Days = values(1, before ?? cpu)
    standing.previous365Days = values(1, before ?? cpu)
    standing.last7Days = values(0.1, cpu)
    standing.months = (0..<12).map { values(Double($0) / 6, cpu) }
    return standing
}

/// Five players on one cluster: alice 1000 core-hours, bob 500, carol 500, dave 20, eve 3.
func smallCluster(_ name: String = "hammer", ageSeconds: Int64 = 120) -> ClusterStandings {
    ClusterStandings(
        cluster: name, asOf: sampleNow - ageSeconds, today: sampleNow.day,
        users: [
            standing("alice", cpu: 1000, before: 100, memory: 2_000_000, failed: 1),
            standing("bob", cpu: 500, gpu: 40, jobs: 200),
            standing("carol", cpu: 500, before: 0, gpu: 80, failed: 5),
            standing("dave", cpu: 20),
            standing("eve", cpu: 3),
        ])
}

/// Many players, some with names that a terminal must not obey.
func largeCluster(_ name: String = "bell", count: Int) -> ClusterStandings {
    let hostile = [
        "李小龍", "evil\u{1B}[31m\u{7}", "rtl\u{202E}live", "zoë\u{301}\u{301}\u{301}\u{301}", "👩‍💻dev", "🇩🇪flag",
        String(repeating: "w", count: 200), "한국어사용자이름이깁니다", "tab\there", "ﷺ",
    ]
    let users = (0..<count).map { index in
        let name = index < hostile.count ? hostile[index] : "user\(index)"
        return standing(
            name, cpu: 2_000_000 / Double(index + 1), before: Double((index * 7919) % 10_007), gpu: Double(index % 5),
            memory: 5e6 / Double(index + 1), jobs: Double(index % 90 + 1), failed: Double(index % 4))
    }
    return ClusterStandings(
        cluster: name, asOf: sampleNow - 600, today: sampleNow.day, users: users.sorted { $0.user < $1.user })
}

/// A model that has its data.
func model(
    _ standings: [ClusterStandings] = [smallCluster()], width: Int = 120, height: Int = 36,
    options: BoardOptions = BoardOptions(root: "/data/scoreboard"), glyphs: Glyphs = .unicode
) -> Model {
    var model = Model(size: Size(width: width, height: height), glyphs: glyphs, now: sampleNow, options: options)
    _ = update(.loaded(standings, at: sampleNow), &model)
    return model
}

extension Model {
    /// Types keys: characters stand for themselves.
    @discardableResult
    mutating func type(_ keys: Key...) -> [Effect] {
        keys.flatMap { update(.key($0), &self) }
    }

    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        text.flatMap { update(.key(.character($0)), &self) }
    }

    var board: LeaderboardPane { panes.compactMap { $0 as? LeaderboardPane }[0] }

    /// What the screen shows, a string a row.
    var lines: [String] {
        let frame = render(self)
        return (0..<frame.size.height).map { frame.row($0).map(\.glyph).joined() }
    }

    /// The names of the rows that are seen, in their order.
    var shownNames: [String] {
        lines.dropFirst(5).compactMap { line in
            line.split(separator: " ").first { ["alice", "bob", "carol", "dave", "eve", "zed"].contains($0) }.map(
                String.init)
        }
    }

    func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
}

extension Key: ExpressibleByStringLiteral {
    /// The key that types this one character.
    public init(stringLiteral value: String) { self = .character(Character(value)) }
}
