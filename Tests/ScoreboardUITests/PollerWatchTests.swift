import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// Watching a poller elsewhere, reading its log, and leaving while a poller runs.
@Suite struct PollerWatchTests {
    private func opened(width: Int = 120, height: Int = 36) -> Model {
        var model = model([smallCluster("bell"), smallCluster()], width: width, height: height)
        World().update(.key("5"), &model)
        return model
    }

    private func onHammer(height: Int = 36) -> Model {
        var model = opened(height: height)
        for _ in 0..<2 { World().update(.key(.down), &model) }
        return model
    }

    private var sight: PollingSight {
        guard case .polling(let sight) = World().answer(.polling(cluster: "hammer")) else {
            return PollingSight(health: ClusterHealth(cluster: "hammer"))
        }
        return sight
    }

    @Test func anotherPollerIsNamedAndWatched() {
        var model = onHammer()
        for words in [
            "slurm-sb-tui, process 4711 on fe03␛.rcac, since 11:56:00 (4m)", "another polls", "reading history",
            "0 of 2 this minute", "It is watched here", "fetch warning: ␛[2Jsacct is slow",
        ] {
            #expect(model.contains(words), "\(words)")
        }
        #expect(model.type("p") == [] && model.contains("hammer is polled already: slurm-sb-tui, process 4711"))
    }

    /// Of two calls a minute both are made, 20 and 5 seconds ago: the first is forgotten after 61, and 240 seconds of backing
    /// off count more.
    @Test func callsLeftAndTheNextCall() {
        var sight = sight
        #expect(sight.callsLeft(at: sampleNow) == 0 && sight.nextCall(at: sampleNow) == sampleNow + 240)
        sight.health.notBefore = nil
        #expect(sight.nextCall(at: sampleNow) == sampleNow + 41)
        #expect(sight.callsLeft(at: sampleNow + 41) == 1 && sight.nextCall(at: sampleNow + 41) == nil)
        #expect(sight.callsLeft(at: sampleNow + 56) == 2)
        sight.health.callsPerMinute = 0
        #expect(sight.callsLeft(at: sampleNow) == nil && sight.nextCall(at: sampleNow) == nil)
    }

    @Test func itLooksEveryTwoSecondsAsLongAsItIsSeen() {
        var model = onHammer()
        let look = Effect.ask(.polling(cluster: "hammer"))
        #expect(update(.tick(sampleNow + 1), &model) == [])
        #expect(update(.tick(sampleNow + 2), &model) == [look])
        // One look at a time.
        #expect(update(.tick(sampleNow + 9), &model) == [])
        #expect(update(.answered(.polling(sight), at: sampleNow + 9), &model) == [look])
        model.type("1")
        #expect(update(.answered(.polling(sight), at: sampleNow + 10), &model) == [])
        #expect(update(.tick(sampleNow + 20), &model) == [])
    }

    @Test func theEndOfAnotherPollerIsTold() {
        var model = onHammer()
        var later = sight
        later.holder = nil
        _ = update(.answered(.polling(later), at: sampleNow + 2), &model)
        #expect(model.contains("The other poller of hammer has ended: slurm-sb-tui, process 4711"))
        #expect(model.type("p") == [.startPolling("hammer")])
    }

    /// Our own lock is no other poller's.
    @Test func ourOwnPollerIsNoOther() {
        var model = onHammer()
        var own = sight
        own.holder?.isSelf = true
        _ = update(.answered(.polling(own), at: sampleNow + 2), &model)
        #expect(!model.contains("another polls"))
    }

    private static func lines(_ numbers: Range<Int>) -> [PollingLine] {
        numbers.map { PollingLine(time: sampleNow, text: "line \($0).") }
    }

    @Test func theLogFollowsUnlessSomebodyReadsAbove() {
        var model = onHammer()
        var seen = sight
        seen.lines = Self.lines(0..<100)
        _ = update(.answered(.polling(seen), at: sampleNow + 2), &model)
        #expect(model.contains("line 99.") && !model.contains("line 50.") && model.contains("following"))
        model.type(.pageUp, .pageUp)
        let top = model.lines.first { $0.contains("line ") }
        seen.lines = Self.lines(40..<130)
        _ = update(.answered(.polling(seen), at: sampleNow + 4), &model)
        #expect(model.lines.first { $0.contains("line ") } == top && model.contains("End follows again"))
        model.type(.home)
        #expect(model.contains("line 0.") && !model.contains("line 60."))
        model.type(.end)
        #expect(model.contains("line 129.") && model.poller.logOffset == 0)
        _ = update(.mouse(MouseEvent(.wheelUp, at: Point(x: 60, y: 20))), &model)
        #expect(!model.contains("line 129.") && model.contains("line 126."))
    }

    @Test func theLogKeepsItsLastLines() {
        var log = PollingLog(Self.lines(0..<600))
        #expect(log.lines == Self.lines(100..<600))
        #expect(log.follow(Self.lines(590..<650)) == 50 && log.lines == Self.lines(150..<650))
        #expect(log.follow(Self.lines(640..<650)) == 0)
        // A log that was begun anew.
        #expect(log.follow(Self.lines(700..<710)) == nil && log.lines == Self.lines(700..<710))
    }

    // MARK: - Leaving

    private func polling() -> Model {
        var model = opened()
        model.type("p")
        model.hear("bell", .running)
        return model
    }

    @Test func leavingEndsThePollerFirst() {
        for (key, isBack) in [(Key.character("Q"), false), (.character("q"), true)] {
            var model = polling()
            // q goes back to the board first.
            if isBack { #expect(model.type(key) == []) }
            #expect(model.type(key) == [.stopPolling("bell")])
            #expect(model.contains("Ending the poller of bell…") && model.contains("Q leaves without waiting"))
            // Nothing else is to be done now.
            #expect(model.type("p", "1", "?") == [] && model.scene.overlay == nil)
            #expect(update(.mouse(MouseEvent(.press, at: Point(x: 3, y: 35))), &model) == [])
            #expect(model.hear("bell", .running) == [])
            #expect(model.hear("bell", .ended(problem: nil)).contains(.quit))
        }
    }

    @Test func whoeverInsistsLeavesAtOnce() {
        var model = polling()
        #expect(update(.interrupted, &model) == [.stopPolling("bell")])
        #expect(update(.interrupted, &model) == [.quit])
        // A signal that comes twice is no person.
        model = polling()
        #expect(update(.terminated, &model) == [.stopPolling("bell")])
        #expect(update(.terminated, &model) == [])
        #expect(model.type("Q") == [.quit])
        var idle = opened()
        #expect(update(.terminated, &idle) == [.quit])
    }

    /// A stopped process keeps its locks: the poller ends before, and goes on afterwards.
    @Test func suspendingEndsThePollerAndItGoesOnAfterwards() {
        var model = polling()
        #expect(update(.suspendRequested, &model) == [.stopPolling("bell")])
        #expect(model.contains("Then the shell has the terminal"))
        let effects = model.hear("bell", .ended(problem: nil))
        #expect(effects.prefix(2) == [.suspend, .startPolling("bell")])
        #expect(model.scene.polledClusters == ["bell"] && model.scene.departure == nil)
        // One that failed meanwhile does not.
        #expect(model.type(.control("z")) == [.stopPolling("bell")])
        #expect(model.hear("bell", .ended(problem: "the disk is full")) == [.suspend])
        #expect(model.type(.control("z")) == [.suspend])
    }

    @Test func onATinyScreenLeavingIsSaidToo() {
        var model = polling()
        _ = update(.resized(Size(width: 30, height: 5)), &model)
        model.type("Q")
        #expect(model.contains("Ending the poller of bell"))
    }
}
