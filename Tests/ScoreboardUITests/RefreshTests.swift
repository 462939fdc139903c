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

    /// What may be left undrawn is what would come out the same, in every pane: in the first minutes at every second, then
    /// where a minute or an hour begins.
    @Test func equalClockFacesAreEqualFrames() {
        var moments = Array<Int64>(0..<200)
        for minute in Int64(4)...125 { moments += [minute * 60 - 1, minute * 60, minute * 60 + 1] }
        for hour in Int64(3)...50 { moments += [hour * 3600 - 1, hour * 3600, hour * 3600 + 1] }
        for pane in PaneRegistry.all {
            var model = Model(
                size: Size(width: 120, height: 36), now: sampleNow, options: BoardOptions(root: "/d"), pane: pane.name)
            World().update(.loaded([smallCluster()], at: sampleNow), &model)
            var before: (face: ClockFace, frame: ScreenBuffer)?
            for moment in moments {
                _ = update(.tick(sampleNow + moment), &model)
                guard let face = ClockFace(model) else { continue }
                let frame = render(model)
                if face == before?.face { #expect(frame == before?.frame, "\(pane.name) after \(moment) s") }
                before = (face, frame)
            }
        }
    }

    @Test func theBoardIsDrawnAgainWhenTheAgeOfTheDataIsAnother() throws {
        var model = model()
        let asOf = try #require(model.scene.standings.first?.asOf)
        func face(_ seconds: Int64) -> ClockFace? {
            _ = update(.tick(asOf + seconds), &model)
            return ClockFace(model)
        }
        let first = try #require(face(61))
        #expect(face(119) == first)
        #expect(face(120) != first)
        // Data that has become stale has another colour in the same minute of its hour.
        #expect(face(7199) != face(7200))
        _ = model.type("?")
        #expect(face(7201) == nil)
    }
}
