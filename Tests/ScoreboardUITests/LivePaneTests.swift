import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// The queue, on the pure update and on what is drawn.
@Suite struct LivePaneTests {
    private static let names = ["alice", "bob", "carol", "zed", "evil", "李小龍"]

    private func opened(
        _ world: World = World(), width: Int = 160, height: Int = 30, standings: [ClusterStandings] = [smallCluster()],
        options: BoardOptions = BoardOptions(root: "/data/scoreboard", me: "bob")
    ) -> Model {
        var model = model(standings, width: width, height: height, options: options)
        world.update(.key("6"), &model)
        return model
    }

    /// The clusters of each question for the queue among the effects.
    private func asked(_ effects: [Effect]) -> [[String]] {
        effects.compactMap { if case .ask(.queue(let clusters)) = $0 { clusters } else { nil } }
    }

    /// The users of the rows, from the top.
    private func users(_ model: Model) -> [String] {
        model.lines.compactMap { line in Self.names.first { line.dropFirst(1).contains(" \($0)") } }
    }

    /// The words of the first row that names the user.
    private func words(_ model: Model, _ user: String) -> [String] {
        let line = model.lines.first { $0.contains(" \(user) ") } ?? ""
        return line.split { " ┃▶─━█░".contains($0) }.map(String.init)
    }

    // MARK: - Asking

    @Test func nothingIsAskedBeforeThePaneIsOpened() {
        var model = model([smallCluster("bell"), smallCluster()])
        for step in 1...300 { #expect(asked(update(.tick(sampleNow + Int64(step)), &model)) == []) }
        #expect(model.type("6") == [.ask(.queue(clusters: ["bell", "hammer"]))])
        #expect(model.contains("Asking squeue") && model.contains("bell, hammer"))
        #expect(asked(model.type("r")) == [])
    }

    /// A machine that gives no thread is told of, and asked again.
    @Test func aQuestionThatCouldNotBeAskedIsAnswered() throws {
        var model = model()
        model.type("6")
        let answer = try #require(Question.queue(clusters: ["hammer"]).unasked)
        _ = update(.answered(answer, at: sampleNow), &model)
        #expect(model.contains("squeue was not asked: this machine gives the program no further thread"))
        #expect(asked(model.type("r")) == [] && asked(update(.tick(sampleNow + 11), &model)) == [["hammer"]])
    }

    @Test func itIsAskedEachMinuteWhileItIsSeen() {
        var model = opened()
        func asks(_ seconds: Int64) -> Bool {
            asked(update(.tick(sampleNow + seconds), &model)) == [["hammer"]]
        }
        #expect(!asks(18))
        #expect(model.contains("squeue 18s ago   again in 42s"))
        #expect(!asks(59))
        // While another pane is seen it is not asked, however long that is.
        model.type("1")
        #expect(!asks(1000))
        model.type("6")
        #expect(model.live.pace.isAsking && model.contains("asking…"))
        World().update(.answered(World().answer(.queue(clusters: ["hammer"])), at: sampleNow + 1010), &model)
        #expect(!asks(1060))
        #expect(asks(1070))
    }

    @Test func aRequestIsFollowedAtOnceAndNotMoreOftenThanEveryTenSeconds() {
        var model = opened()
        _ = update(.tick(sampleNow + 30), &model)
        #expect(asked(model.type("r")) == [["hammer"]])
        _ = update(.answered(World().answer(.queue(clusters: ["hammer"])), at: sampleNow + 31), &model)
        #expect(asked(model.type("r")) == [])
        #expect(model.contains("it is asked again in 9s"))
        #expect(update(.tick(sampleNow + 39), &model) == [])
        #expect(update(.tick(sampleNow + 40), &model) == [.ask(.queue(clusters: ["hammer"]))])
    }

    @Test func withoutRefreshItIsAskedOnRequestAlone() {
        var options = BoardOptions(root: "/data/scoreboard")
        options.refreshSeconds = 0
        var model = opened(options: options)
        #expect(model.contains("squeue just now   r asks"))
        #expect(update(.tick(sampleNow + 10_000), &model) == [])
        #expect(asked(model.type("r")) == [["hammer"]])
    }

    /// What was answered of all clusters is enough for one of them, and not the other way round.
    @Test func theChosenClusterIsAskedAndOthersAreNot() {
        var model = opened(standings: [smallCluster("bell"), smallCluster()])
        #expect(words(model, "alice").prefix(3) == ["alice", "24", "3,072"])
        model.type("g", .down)
        #expect(model.type(.enter) == [])
        #expect(words(model, "alice").prefix(3) == ["alice", "12", "1,536"])
        var one = model
        one.scene.cluster = "hammer"
        var single = Model(
            size: Size(width: 120, height: 36), now: sampleNow,
            options: BoardOptions(root: "/d", cluster: "hammer"), pane: "live")
        #expect(
            update(.loaded([smallCluster("bell"), smallCluster()], at: sampleNow), &single)
                == [.ask(.queue(clusters: ["hammer"]))])
        _ = update(.answered(World().answer(.queue(clusters: ["hammer"])), at: sampleNow), &single)
        single.type("g", .home)
        #expect(single.type(.enter) == [])
        #expect(update(.tick(sampleNow + 10), &single) == [.ask(.queue(clusters: ["bell", "hammer"]))])
    }

    /// Without a single board there is still the cluster of this machine.
    @Test func anEmptyRootAsksTheOwnCluster() {
        for event in [Event.loaded([], at: sampleNow), .loadFailed(.missingRoot, at: sampleNow)] {
            var model = Model(
                size: Size(width: 100, height: 30), now: sampleNow, options: BoardOptions(root: "/d"), pane: "live")
            #expect(update(event, &model) == [.ask(.queue(clusters: []))])
            #expect(model.contains("this machine's cluster"))
            let queues = [ClusterQueue(cluster: "bell", users: [UserQueue(user: "alice")])]
            _ = update(.answered(.queue(.queues(queues, remarks: [])), at: sampleNow), &model)
            #expect(users(model) == ["alice"])
        }
    }

    // MARK: - What may go wrong

    @Test func absentSqueueIsSaidAndNotAskedForAgain() {
        var model = model()
        model.type("6")
        _ = update(.answered(.queue(.noSqueue), at: sampleNow), &model)
        #expect(model.contains("squeue is not on this machine") && model.contains("login node"))
        #expect(update(.tick(sampleNow + 50), &model) == [])
        for seconds in 60...2000 as ClosedRange<Int64> {
            #expect(asked(update(.tick(sampleNow + seconds), &model)) == [])
        }
        #expect(asked(model.type("r")) == [["hammer"]])
    }

    @Test func failuresAreToldWithTheTimeOfTheNextTry() {
        var model = opened(World(isBroken: true), width: 100)
        #expect(model.contains("The queue cannot be read") && model.contains("Unable to contact"))
        #expect(model.contains("It is asked again in 2m 0s"))
        #expect(asked(update(.tick(sampleNow + 119), &model)) == [])
        #expect(model.contains("It is asked again in 1s"))
        #expect(asked(update(.tick(sampleNow + 120), &model)) == [["hammer"]])
        _ = update(.answered(World(isBroken: true).answer(.queue(clusters: ["hammer"])), at: sampleNow + 121), &model)
        #expect(model.contains("again in 4m 0s"))
        #expect(asked(model.type("r")) == [])
        #expect(asked(update(.tick(sampleNow + 130), &model)) == [["hammer"]])
    }

    /// Rows that are a little old beat none, and look old.
    @Test func afterAFailureTheRowsStay() {
        var model = opened()
        _ = update(.tick(sampleNow + 60), &model)
        _ = update(.answered(World(isBroken: true).answer(.queue(clusters: ["hammer"])), at: sampleNow + 70), &model)
        #expect(users(model).count == 6)
        #expect(model.contains("squeue 1m ago   again in 2m 0s") && model.contains("squeue failed (exit code 1)"))
    }

    @Test func whoDidNotAnswerIsSaid() {
        var model = model([smallCluster("bell"), smallCluster()])
        model.type("6")
        let answer = QueueAnswer.queues(
            [ClusterQueue(cluster: "hammer", users: [UserQueue(user: "alice")])], remarks: ["bell did not answer"])
        _ = update(.answered(.queue(answer), at: sampleNow), &model)
        #expect(users(model) == ["alice"] && model.contains("bell did not answer"))
        model.type("g", .down, .enter)
        #expect(users(model) == [] && model.contains("r asks again, g chooses another"))
    }

    @Test func anEmptyQueue() {
        let model = opened(World(isEmpty: true))
        #expect(model.contains("Nobody has a job in the queue") && model.contains("of anybody on hammer"))
    }

    /// Slurm hides the jobs of others without a word where the site wants it.
    @Test func onlyOwnJobsAreNoticed() {
        var model = model(options: BoardOptions(root: "/d", me: "bob"))
        model.type("6")
        var bob = UserQueue(user: "bob")
        bob.running.jobs = 1
        _ = update(
            .answered(.queue(.queues([ClusterQueue(cluster: "hammer", users: [bob])], remarks: [])), at: sampleNow),
            &model)
        #expect(model.contains("the site may hide those of others"))
        #expect(!opened().contains("the site may hide those of others"))
    }

    // MARK: - What is shown

    /// 12+1+8+2+1 jobs run, and 5 of people who are not shown; 3+1000+1+1 wait, and 2.
    @Test func rowsAndTotals() {
        let model = opened()
        #expect(
            words(model, "alice") == [
                "alice", "12", "1,536", "73.6%", "–", "24", "3", "384", "–", "1h", "0m", "Resources",
            ])
        #expect(words(model, "carol").prefix(6) == ["carol", "8", "64", "3.1%", "32", "8"])
        #expect(words(model, "bob").suffix(6) == ["1,000", "2,000", "–", "1d", "1h", "Priority"])
        #expect(words(model, "others") == ["3", "others", "5", "100", "2", "5", "2", "40", "0"])
        #expect(words(model, "Total") == ["Total", "29", "2,088", "42", "41", "1,007", "2,553", "4"])
        #expect(model.contains("2 jobs suspended or completing"))
        #expect(model.contains("6 users"))
    }

    @Test func sortsByAnyColumnBothWays() {
        var model = opened()
        // CPUs that run: 1536, 256, 128, 64, 4, 1; evil has none.
        #expect(users(model) == ["alice", "zed", "李小龍", "carol", "bob", "evil"])
        model.type("s")
        #expect(users(model) == ["evil", "bob", "carol", "李小龍", "zed", "alice"])
        // GPUs, nodes, pending jobs, CPUs, GPUs, wait.
        model.type(.tab, .tab, .tab, "s")
        #expect(users(model).prefix(2) == ["bob", "alice"])
        model.type(.tab, .tab, .tab, "s")
        #expect(users(model) == ["bob", "alice", "zed", "evil", "carol", "李小龍"])
        model.type("s")
        #expect(users(model) == ["carol", "李小龍", "evil", "zed", "alice", "bob"])
        model.type(.tab, .tab, "s")
        #expect(users(model) == ["alice", "bob", "carol", "evil", "zed", "李小龍"])
        model.type("s", .backTab)
        #expect(users(model).first == "李小龍")
        #expect(model.contains("User ▼"))
    }

    @Test func filterAndSearch() {
        var model = opened()
        model.type("f")
        model.type("o")
        model.type(.enter)
        #expect(users(model) == ["carol", "bob"])
        #expect(model.contains("2 of 6 users"))
        // Of what is shown: 8+1 jobs, 64+4 CPUs.
        #expect(words(model, "Shown").prefix(3) == ["Shown", "9", "68"])
        #expect(!model.contains("others"))
        model.type(.escape, "/")
        model.type("e")
        model.type(.enter)
        // From carol, who is still selected, downwards: evil, and then from the top.
        #expect(model.live.selectedUser?.hasPrefix("evil") == true)
        model.type("n")
        #expect(model.live.selectedUser == "alice")
        model.type("n")
        #expect(model.live.selectedUser == "zed")
        model.type("N", "N")
        #expect(model.live.selectedUser?.hasPrefix("evil") == true)
        model.type(.escape, "f")
        model.type("nobody")
        model.type(.enter)
        #expect(model.contains("No name passes the filter"))
        model.type(.escape, .escape)
        #expect(type(of: model.pane).name == "leaderboard")
    }

    @Test func theSelectionFollowsTheUser() {
        var model = opened()
        model.type(.down, .down, .down)
        #expect(model.live.selectedUser == "carol")
        var queue = ClusterQueue(cluster: "hammer", users: [UserQueue(user: "aaa"), UserQueue(user: "carol")])
        queue.users[1].running.cpus = 9
        _ = update(.answered(.queue(.queues([queue], remarks: [])), at: sampleNow), &model)
        #expect(model.live.selectedUser == "carol" && model.live.selectedRow == 0)
        queue.users.removeLast()
        _ = update(.answered(.queue(.queues([queue], remarks: [])), at: sampleNow), &model)
        #expect(model.live.selectedUser == "aaa")
    }

    @Test func enterOpensWhoIsOnTheBoards() {
        var model = opened()
        model.type(.down)
        #expect(model.live.selectedUser == "zed")
        model.type(.enter)
        #expect(type(of: model.pane).name == "live" && model.contains("zed is on no board yet"))
        model.type(.home, .enter)
        #expect(type(of: model.pane).name == "user" && model.scene.selectedUser == "alice")
        model.type(.escape)
        #expect(type(of: model.pane).name == "live")
        model.type("~")
        #expect(model.live.selectedUser == "bob")
    }

    @Test func theMouse() throws {
        var model = opened()
        let lines = model.lines
        let row = try #require(lines.firstIndex { $0.contains(" carol ") })
        _ = update(.mouse(MouseEvent(.press, at: Point(x: 10, y: row))), &model)
        #expect(model.live.selectedUser == "carol")
        let heads = try #require(lines.firstIndex { $0.contains("CPUs ▼") })
        let column = try #require(Array(lines[heads].unicodeScalars).firstIndex { $0 == "G" })
        _ = update(.mouse(MouseEvent(.press, at: Point(x: column, y: heads))), &model)
        #expect(users(model).prefix(2) == ["carol", "zed"])
        _ = update(.mouse(MouseEvent(.wheelDown, at: Point(x: 5, y: row))), &model)
        #expect(model.live.selectedRow == 3)
        _ = update(.mouse(MouseEvent(.press, at: Point(x: 12, y: 1))), &model)
        #expect(model.contains("the only cluster"))
        model.type(.escape)
        let alice = try #require(model.lines.firstIndex { $0.contains(" alice ") })
        for _ in 0..<2 { _ = update(.mouse(MouseEvent(.press, at: Point(x: 10, y: alice))), &model) }
        #expect(type(of: model.pane).name == "user")
    }

    /// The important columns stay, and what sorts is named when its column is gone.
    @Test(arguments: [(34, 7), (40, 9), (60, 12), (80, 24), (200, 50)])
    func narrowScreens(width: Int, height: Int) {
        var model = opened(width: width, height: height)
        expectSound(render(model))
        #expect(model.contains("alice") && model.contains("Total"))
        #expect(model.contains("1,536"))
        #expect(model.contains("Next waits for") == (width >= 100))
        if width == 80 {
            #expect(model.contains("1h 0m"))
            model.type("f")
            model.type("o")
            model.type(.enter)
            expectSound(render(model))
        }
    }

    @Test func manyUsersScroll() {
        var model = opened()
        let users = (0..<5000).map { number -> UserQueue in
            var user = UserQueue(user: "user\(number)")
            user.running = QueueLoad(jobs: 1, cpus: Int64(5000 - number), nodes: 1)
            return user
        }
        _ = update(
            .answered(.queue(.queues([ClusterQueue(cluster: "hammer", users: users)], remarks: [])), at: sampleNow),
            &model)
        model.type(.home)
        #expect(model.contains(" user0 ") && !model.contains("user4999"))
        model.type(.end)
        #expect(model.contains("user4999") && model.contains("5000/5000"))
        model.type(.pageUp)
        #expect(model.contains("user4975") || model.contains("user4980"))
    }

    /// Numbers beyond all bounds stop at the largest.
    @Test func sumsDoNotOverflow() {
        var load = QueueLoad(jobs: .max, cpus: .max, gpus: 1, nodes: 0)
        load += QueueLoad(jobs: 1, cpus: .max, gpus: 1, nodes: 0)
        #expect(load == QueueLoad(jobs: .max, cpus: .max, gpus: 2, nodes: 0))
    }

    // MARK: - The sort menu

    @Test func theSortMenuHoldsEveryColumn() {
        var model = opened(width: 80, height: 24)
        model.type("S")
        #expect(model.contains("▶ ● Running CPUs ▼") && model.contains("largest first, again to invert"))
        // Nodes have no column on so narrow a screen.
        for words in ["User", "Running jobs", "Nodes", "Longest wait", "Next waits for"] {
            #expect(model.contains(words), "\(words)")
        }
        model.type(.home, .enter)
        #expect(users(model) == ["alice", "bob", "carol", "evil", "zed", "李小龍"])
        #expect(model.live.sortColumn == .user && model.live.focus == .user && !model.live.isDescending)
        model.type("S", .enter)
        #expect(users(model) == ["李小龍", "zed", "evil", "carol", "bob", "alice"])
        model.type("S")
        #expect(model.contains("▶ ● User ▼") && model.contains("from Z to A, again to invert"))
    }
}

extension Model {
    fileprivate var live: LivePane { panes.compactMap { $0 as? LivePane }[0] }
}
