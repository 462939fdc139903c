import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// What the site's settings change of the board.
@Suite struct SiteOptionTests {
    @Test func clustersAreCalledAsTheSiteCallsThem() {
        var options = BoardOptions(root: "/d", cluster: "hammer")
        options.displayNames = ["hammer": "The \u{1B}[31mHammer"]
        var model = model(options: options)
        #expect(model.contains("Cluster The"))
        #expect(model.contains("Hammer"))
        #expect(!model.lines.contains { $0.contains("\u{1B}") })
        model.type("g")
        #expect(model.lines.contains { $0.contains("Hammer") && $0.contains("5 users") })
        #expect(model.board.cluster == "hammer")
    }

    @Test func onlyTheSitesWindowsCanBeChosen() {
        var options = BoardOptions(root: "/d")
        options.windows = [.allTime, .last30Days]
        var model = model(options: options)
        model.type("w")
        #expect(model.contains("everything that was ever counted"))
        #expect(!model.contains("365 UTC days"))
    }

    @Test func whatWasWrongIsSaidUntilTheNextKey() {
        var options = BoardOptions(root: "/d")
        options.warning = "Left out: policy.json:3"
        var model = model(options: options)
        #expect(model.contains("Left out: policy.json:3"))
        model.type(.down)
        #expect(!model.contains("Left out"))
    }
}
