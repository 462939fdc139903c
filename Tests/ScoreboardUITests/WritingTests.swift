import Scoreboard
import Testing

@testable import ScoreboardUI

@Suite struct WritingTests {
    @Test(arguments: [
        (0.0, "0.0"), (0.04, "0.0"), (0.05, "0.1"), (999.94, "999.9"), (999.95, "1,000.0"), (8_600_000, "8,600,000.0"),
        (-1234.56, "-1,234.6"), (1e300, "1,000,000,000,000,000.0"), (.infinity, "1,000,000,000,000,000.0"),
        (.nan, "0.0"),
    ])
    func hours(value: Double, text: String) {
        #expect(ValueText.text(value, unit: .hours) == text)
    }

    @Test(arguments: [(0.0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")])
    func counts(value: Double, text: String) {
        #expect(ValueText.text(value, unit: .count) == text)
    }

    /// Base 10; never four digits before the point.
    @Test(arguments: [
        (0.0, "0.0 MB"), (1.024, "1.0 MB"), (999.94, "999.9 MB"), (999.96, "1.0 GB"), (128_000, "128.0 GB"),
        (5e6, "5.0 TB"), (2.5e9, "2.5 PB"), (7e12, "7.0 EB"), (.nan, "0.0 MB"),
    ])
    func memory(megabytes: Double, text: String) {
        #expect(ValueText.text(megabytes, unit: .megabytes) == text)
    }

    /// Where a column is narrow, the decimal goes before the unit does.
    @Test func shortMemory() {
        #expect(ValueText.text(512_240_000, unit: .megabytes, width: 8) == "512.2 TB")
        #expect(ValueText.text(512_240_000, unit: .megabytes, width: 7) == "512 TB")
    }

    @Test(arguments: [(0.0, "0%"), (0.0004, "<0.1%"), (0.0005, "0.1%"), (0.331, "33.1%"), (1, "100.0%"), (.nan, "0%")])
    func shares(fraction: Double, text: String) {
        #expect(ValueText.share(fraction) == text)
    }

    @Test(arguments: [
        (Int64(-9), "just now"), (4, "just now"), (5, "5s ago"), (59, "59s ago"), (60, "1m ago"), (3599, "59m ago"),
        (3600, "1h ago"), (172_799, "47h ago"), (172_800, "2d ago"),
    ])
    func ages(seconds: Int64, text: String) {
        #expect(ValueText.age(seconds: seconds) == text)
    }

    @Test(arguments: [
        ("", "anyone", true), ("ALI", "alice", true), ("ce al", "alice", true), ("ali !bob", "alice", true),
        ("ali !ice", "alice", false), ("ali bob", "alice", false), ("!", "alice", true), ("!x", "alice", true),
        ("李", "李小龍", true),
    ])
    func filters(filter: String, name: String, passes: Bool) {
        #expect(WordFilter(filter).passes(Array(name.utf8)) == passes)
    }

    @Test(arguments: [
        ("xp", BoardSort(.value)), ("user", BoardSort(.name, isDescending: false)),
        ("gpu_clock_hours:asc", BoardSort(.metric(.gpuHours), isDescending: false)),
        ("share:desc", BoardSort(.share, isDescending: true)),
    ])
    func sortsAreRead(text: String, sort: BoardSort) {
        #expect(BoardSort(text) == sort)
    }

    @Test(arguments: ["", "nonsense", "xp:up", "xp:asc:desc", ":asc"])
    func nonsenseIsNoSort(text: String) {
        #expect(BoardSort(text) == nil)
    }

    @Test func boardsHaveKeys() {
        #expect(Leaderboard.Subject(key: "overall") == .overall)
        #expect(Leaderboard.Subject(key: "sum_max_mem_mb") == .metric(.maxMemory))
        #expect(Leaderboard.Subject(key: "x") == nil)
        #expect(Leaderboard.Subject.tabs.count == Metric.allCases.count + 1)
    }
}
