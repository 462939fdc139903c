import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

@Suite struct UpdateTests {
    // MARK: - Order

    @Test func theBoardBeginsByRank() {
        #expect(model().shownNames == ["alice", "bob", "carol", "dave", "eve"])
    }

    @Test func sortInvertsOnTheSameColumn() {
        var model = model()
        model.type("s")
        // The lowest first; bob and carol are equal and keep the order of their names.
        #expect(model.shownNames == ["eve", "dave", "bob", "carol", "alice"])
        model.type("s")
        #expect(model.shownNames == ["alice", "bob", "carol", "dave", "eve"])
    }

    @Test func tabFocusesTheNextMetricColumnAndSortSortsByIt() {
        var model = model()
        // Value, gained, share, wall hours, GPU hours.
        model.type(.tab, .tab, .tab, .tab)
        #expect(model.board.focus == .metric(.gpuHours))
        model.type("s")
        #expect(model.shownNames == ["carol", "bob", "alice", "dave", "eve"])
        #expect(model.contains("GPU h ▼"))
        model.type("s")
        #expect(model.contains("GPU h ▲"))
        model.type(.backTab)
        #expect(model.board.focus == .metric(.wallHours))
    }

    @Test func everyMetricIsAColumnThatTabReaches() {
        var model = model(width: 60, height: 20)
        var reached: Set<BoardColumn> = []
        for _ in 0..<30 {
            reached.insert(model.board.focus)
            let title = model.board.focus.title(model.board.subject, .standard)
            #expect(model.contains(title), "\(title) is not on the screen")
            model.type(.tab)
        }
        for metric in Metric.allCases where metric != .coreHours { #expect(reached.contains(.metric(metric))) }
        #expect(reached.isSuperset(of: [.name, .level, .value, .gained, .share]))
    }

    // MARK: - Filter and search

    @Test func filterNarrowsAsItIsTypedAndStaysVisible() {
        var model = model()
        model.type("f")
        model.type("a")
        #expect(model.shownNames == ["alice", "carol", "dave"])
        model.type(" !d")
        #expect(model.shownNames == ["alice", "carol"])
        model.type(.enter)
        #expect(model.scene.prompt == nil)
        #expect(model.contains("Filter a !d"))
        #expect(model.contains("5 players, 2 shown"))
        model.type(.escape)
        #expect(model.shownNames.count == 5)
    }

    @Test func escapeInTheFilterUndoesIt() {
        var model = model()
        model.type("f")
        model.type("bob")
        model.type(.enter)
        model.type("f")
        #expect(model.scene.prompt?.string == "bob")
        model.type("xyz")
        #expect(model.contains("No name passes the filter"))
        model.type(.escape)
        #expect(model.shownNames == ["bob"])
    }

    @Test func keysInAPromptAreText() {
        var model = model()
        model.type("/")
        #expect(model.type("qQrswgm?") == [])
        #expect(model.scene.prompt?.string == "qQrswgm?")
        #expect(model.scene.overlay == nil)
    }

    @Test func searchJumpsAndGoesOn() {
        var model = model()
        model.type("/")
        model.type("e")
        #expect(model.board.selectedUser == "alice")
        #expect(model.contains("1 of 3"))
        model.type(.enter)
        model.type("n")
        #expect(model.board.selectedUser == "dave")
        #expect(model.contains("2 of 3"))
        model.type("n", "n")
        #expect(model.board.selectedUser == "alice")
        model.type("N")
        #expect(model.board.selectedUser == "eve")
        // The list is not narrowed.
        #expect(model.shownNames.count == 5)
        model.type(.escape)
        #expect(model.board.search == "")
    }

    @Test func aSearchWithoutMatchSaysSo() {
        var model = model()
        model.type("n")
        #expect(model.contains("/ begins a search"))
        model.type("/")
        model.type("zzz")
        #expect(model.contains("no match"))
        model.type(.enter)
        #expect(model.contains("No name matches 'zzz'.") && !model.contains("n and N go on"))
        model.type("n")
        #expect(model.contains("No name matches 'zzz'"))
        #expect(model.board.selectedUser == "alice")
    }

    // MARK: - Choosers

    @Test func windowChooser() {
        var model = model()
        #expect(model.contains("Window 30d"))
        model.type("w")
        #expect(model.scope == .chooser)
        model.type(.up, .enter)
        #expect(model.board.window == .last365Days)
        #expect(model.contains("5,000.0"))
        model.type("w", "w", "w", .enter)
        // From 365d on to 30d, then round to all time.
        #expect(model.board.window == .allTime)
        #expect(model.contains("10,000.0"))
    }

    @Test func clusterChooser() {
        let other = ClusterStandings(
            cluster: "bell", asOf: sampleNow, today: sampleNow.day,
            users: [standing("alice", cpu: 1), standing("zed", cpu: 9)])
        var model = model([smallCluster(), other])
        #expect(model.contains("Cluster ALL"))
        #expect(model.contains("1,001.0"))
        model.type("g")
        #expect(model.contains("2 users, read just now"))
        model.type(.end, .enter)
        #expect(model.board.cluster == "bell")
        #expect(model.shownNames == ["zed", "alice"])
        model.type("g", .home, .enter)
        #expect(model.shownNames == ["alice", "bob", "carol", "dave", "zed", "eve"])
    }

    @Test func metricChooserAndItsNeighbours() {
        var model = model()
        model.type("m", .home, .enter)
        #expect(model.board.subject == .overall)
        model.type("]", "]")
        #expect(model.board.subject == .metric(.wallHours))
        model.type("[", "[", "[")
        #expect(model.board.subject == .metric(.energy))
        #expect(model.contains("[Energy]"))
    }

    @Test func aChooserLeftWithEscapeChangesNothing() {
        var model = model()
        let before = render(model)
        for key: Key in ["w", "g", "m", "?"] {
            model.type(key, .down, .escape)
            #expect(render(model) == before)
            model.type(key, .down, "q")
            #expect(render(model) == before)
        }
    }

    @Test func anOrderThatWasChosenSurvivesAnotherMetric() {
        var model = model()
        model.type("m", .home, .enter)
        #expect(model.board.sort == BoardSort(.level))
        model.type(.tab, .tab, "s", "]")
        #expect(model.board.sort == BoardSort(.gained))
    }

    // MARK: - Selection

    @Test func theSelectionFollowsItsUser() {
        var model = model()
        model.type(.down, .down, .down)
        #expect(model.board.selectedUser == "dave")
        var newer = smallCluster()
        newer.users[3] = standing("dave", cpu: 5000)
        _ = update(.loaded([newer], at: sampleNow + 60), &model)
        #expect(model.shownNames.first == "dave")
        #expect(model.board.selectedUser == "dave")
        #expect(model.board.selectedRow == 0)
        model.type("s")
        #expect(model.board.selectedRow == 4)
    }

    @Test func aSelectedUserThatLeavesPassesItOn() {
        var model = model()
        model.type(.end)
        var newer = smallCluster()
        newer.users.removeLast()
        _ = update(.loaded([newer], at: sampleNow + 60), &model)
        #expect(model.board.selectedUser == "dave")
    }

    @Test func scrollingKeepsTheSelectionOnTheScreen() {
        var model = model([largeCluster(count: 500)], width: 80, height: 24)
        let visible = 17
        model.type(.pageDown)
        #expect(model.board.selectedRow == visible)
        #expect(model.board.scrollOffset == 1)
        model.type(.end)
        #expect(model.board.selectedRow == 499)
        #expect(model.board.scrollOffset == 500 - visible)
        #expect(model.contains("500/500"))
        _ = update(.resized(Size(width: 80, height: 12)), &model)
        #expect(model.board.scrollOffset <= 499 && model.board.scrollOffset > 490)
        model.type(.home)
        #expect(model.board.scrollOffset == 0)
    }

    @Test func ownRow() {
        var options = BoardOptions(root: "/data", me: "dave")
        var model = model(options: options)
        model.type("~")
        #expect(model.board.selectedUser == "dave")
        model.type("f")
        model.type("eve")
        model.type(.enter, "~")
        #expect(model.contains("the filter hides the row"))
        options.startsAtOwnRow = true
        #expect(ScoreboardUITests.model(options: options).board.selectedUser == "dave")
        var stranger = ScoreboardUITests.model(options: BoardOptions(root: "/data", me: "nobody"))
        stranger.type("~")
        #expect(stranger.contains("nobody has no ended job in this window"))
        var nameless = ScoreboardUITests.model()
        nameless.type("~")
        #expect(nameless.contains("--me NAME"))
    }

    // MARK: - Leaving, loading, time

    @Test func quitting() {
        var model = model()
        #expect(model.type("q") == [.quit])
        model.type("?")
        #expect(model.type("q") == [])
        #expect(model.scene.overlay == nil)
        model.type("m")
        #expect(model.type("Q") == [.quit])
        #expect(model.type(.control("l")) == [.redraw])
        #expect(model.type(.control("z")) == [.suspend])
        #expect(update(.suspendRequested, &model) == [.suspend])
    }

    @Test func reloadingOnceAtATime() {
        var model = model()
        #expect(model.type("r") == [.load])
        #expect(model.type("r") == [])
        _ = update(.loaded([smallCluster()], at: sampleNow), &model)
        #expect(model.type("r") == [.load])
    }

    @Test func theBoardIsReadAgainWhenItIsTime() {
        var model = model(options: BoardOptions(root: "/data", refreshSeconds: 60))
        #expect(update(.tick(sampleNow + 59), &model) == [])
        #expect(update(.tick(sampleNow + 60), &model) == [.load])
        #expect(update(.tick(sampleNow + 61), &model) == [])
        _ = update(.loaded([smallCluster()], at: sampleNow + 62), &model)
        #expect(update(.tick(sampleNow + 121), &model) == [])
        #expect(update(.tick(sampleNow + 122), &model) == [.load])
        var never = ScoreboardUITests.model(options: BoardOptions(root: "/data", refreshSeconds: 0))
        #expect(update(.tick(sampleNow + 99_999), &never) == [])
    }

    @Test func aFailureKeepsTheBoardThatIsThere() {
        var model = model()
        _ = update(.loadFailed(.failed("boards.bin is cut short"), at: sampleNow + 60), &model)
        #expect(model.shownNames.count == 5)
        #expect(model.contains("boards.bin is cut short"))
        model.type(.down)
        #expect(!model.contains("boards.bin is cut short"))
    }

    /// As where a mount was lost, and an empty directory is in its place.
    @Test func boardsThatAreGoneAreShownAsTheyWere() {
        var model = model()
        _ = update(.loaded([], at: sampleNow + 60), &model)
        #expect(model.shownNames.count == 5)
        #expect(model.contains("the board is as before: the data root has no boards any more"))
        _ = update(.loaded([smallCluster("bell")], at: sampleNow + 120), &model)
        #expect(model.scene.standings.map(\.cluster) == ["bell"])
    }

    @Test(arguments: [
        (Int64(120), "updated 2m ago", Role.dim), (2 * 3600, "updated 2h ago, stale", .warning),
        (3 * 86_400, "updated 3d ago, STALE", .loss), (-50, "updated just now", .dim),
    ])
    func oldDataLooksOld(age: Int64, text: String, role: Role) throws {
        let model = model([smallCluster(ageSeconds: age)], width: 150)
        #expect(model.lines[0].contains(text))
        let frame = render(model)
        let column = try #require(model.lines[0].range(of: "updated")).lowerBound
        let x = model.lines[0].distance(from: model.lines[0].startIndex, to: column)
        #expect(frame[x, 0].role == role)
    }

    @Test func theOldestClusterIsNamed() {
        let model = model([smallCluster(), smallCluster("bell", ageSeconds: 50 * 3600)], width: 150)
        #expect(model.lines[0].contains("bell updated 2d ago, STALE"))
    }

    @Test func anUnknownClusterIsSaid() {
        let model = model(options: BoardOptions(root: "/data", cluster: "nowhere"))
        #expect(model.contains("no data of the cluster nowhere"))
        #expect(model.shownNames.count == 5)
    }
}
