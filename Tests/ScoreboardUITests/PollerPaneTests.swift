import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

extension Model {
    var poller: PollerPane { panes.compactMap { $0 as? PollerPane }[0] }

    /// A poller of this program says how it gets on.
    @discardableResult
    mutating func hear(
        _ cluster: String, _ state: PollingReport.State, publications: Int = 0, lines: [PollingLine] = [],
        _ change: (inout PollingReport) -> Void = { _ in }
    ) -> [Effect] {
        var report = PollingReport(cluster: cluster, started: sampleNow)
        report.state = state
        report.publications = publications
        change(&report)
        return update(.polled(report, lines: lines, at: scene.now), &self)
    }
}

/// The pane of the poller inside the program: beginning, ending, what it shows, and watching others.
@Suite struct PollerPaneTests {
    private let site = Effect.ask(.pollingSite)
    private func look(_ cluster: String) -> Effect { .ask(.polling(cluster: cluster)) }

    /// On the pane, with everything answered: bell is this machine's, gilbreth is unknown to it, another polls hammer.
    private func opened(_ world: World = World(), width: Int = 120, height: Int = 36) -> Model {
        var model = model([smallCluster("bell"), smallCluster()], width: width, height: height)
        world.update(.key("5"), &model)
        return model
    }

    @Test func slurmIsAskedOnceAndOnlyWhenThePaneIsSeen() {
        var model = model([smallCluster("bell")])
        #expect(model.type("3") == [.ask(.health)])
        #expect(model.type("5") == [site, look("bell")])
        #expect(update(.tick(sampleNow + 50), &model) == [])
        _ = update(.answered(World().answer(.pollingSite), at: sampleNow + 50), &model)
        #expect(model.type("1") == [] && !model.type("5").contains(site))
    }

    /// An answer that says what can be polled holds until `r`; one that says why not is asked for again with the pane.
    @Test func aFailedAnswerDoesNotStay() {
        var model = model([smallCluster("bell")])
        model.type("5")
        _ = update(.answered(.pollingSite(PollingSite([], problem: "sacctmgr timed out")), at: sampleNow), &model)
        #expect(model.contains("sacctmgr timed out") && model.contains("r asks Slurm again."))
        #expect(!update(.tick(sampleNow + 1), &model).contains(site))
        #expect(!model.type("1").contains(site) && model.type("5").contains(site))
        // It is not asked twice at a time, and not once more when it has answered.
        #expect(!model.type("15").contains(site))
        _ = update(.answered(World().answer(.pollingSite), at: sampleNow), &model)
        #expect(!model.contains("sacctmgr timed out") && !model.type("15").contains(site))
        #expect(model.type("r").contains(site))
        #expect(!update(.answered(World().answer(.pollingSite), at: sampleNow), &model).contains(site))
    }

    @Test func itIsSaidHowToStop() throws {
        var model = opened()
        #expect(model.contains("p starts a poller here"))
        model.type("p")
        model.hear("bell", .running)
        #expect(model.contains("p stops it: what was read is safe."))
        // The log keeps a row of air above its title.
        let title = try #require(model.lines.firstIndex { $0.contains("Log ─") })
        #expect(model.lines[title - 1].dropFirst(31).allSatisfy { " ┃".contains($0) })
        model.hear("bell", .ending)
        #expect(!model.contains("p stops it"))
    }

    /// A machine that gives no thread is told of; the pane does not wait for ever.
    @Test func aQuestionThatCouldNotBeAskedIsAnswered() throws {
        var model = model([])
        model.type("5")
        #expect(model.contains("Asking Slurm which clusters there are"))
        let answer = try #require(Question.pollingSite.unasked)
        _ = update(.answered(answer, at: sampleNow), &model)
        #expect(model.contains("gives the program no further thread"))
        #expect(Question.health.unasked == nil)
    }

    @Test func pGoesToThePaneAndStartsThere() {
        var model = model([smallCluster("bell"), smallCluster()])
        // Nothing begins unseen.
        #expect(model.type("p").allSatisfy { if case .ask = $0 { true } else { false } })
        #expect(type(of: model.pane).name == "poller")
        model = opened()
        #expect(model.poller.selected(model.scene) == "bell")
        #expect(model.type("p") == [.startPolling("bell")])
        #expect(model.contains("this program is about to begin") && model.scene.polledClusters == ["bell"])
        model.hear("bell", .running)
        #expect(model.type("p") == [.stopPolling("bell")] && model.contains("ending…"))
        // What was said before it heard does not bring it back.
        model.hear("bell", .running)
        #expect(model.scene.pollers["bell"]?.state == .ending)
        #expect(model.type("p") == [] && model.contains("is ending already"))
        model.hear("bell", .ended(problem: nil))
        #expect(model.scene.polledClusters == [] && model.type("p") == [.startPolling("bell")])
    }

    @Test func aWishIsKeptUntilSlurmHasAnswered() {
        var model = model([smallCluster("bell"), smallCluster()])
        model.type("5")
        #expect(model.type("p") == [] && model.contains("then it begins"))
        let effects = update(.answered(World().answer(.pollingSite), at: sampleNow), &model)
        #expect(effects.contains(.startPolling("bell")))
        // Taken back by a second p.
        model = ScoreboardUITests.model([smallCluster("bell")])
        model.type("5", "p", "p")
        #expect(!update(.answered(World().answer(.pollingSite), at: sampleNow), &model).contains(.startPolling("bell")))
    }

    @Test func whatItDoesIsShown() {
        var model = opened()
        model.type("p")
        let line = PollingLine(time: sampleNow, text: "backfill of \u{1B}[31mOctober")
        model.hear("bell", .running, publications: 3, lines: [line]) { report in
            report.activity = "reading history"
            report.month = Month(year: 2026, month: 10)
            (report.rows, report.jobs, report.newJobs, report.calls) = (1_204_221, 401_223, 37_001, 12)
            report.rowsPerSecond = 8400.4
            report.nextCall = sampleNow + 34
        }
        for words in [
            "this program, since 12:00:00 (0s)", "reading history", "2026-10", "1,204,221, 8,400 a second",
            "37,001 new of 401,223 seen", "2 of 2 this minute", "in 34s", "published 3 times",
            "12:00:00 backfill of ␛[31mOctober", "27 of 27 months", "polling",
        ] {
            #expect(model.contains(words), "\(words)")
        }
        model.hear("bell", .running) { $0.isAsking = true }
        #expect(model.contains("sacct is at work now"))
    }

    /// The sign stands on every pane, and goes with the poller.
    @Test(arguments: [40, 60, 80, 120, 200])
    func aRunningPollerIsSeenFromEveryPane(width: Int) {
        var model = opened(width: width, height: 20)
        #expect(!model.lines[0].contains("Poller●") && !model.lines[0].contains("5●"))
        model.type("p")
        for key in ["1", "2", "3", "4", "5", "6", "7"] {
            model.type(.character(Character(key)))
            let line = model.lines[0]
            #expect(line.contains("Poller●") || line.contains("5●") || line.contains("♛ ●"), "\(key): \(line)")
        }
        model.hear("bell", .ended(problem: nil))
        #expect(!model.lines[0].contains("Poller●") && !model.lines[0].contains("5●"))
    }

    @Test func theBoardsAreReadAgainWithEachPublication() {
        var model = opened()
        model.type("p")
        #expect(!model.hear("bell", .running).contains(.load))
        #expect(model.hear("bell", .running, publications: 1).contains(.load))
        #expect(model.hear("bell", .running, publications: 1) == [])
        // Published while the boards are being read: they are read once more.
        #expect(!model.hear("bell", .running, publications: 2).contains(.load))
        #expect(update(.loaded([smallCluster("bell")], at: sampleNow), &model).contains(.load))
        #expect(!update(.loaded([smallCluster("bell")], at: sampleNow), &model).contains(.load))
        // A second poller counts from its own beginning.
        model.hear("bell", .ended(problem: nil), publications: 2)
        model.type("p")
        #expect(model.hear("bell", .running, publications: 1) { $0.started = sampleNow + 9 }.contains(.load))
    }

    @Test func anEndThatNobodyAskedForIsTold() {
        var model = opened()
        model.type("p")
        model.type("1")
        model.hear("bell", .ended(problem: "the accounting knows no cluster 'bell'"))
        #expect(model.contains("Polling bell has ended: the accounting knows no cluster 'bell'"))
        model.type("5")
        #expect(model.contains("It ended: the accounting knows no cluster 'bell'") && model.contains("failed"))
        #expect(model.type("p") == [.startPolling("bell")])
    }

    @Test func whatCannotBePolledSaysWhy() {
        var model = opened()
        model.type(.down)
        #expect(model.poller.selected(model.scene) == "gilbreth" && model.contains("not from here"))
        #expect(model.contains("It knows bell, hammer: poll it on one of its own login"))
        #expect(model.type("p") == [] && model.contains("gilbreth cannot be polled from here"))
    }

    @Test(arguments: [
        (PollingObstacle.madeUpData, "Start without --demo"), (.noSacct, "load Slurm's module first"),
        (.notWritable(path: "/data/clusters"), "not write it: /data/clusters"),
        (.wrongSetting("policy.json: line 3"), "policy.json: line 3. Mend that"),
    ])
    func eachObstacleSaysWhatToDo(obstacle: PollingObstacle, words: String) {
        var model = model([smallCluster("bell")], width: 200)
        model.type("5")
        let site = PollingSite([PollingSite.Place("bell", obstacle: obstacle)], obstacle: obstacle)
        _ = update(.answered(.pollingSite(site), at: sampleNow), &model)
        #expect(model.contains(words))
        #expect(model.type("p") == [])
        // Without any cluster it stands alone.
        model = ScoreboardUITests.model([], width: 200)
        model.type("5")
        _ = update(.answered(.pollingSite(PollingSite([], obstacle: obstacle)), at: sampleNow), &model)
        #expect(model.contains("Nothing can be polled from here") && model.contains(words))
        #expect(model.type("p") == [])
    }

    /// The first poll makes the root: the pane must not wait for boards.
    @Test func itBeginsWithoutARoot() {
        var model = Model(size: Size(width: 120, height: 36), now: sampleNow, options: BoardOptions(root: "/data"))
        _ = update(.loadFailed(.missingRoot, at: sampleNow), &model)
        World().update(.key("5"), &model)
        #expect(model.type("p") == [.startPolling("bell")])
        #expect(model.hear("bell", .running, publications: 1).contains(.load))
    }
}
