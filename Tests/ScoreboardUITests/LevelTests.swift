import Scoreboard
import TerminalKit
import Testing

@testable import ScoreboardUI

/// Sites without levels, and sites with levels of their own.
@Suite struct LevelTests {
    private func options(_ subject: Leaderboard.Subject = .metric(.coreHours), hasLevels: Bool = false) -> BoardOptions
    {
        var options = BoardOptions(root: "/data", subject: subject)
        options.scale.hasLevels = hasLevels
        return options
    }

    private static let gameWords = ["Level", "level", "XP", "Progress to next", "Skill", "Deaths"]

    private func has(_ model: Model, _ word: String) -> Bool { model.contains(word) }

    @Test func noPaneSpeaksOfLevels() {
        for subject in Leaderboard.Subject.tabs {
            for pane in ["1", "2", "7"] {
                var model = model([smallCluster()], width: 200, height: 50, options: options(subject))
                model.type(" ", .down, " ", .character(Character(pane)))
                for word in LevelTests.gameWords { #expect(!has(model, word), "\(word) in \(pane) of \(subject)") }
            }
        }
        // The whole page of a player, with the history.
        var page = model([smallCluster()], width: 200, height: 90, options: options())
        for effect in page.type("2") {
            guard case .ask(let question) = effect else { continue }
            _ = update(.answered(World().answer(question), at: sampleNow), &page)
        }
        #expect(page.contains("Milestones") && page.contains("9 failed"))
        for word in LevelTests.gameWords + ["death", "Death", "Achievement"] { #expect(!has(page, word), "\(word)") }
        var model = model(options: options())
        for key: Key in ["m", "S", "o"] {
            model.type(key)
            for word in LevelTests.gameWords { #expect(!has(model, word), "\(word) behind \(key)") }
            model.type(.escape)
        }
        #expect(model.contains("CPU h ▼"))
        // The one crown that is left is the program's own.
        #expect(model.lines.joined().filter { $0 == "♛" }.count == 1)
    }

    @Test func plainBoardHasNoneEither() {
        let text = plainView(model(options: options()))
        for word in LevelTests.gameWords { #expect(!text.contains(word), "\(word)") }
        #expect(text.contains("CPU h"))
    }

    /// Of all time, per 1 core-hour 1, per 4 core-hours 1 wall hour of 10, jobs 10: alice 10,000 + 25,000 + 100 jobs × 10 + GB;
    /// dave 200 + 500 + 1,000, eve 30 + 75 + 1,000. In 30 days a tenth of it, GPUs 100 an hour and 100 each half hour of wall.
    @Test func overallRanksByTheScore() {
        let model = model(options: options(.overall))
        // alice 1000 + 2500 + 100 + 2000, carol 500 + 1250 + 100 + 8000 + 4000, bob 500 + 1250 + 2000 + 4000 + 2000.
        #expect(model.shownNames == ["carol", "bob", "alice", "dave", "eve"])
        #expect(model.contains("13,850") && model.contains("9,750") && model.contains("5,600"))
        #expect(model.lines[4].contains("Score ▼"))
        #expect(model.board.sort == BoardSort(.value))
    }

    @Test func levelsAreThereOtherwise() {
        let model = model(options: options(.overall, hasLevels: true))
        #expect(model.contains("Level ▼") && model.contains("XP") && model.contains("[Overall]"))
    }

    /// 100,000 a core-hour: alice's 10,000 core-hours are 1,000,000,000, beyond the last level.
    @Test func aSitesScaleCounts() throws {
        var options = options(hasLevels: true)
        options.scale.experiencePerUnit[.coreHours] = 100_000
        options.scale.experiencePerUnit[.jobs] = nil
        var model = model(options: options)
        let row = try #require(model.lines.first { $0.contains("alice") })
        #expect(row.contains(" 126 "), "\(row)")
        // Jobs have no level any more.
        model.type("m", .home, .down, .down, .down, .down, .down, .down, .enter)
        #expect(model.board.subject == .metric(.jobs))
        #expect(!model.lines[4].contains("Level"))
    }
}
