import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

@Suite struct PaneSwitchingTests {
    private func name(_ model: Model) -> String { type(of: model.pane).name }

    @Test func digitsShowPanes() {
        var model = model()
        for (key, pane) in [
            ("2", "user"), ("7", "compare"), ("3", "health"), ("4", "bloom"), ("5", "poller"), ("6", "live"),
            ("1", "leaderboard"),
        ] {
            model.type(key)
            #expect(name(model) == pane)
        }
        // What was gone back to is no longer before it.
        #expect(model.trail == [])
        model.type("9")
        #expect(name(model) == "leaderboard")
    }

    @Test func escapeAndBackGoTheWayBack() {
        var model = model()
        model.type(.enter, "3")
        #expect(name(model) == "health")
        model.type(.escape)
        #expect(name(model) == "user")
        #expect(model.type("q") == [])
        #expect(name(model) == "leaderboard")
        #expect(model.type("q") == [.quit])
        model.type("3", "4", "3")
        #expect(name(model) == "health")
        model.type(.escape)
        #expect(name(model) == "leaderboard")
    }

    @Test func escapeEndsTheFilterBeforeItLeaves() {
        var model = model()
        model.type("3", "1", "f")
        model.type("bob")
        model.type(.enter)
        model.type("2", "1", .escape)
        #expect(name(model) == "leaderboard")
        #expect(model.shownNames.count == 5)
    }

    @Test func theFirstPaneMayBeAnother() {
        let model = Model(
            size: Size(width: 80, height: 24), now: sampleNow, options: BoardOptions(root: "/d"), pane: "bloom")
        #expect(name(model) == "bloom")
        #expect(render(model).row(0).map(\.glyph).joined().contains("[4 Bloom]"))
    }

    @Test func tabsAreClicked() throws {
        var model = model()
        for title in ["User", "Bloom", "Health", "Compare", "Board"] {
            let line = model.lines[0]
            let place = try #require(line.range(of: title))
            let x = String(line[..<place.lowerBound]).displayWidth
            _ = update(.mouse(MouseEvent(.press, at: Point(x: x, y: 0))), &model)
            #expect(type(of: model.pane).title == title)
            #expect(model.lines[0].contains("\(title)]"))
        }
    }

    /// The age changes every second; the line does not jump with it.
    @Test(arguments: [36, 60, 80, 100, 120])
    func theTitleStandsStill(width: Int) {
        let tabs = [Int64(0), 30, 1500, 3600].map { age -> [Range<Int>] in
            TitleLine(model([smallCluster(ageSeconds: age)], width: width, height: 20)).tabs.map(\.columns)
        }
        #expect(Set(tabs).count == 1)
    }

    /// Digits are text where text is typed.
    @Test func digitsInAPromptAreText() {
        var model = model()
        model.type("f")
        model.type("4")
        #expect(name(model) == "leaderboard" && model.scene.prompt?.string == "4")
    }

    @Test func aClusterChosenElsewhereIsTheBoardsToo() {
        var model = model([smallCluster(), smallCluster("bell")])
        model.type("2", "g", .end, .enter)
        #expect(model.scene.cluster == "bell")
        model.type("1")
        #expect(model.board.cluster == "bell" && model.contains("Cluster bell"))
        model.type("w", .home, .enter, "2")
        #expect(model.contains("Window all time"))
    }

    @Test func eachPaneKeepsItsPlace() {
        var model = model([largeCluster(count: 200)], width: 80, height: 24)
        model.type(.pageDown, .pageDown)
        let offset = model.board.scrollOffset
        model.type("2", .pageDown, "1")
        #expect(model.board.scrollOffset == offset)
        model.type("2")
        #expect(model.user.scrollOffset > 0)
    }

    @Test func twoClicksOnAPlayerOpenIt() throws {
        var model = model()
        let y = try #require(model.lines.firstIndex { $0.contains("carol") })
        let click = Event.mouse(MouseEvent(.press, at: Point(x: 20, y: y)))
        _ = update(click, &model)
        #expect(name(model) == "leaderboard")
        model.type(.down)
        _ = update(click, &model)
        #expect(name(model) == "leaderboard")
        _ = update(click, &model)
        #expect(name(model) == "user" && model.user.user == "carol")
    }
}

extension Model {
    var user: UserPane { panes.compactMap { $0 as? UserPane }[0] }
    var compare: ComparePane { panes.compactMap { $0 as? ComparePane }[0] }
    var health: HealthPane { panes.compactMap { $0 as? HealthPane }[0] }
    var bloom: BloomPane { panes.compactMap { $0 as? BloomPane }[0] }
}
