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

    @Test func theWheelMoves() {
        var model = model([largeCluster(count: 50)])
        _ = update(.mouse(MouseEvent(.wheelDown, at: Point(x: 5, y: 9))), &model)
        #expect(model.board.selectedRow == 3)
        _ = update(.mouse(MouseEvent(.wheelUp, at: Point(x: 5, y: 9))), &model)
        #expect(model.board.selectedRow == 0)
    }
}
