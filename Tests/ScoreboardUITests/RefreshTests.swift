import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// A look at files that did not change.
@Suite struct RefreshTests {
    @Test func nothingIsDrawnAndNothingIsAsked() {
        // These show what changes without the boards: records, and a queue with its countdown.
        let others: [any Pane.Type] = [HealthPane.self, PollerPane.self, LivePane.self]
        for pane in PaneRegistry.all where !others.contains(where: { $0 == pane }) {
            var model = Model(
                size: Size(width: 80, height: 24), now: sampleNow, options: BoardOptions(root: "/d"), pane: pane.name)
            World().update(.loaded([smallCluster()], at: sampleNow), &model)
            let screen = FakeScreen(size: model.scene.size)
            screen.present(render(model))
            #expect(update(.tick(sampleNow + 20), &model) == [])
            #expect(model.type("r").contains(.load))
            #expect(update(.unchanged(at: sampleNow + 20), &model) == [], "\(pane.name)")
            screen.present(render(model))
            #expect(screen.frames.count == 1, "\(pane.name)")
            // The next reading can begin.
            #expect(model.type("r").contains(.load))
        }
    }

    @Test func theNextReadingIsAfterTheSameTime() {
        var model = model(options: BoardOptions(root: "/d", refreshSeconds: 60))
        #expect(update(.tick(sampleNow + 60), &model) == [.load])
        _ = update(.unchanged(at: sampleNow + 60), &model)
        #expect(update(.tick(sampleNow + 119), &model) == [])
        #expect(update(.tick(sampleNow + 120), &model) == [.load])
    }

    /// A poll that failed writes its record and no board.
    @Test func healthIsAskedForAgain() {
        var model = model()
        World().update(.key("3"), &model)
        #expect(update(.unchanged(at: sampleNow + 5), &model) == [.ask(.health)])
        let before = render(model)
        _ = update(.answered(World().answer(.health), at: sampleNow + 5), &model)
        #expect(render(model) == before)
    }

    @Test func aRootThatCameBackAsItWas() {
        var model = model([])
        _ = update(.loadFailed(.missingRoot, at: sampleNow + 1), &model)
        #expect(model.contains("There is no data root yet"))
        _ = update(.unchanged(at: sampleNow + 2), &model)
        #expect(!model.contains("There is no data root yet"))
    }
}
