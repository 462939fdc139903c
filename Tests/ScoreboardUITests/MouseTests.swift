import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

@Suite struct MouseTests {
    /// Clicks on the first place where the text stands.
    private func click(_ text: String, _ model: inout Model) -> [Effect] {
        for (y, line) in model.lines.enumerated() {
            if let range = line.range(of: text) {
                let x = String(line[..<range.lowerBound]).displayWidth
                return update(.mouse(MouseEvent(.press, at: Point(x: x, y: y))), &model)
            }
        }
        Issue.record("\(text) is not on the screen")
        return []
    }

    @Test func rowsAreSelected() {
        var model = model()
        _ = click("carol", &model)
        #expect(model.board.selectedUser == "carol")
    }

    @Test func titlesSortAndInvert() {
        var model = model()
        _ = click("Gained 7d", &model)
        #expect(model.board.sort == BoardSort(.gained))
        _ = click("Gained 7d", &model)
        #expect(model.board.sort == BoardSort(.gained, isDescending: false))
        _ = click("Name", &model)
        #expect(model.shownNames == ["alice", "bob", "carol", "dave", "eve"])
        _ = click("Name", &model)
        #expect(model.shownNames == ["eve", "dave", "carol", "bob", "alice"])
        _ = click("Rank", &model)
        #expect(model.board.sort == BoardSort(.value))
    }

    @Test func tabsAndKeysAndTheContextLine() {
        var model = model()
        _ = click("GPU hours", &model)
        #expect(model.board.subject == .metric(.gpuHours))
        _ = click("Window", &model)
        #expect(model.scope == .chooser)
        _ = click("365d ", &model)
        #expect(model.board.window == .last365Days)
        _ = click("Cluster", &model)
        #expect(model.scope == .chooser)
        _ = update(.mouse(MouseEvent(.press, at: Point(x: 0, y: 20))), &model)
        #expect(model.scope == .board)
        #expect(click("Quit", &model) == [.quit])
    }

    private func press(_ point: Point, _ model: inout Model) {
        _ = update(.mouse(MouseEvent(.press, at: point)), &model)
    }

    @Test func aDoubleClickOpens() {
        var model = model()
        press(Point(x: 20, y: 7), &model)
        press(Point(x: 21, y: 7), &model)
        #expect((model.pane as? UserPane)?.user == "carol")
    }

    @Test func slowOrWanderingClicksAreNoDoubleClick() {
        var model = model()
        press(Point(x: 20, y: 7), &model)
        _ = update(.tick(sampleNow + 2), &model)
        press(Point(x: 20, y: 7), &model)
        #expect(model.pane is LeaderboardPane)
        press(Point(x: 20, y: 8), &model)
        press(Point(x: 40, y: 8), &model)
        #expect(model.pane is LeaderboardPane)
        model.type(.down)
        press(Point(x: 40, y: 8), &model)
        #expect(model.pane is LeaderboardPane)
        // The row under the mouse is another player's now.
        press(Point(x: 20, y: 5), &model)
        var newer = smallCluster()
        newer.users[4] = standing("eve", cpu: 9000)
        _ = update(.loaded([newer], at: sampleNow + 2), &model)
        press(Point(x: 20, y: 5), &model)
        #expect(model.pane is LeaderboardPane && model.board.selectedUser == "eve")
    }

    @Test func aDoubleClickOnAComparedPlayerOpensIt() {
        var model = model()
        model.type(" ", .down, " ", "c")
        _ = click("bob", &model)
        #expect(model.pane is ComparePane)
        _ = click("bob", &model)
        #expect((model.pane as? UserPane)?.user == "bob")
    }

    /// Tabs, footer keys and the wheel do in every pane what they do on the board.
    @Test func everyPaneTakesTheMouse() {
        for (index, pane) in PaneRegistry.all.enumerated() {
            var model = Model(
                size: Size(width: 160, height: 36), now: sampleNow, options: BoardOptions(root: "/d"))
            let world = World()
            world.update(.loaded([smallCluster(), largeCluster(count: 60)], at: sampleNow), &model)
            _ = click("\(index + 1) \(pane.title)", &model)
            #expect(type(of: model.pane).name == pane.name)
            for kind in [MouseEvent.Kind.wheelDown, .wheelDown, .wheelUp] {
                world.update(.mouse(MouseEvent(kind, at: Point(x: 60, y: 20))), &model)
                expectSound(render(model))
            }
            for y in 0..<35 {
                world.update(.mouse(MouseEvent(.press, at: Point(x: 30, y: y))), &model)
                expectSound(render(model))
            }
            model.type(.escape, .escape)
            model.scene.prompt = nil
            model.scene.overlay = nil
            model.show(index)
            for item in Footer.items(model) {
                var clicked = model
                _ = update(.mouse(MouseEvent(.press, at: Point(x: item.columns.lowerBound, y: 35))), &clicked)
                var pressed = model
                _ = pressed.type(item.action.definition.keys[0])
                #expect(render(clicked) == render(pressed), "\(pane.name) \(item.action)")
            }
        }
    }

    @Test func theWheelMoves() {
        var model = model([largeCluster(count: 50)])
        _ = update(.mouse(MouseEvent(.wheelDown, at: Point(x: 5, y: 9))), &model)
        #expect(model.board.selectedRow == 3)
        _ = update(.mouse(MouseEvent(.wheelUp, at: Point(x: 5, y: 9))), &model)
        #expect(model.board.selectedRow == 0)
    }
}
