import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// What the rows say, against sums done by hand.
@Suite struct BoardTests {
    private func line(of name: String, _ model: Model) throws -> String {
        try #require(model.lines.first { $0.contains(name) })
    }

    @Test func aRowOfASkill() throws {
        let model = model(width: 160)
        let alice = try line(of: "alice", model)
        // 10,000 core-hours of all time are level 27 (9,730 to 10,824); 30 days are 1000 of 2023 in all.
        #expect(alice.contains("♛"))
        for part in ["27", "1,000.0", "24%", "+100.0", "49.4%", "250.0", "2.0 TB"] {
            #expect(alice.contains(part), "\(part)")
        }
        // Before: bob 500, alice 100, dave 20; alice was second, carol was not there.
        #expect(alice.contains("▲1"))
        #expect(try line(of: "bob", model).contains("▼1"))
        #expect(try line(of: "carol", model).contains("NEW"))
    }

    @Test func equalValuesShareARank() throws {
        let model = model()
        let ranks = try ["alice", "bob", "carol", "dave"].map { name in
            try line(of: name, model).split(separator: " ").lazy.compactMap { Int($0) }.first
        }
        #expect(ranks == [1, 2, 2, 4])
    }

    @Test func deathsHaveNoLevelAndNoCrown() throws {
        var model = model(options: BoardOptions(root: "/d", subject: .metric(.failedJobs)))
        #expect(model.shownNames.first == "carol")
        let carol = try line(of: "carol", model)
        // 5 of 10 jobs.
        #expect(carol.contains("50.0%"))
        #expect(!carol.contains("♛"))
        #expect(!model.lines[4].contains("Level"))
        model.type("s")
        #expect(model.shownNames.last == "carol")
    }

    @Test func sumsAndMedianOfWhatIsShown() {
        var model = model()
        #expect(model.contains("sum 2,023.0   median 500.0"))
        model.type("f")
        model.type("e")
        // alice 1000, dave 20, eve 3.
        #expect(model.lines[34].contains("sum 1,023.0   median 20.0"))
    }

    @Test func narrowScreensDropTheLessImportantColumns() {
        func titles(_ width: Int) -> String { model(width: width, height: 20).lines[4] }
        #expect(titles(200).contains("12 months") && titles(200).contains("GPU h"))
        #expect(titles(80).contains("Level") && titles(80).contains("Progress") && titles(80).contains("Gained 7d"))
        #expect(!titles(60).contains("Progress") && titles(60).contains("XP"))
        #expect(titles(36).contains("Name") && titles(36).contains("XP"))
        #expect(!titles(36).contains("Level"))
    }

    @Test func plainBoardIsWhole() {
        let text = plainView(model([largeCluster(count: 60)], width: 80, height: 24))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { $0.contains("user") }.count == 50)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(text.contains("Cluster ALL   Window 30d   Filter none"))
        for metric in Metric.allCases where metric != .coreHours { #expect(text.contains(metric.shortTitle)) }
        // Aligned: every row of the table ends in the same column.
        let rows = lines.drop { !$0.contains("Rank") }.dropLast()
        #expect(Set(rows.map { String($0).displayWidth }).count == 1)
        let plain = plainView(model())
        #expect(plain.contains("up 1") && plain.contains("new") && plain.contains("down 1"))
    }

    @Test func plainBoardSaysWhatToDo() {
        var model = Model(
            size: Size(width: 80, height: 24), now: sampleNow, options: BoardOptions(root: "/no/such\u{1B}place"))
        _ = update(.loadFailed(.missingRoot, at: sampleNow), &model)
        let text = plainView(model)
        #expect(text.contains("/no/such␛place does not exist."))
        #expect(text.contains("slurm-sb-tui --poll --cluster NAME --once"))
    }
}
