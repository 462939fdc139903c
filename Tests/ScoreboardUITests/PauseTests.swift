import Scoreboard
import TerminalKit
import Testing

@testable import ScoreboardUI

@Suite struct PauseTests {
    @Test func nothingIsReadByItselfUntilItGoesOn() {
        var model = model(options: BoardOptions(root: "/data", refreshSeconds: 60))
        #expect(model.type("z") == [])
        #expect(model.lines[0].contains("paused, 2m ago"))
        #expect(update(.tick(sampleNow + 600), &model) == [])
        #expect(model.type("r") == [.load])
        _ = update(.loaded([smallCluster()], at: sampleNow + 600), &model)
        #expect(update(.tick(sampleNow + 700), &model) == [])
        model.type("z")
        #expect(!model.lines[0].contains("paused"))
        #expect(update(.tick(sampleNow + 701), &model) == [.load])
    }

    @Test(arguments: [34, 50, 80, 100, 120, 200])
    func itIsSeenAtEveryWidth(width: Int) {
        var model = model(width: width, height: 20)
        model.type("z", .down)
        #expect(model.lines[0].contains("paused"), "\(model.lines[0])")
        expectSound(render(model))
        // In every pane, and where there is nothing to be old yet.
        model.type("3")
        #expect(model.lines[0].contains("paused"), "\(model.lines[0])")
        var empty = ScoreboardUITests.model([], width: width, height: 20)
        empty.type("z")
        #expect(empty.lines[0].contains("paused"), "\(empty.lines[0])")
    }
}
