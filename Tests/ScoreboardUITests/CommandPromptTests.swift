import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// What is typed after `:`.
@Suite struct CommandPromptTests {
    /// Types a command and runs it.
    @discardableResult
    private func run(_ text: String, _ model: inout Model) -> [Effect] {
        model.type(":")
        model.type(text)
        return model.type(.enter)
    }

    private var twoClusters: Model {
        let other = ClusterStandings(
            cluster: "bell", asOf: sampleNow, today: sampleNow.day,
            users: [standing("alice", cpu: 1), standing("zed", cpu: 9)])
        return model([smallCluster(), other])
    }

    // MARK: - Every action

    @Test func everyActionHasACommand() {
        let names = Command.all.map(\.name)
        #expect(Set(names).count == names.count)
        // Not what only a list knows, and no pane by its digit.
        let own = Action.allCases.filter { $0 != .showPane && Action.Scope.panes.contains(where: $0.applies) }
        #expect(own.count > 40)
        for action in own {
            #expect(names.contains(action.commandName), "\(action)")
        }
        #expect(Action.nextMetric.commandName == "next-metric")
        #expect(Action.moveToFirst.commandName == "move-to-first")
        // An alias means one thing.
        let all = Command.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(all).count == all.count)
        #expect(names.allSatisfy { name in name.allSatisfy { $0.isLowercase || $0 == "-" } })
    }

    @Test func commandsDoWhatTheirKeysDo() {
        var model = model()
        run("next-metric", &model)
        #expect(model.board.subject == .metric(.wallHours))
        run("move-to-last", &model)
        #expect(model.board.selectedRow == 4)
        run("sort", &model)
        #expect(model.board.sort == BoardSort(.value, isDescending: false))
        #expect(run("reload", &model) == [.load])
        #expect(run("q", &model) == [.quit])
        #expect(run("quit", &model) == [.quit])
        #expect(run(":redraw", &model) == [.redraw])
        run("help", &model)
        #expect(model.scope == .help)
    }

    @Test func theyWorkInEveryPane() {
        for pane in PaneRegistry.all {
            var model = model()
            run("pane \(pane.name)", &model)
            #expect(type(of: model.pane).name == pane.name)
            model.type(":")
            #expect(model.scene.prompt?.kind == .command)
            #expect(model.type(.escape) == [])
            #expect(model.scene.prompt == nil && type(of: model.pane).name == pane.name)
            #expect(run("quit", &model) == [.quit])
        }
    }

    @Test func whatMeansNothingHereIsSaid() {
        var model = model()
        run("pane health", &model)
        run("next-match", &model)
        #expect(model.contains("'next-match' means nothing in Health, only in Board, Live."))
    }

    // MARK: - Arguments

    @Test func sorting() {
        var model = model()
        run("sort gpu_clock_hours", &model)
        #expect(model.shownNames == ["carol", "bob", "alice", "dave", "eve"])
        run("sort user:desc", &model)
        #expect(model.shownNames == ["eve", "dave", "carol", "bob", "alice"])
        // The metric of the board stands in its value column.
        run("sort clock_hours:asc", &model)
        #expect(model.board.sort == BoardSort(.value, isDescending: false))
        run("sort xp:up", &model)
        #expect(model.contains("xp:asc, xp:desc"))
        run("sort failure_rate", &model)
        #expect(model.contains("no column 'failure_rate'"))
        #expect(model.board.sort == BoardSort(.value, isDescending: false))
    }

    @Test func sortingShowsTheBoard() {
        var model = model()
        run("pane bloom", &model)
        run("sort user", &model)
        #expect(model.pane is LeaderboardPane)
        #expect(model.shownNames.first == "alice")
    }

    @Test func metricWindowClusterUser() {
        var model = twoClusters
        run("metric jobs", &model)
        #expect(model.board.subject == .metric(.jobs))
        run("metric cpu-hours", &model)
        #expect(model.board.subject == .metric(.coreHours))
        run("window 365d", &model)
        #expect(model.board.window == .last365Days)
        run("cluster bell", &model)
        #expect(model.board.cluster == "bell" && model.shownNames == ["zed", "alice"])
        run("cluster all", &model)
        #expect(model.board.cluster == nil)
        run("user ZED", &model)
        #expect(model.pane is UserPane && model.contains("zed"))
        run("user eve", &model)
        #expect((model.pane as? UserPane)?.user == "eve")
        // On a player's page the metric is the charts'.
        run("metric gpu_clock_hours", &model)
        #expect((model.pane as? UserPane)?.subject == .metric(.gpuHours))
    }

    @Test func filterAndSearch() {
        var model = model()
        run("filter a !d", &model)
        #expect(model.shownNames == ["alice", "carol"])
        #expect(model.contains("Filter a !d"))
        run("filter nobody", &model)
        #expect(model.contains("No name passes the filter"))
        run("filter e", &model)
        run("search eve", &model)
        #expect(model.board.selectedUser == "eve")
    }

    @Test func withoutAnArgumentTheyAsk() {
        var model = model()
        for (command, title) in [
            ("window", "Window"), ("cluster", "Cluster"), ("metric", "Skill"), ("export", "Export"),
        ] {
            run(command, &model)
            guard case .chooser(let chooser)? = model.scene.overlay else {
                Issue.record("\(command) opens no chooser")
                continue
            }
            #expect(chooser.title.hasPrefix(title))
            model.type(.escape)
        }
        run("filter", &model)
        #expect(model.scene.prompt?.kind == .filter)
    }

    @Test(arguments: [
        ("sotr", "no command 'sotr': did you mean sort?"), ("nex-metric", "did you mean next-metric?"),
        ("xyzzy", "no command 'xyzzy': Tab shows all of them."), ("next", "'next' may be next-user"),
        ("metric clok_hours", "no metric 'clok_hours': did you mean clock_hours?"),
        ("cluster bel", "did you mean bell?"), ("window 31d", "did you mean 30d?"),
        ("window year", "no window 'year': alltime, 365d, 30d"), ("user alise", "did you mean alice?"),
        ("pane helth", "did you mean health?"), ("export cvs", "no format 'cvs': did you mean csv?"),
        ("pane", "Which pane? leaderboard, user"), ("sort gaind", "no column 'gaind': did you mean gained?"),
        ("redraw now", "'redraw' takes no argument."),
    ])
    func whatIsWrongIsSaid(text: String, words: String) {
        var model = twoClusters
        #expect(run(text, &model) == [])
        #expect(model.contains(words), "\(model.scene.message?.text ?? "nothing")")
        #expect(model.scene.message?.isWarning == true)
        model.type(.down)
        #expect(model.scene.message == nil)
    }

    @Test func aBeginningIsEnoughWhereItIsClear() {
        var model = model()
        run("metr jobs", &model)
        #expect(model.board.subject == .metric(.jobs))
    }

    // MARK: - Completion

    @Test func candidatesFollowTheText() {
        var model = model()
        model.type(":")
        #expect(model.scene.commands.candidates.count == Command.all.count)
        model.type("wind")
        // The one that begins so comes first, then what holds it.
        #expect(model.scene.commands.candidates.map(\.word) == ["window", "choose-window"])
        #expect(model.contains("window") && model.contains("Show another span of time"))
        model.type(.tab)
        #expect(model.scene.prompt?.string == "window")
        model.type(.tab)
        #expect(model.scene.prompt?.string == "choose-window")
        // Round at both ends.
        model.type(.tab)
        #expect(model.scene.prompt?.string == "window")
        model.type(.backTab)
        #expect(model.scene.prompt?.string == "choose-window")
        model.type(.backTab)
        model.type(" 3")
        #expect(model.scene.commands.candidates.map(\.word) == ["365d", "30d"])
        model.type(.tab, .tab, .enter)
        #expect(model.board.window == .last30Days && model.scene.prompt == nil)
    }

    @Test func theOnlyCandidateIsFollowedByItsArguments() {
        var model = twoClusters
        model.type(":")
        model.type("clus")
        model.type(.tab, .backTab)
        model.type(.control("u"))
        model.type("metr")
        model.type(.tab)
        #expect(model.scene.prompt?.string == "metric")
        model.type(.control("u"))
        model.type("expo")
        model.type(.tab)
        #expect(model.scene.prompt?.string == "export ")
        #expect(model.scene.commands.candidates.map(\.word) == ["csv", "json", "text", "markdown"])
        model.type(.tab, .tab)
        #expect(model.scene.prompt?.string == "export json")
        model.type(" ")
        model.type(.tab)
        #expect(model.scene.prompt?.string == "export json scoreboard-cpu-hours-30d-ALL-2026-11-23.json")
    }

    @Test(arguments: [
        ("cluster ", ["ALL", "hammer", "bell"]), ("window ", ["alltime", "365d", "30d"]), ("user z", ["zed"]),
        ("pane b", ["leaderboard", "bloom"]), ("sort gain", ["gained"]),
        ("sort gained:", ["gained:desc", "gained:asc"]), ("metric cpu", ["clock_hours", "wasted_core_hours"]),
        ("export m", ["markdown"]), ("filter a", []), ("nonsense a", []),
    ])
    func argumentsAreCompleted(text: String, words: [String]) {
        var model = twoClusters
        model.type(":")
        model.type(text)
        #expect(model.scene.commands.candidates.map(\.word) == words)
    }

    @Test func historyIsWalked() {
        var model = model()
        run("sort user", &model)
        run("window 365d", &model)
        run("window 365d", &model)
        model.type(":")
        model.type("me")
        model.type(.up)
        #expect(model.scene.prompt?.string == "window 365d")
        model.type(.up, .up, .up)
        #expect(model.scene.prompt?.string == "sort user")
        model.type(.down, .down)
        #expect(model.scene.prompt?.string == "me")
        model.type(.down)
        #expect(model.scene.prompt?.string == "me")
        model.type(.up, .up, .enter)
        #expect(model.shownNames.first == "alice")
    }

    @Test func candidatesCanBeClicked() throws {
        var model = model()
        model.type(":")
        model.type("window ")
        let y = try #require(model.lines.firstIndex { $0.contains("365d") && $0.contains("┃  365d") })
        _ = update(.mouse(MouseEvent(.press, at: Point(x: 6, y: y))), &model)
        #expect(model.scene.prompt?.string == "window 365d")
        model.type(.enter)
        #expect(model.board.window == .last365Days)
    }

    /// Hostile names are completed as what they are, and shown as what is safe.
    @Test func hostileNamesInTheList() {
        for size in [Size(width: 80, height: 24), Size(width: 34, height: 7), Size(width: 200, height: 50)] {
            var model = model([largeCluster(count: 300)], width: size.width, height: size.height)
            model.type(":")
            model.type("user ")
            for _ in 0..<12 {
                model.type(.tab)
                expectSound(render(model))
            }
            model.type(.control("u"))
            model.type("user evil")
            model.type(.tab, .enter)
            #expect((model.pane as? UserPane)?.user == "evil\u{1B}[31m\u{7}")
            expectSound(render(model))
        }
    }
}
