import Foundation
import Scoreboard
import TerminalKit
import Testing

@testable import ScoreboardUI

/// What the interface remembers, when, and over what it counts.
@Suite struct RememberedViewTests {
    private func remembering(_ view: RememberedView = RememberedView(), given: Set<RememberedView.Part> = []) -> Model {
        var options = BoardOptions(root: "/data")
        options.recall(view, except: given)
        return model([smallCluster(), smallCluster("bell")], options: options)
    }

    private func views(_ effects: [Effect]) -> [RememberedView] {
        effects.compactMap { if case .remember(let view) = $0 { view } else { nil } }
    }

    // MARK: - When

    @Test func eachChangeIsRememberedAtOnce() {
        var model = remembering()
        var view = RememberedView()
        view.sort = BoardSort(.value, isDescending: false)
        #expect(views(model.type("s")) == [view])
        view.window = .last365Days
        #expect(views(model.type("w", .up, .enter)) == [view])
        view.cluster = "bell"
        #expect(views(model.type("g", .end, .enter)) == [view])
        view.theme = "light"
        #expect(views(model.type("T", .down, .enter)) == [view])
        view.subject = .metric(.wallHours)
        #expect(views(model.type("]")) == [view])
        view.columns.toggle(.change)
        #expect(views(model.type("o", .home, .down, " ", .enter)) == [view])
        // The board's own order is none of the person's.
        view.sort = nil
        #expect(views(model.type("s")) == [view])
    }

    @Test func theMouseIsRememberedToo() throws {
        var model = remembering()
        let x = try #require(model.lines[4].range(of: "Gained 7d")).lowerBound
        let point = Point(x: model.lines[4].distance(from: model.lines[4].startIndex, to: x) + 2, y: 4)
        let saved = views(update(.mouse(MouseEvent(.press, at: point)), &model))
        #expect(saved.map(\.sort) == [BoardSort(.gained)])
    }

    @Test func nothingIsRememberedForNothing() {
        var model = remembering()
        let effects = model.type(
            "j", "k", .down, .tab, .enter, .escape, "w", .escape, "T", .down, .escape, "f", "a", .enter, .escape, "?",
            .escape, "S", .escape, "o", .escape, "z", "z", "2", "1", " ", "x", "/", "b", .enter, "n", .escape)
        #expect(views(effects) == [])
        // There and back is two changes, each of them said once.
        #expect(views(model.type("]", "[")).count == 2)
        #expect(views(update(.loaded([smallCluster("gilbreth")], at: sampleNow), &model)) == [])
        #expect(views(update(.tick(sampleNow + 1), &model)) == [])
        #expect(views(update(.resized(Size(width: 60, height: 12)), &model)) == [])
    }

    @Test func withoutAMemoryNothingIsRemembered() {
        var model = model()
        #expect(views(model.type("s", "]", "w", .up, .enter, "T", .down, .enter)) == [])
    }

    /// A look that is only being looked at is not chosen yet.
    @Test func aThemeIsRememberedWhenItIsTaken() {
        var model = remembering()
        #expect(views(model.type("T", .down, .down)) == [])
        #expect(views(model.type(.enter)).map(\.theme) == ["high-contrast"])
    }

    // MARK: - Over what it counts

    private var full: RememberedView {
        var view = RememberedView()
        view.sort = BoardSort(.gained, isDescending: false)
        view.columns.toggle(.share)
        view.window = .allTime
        view.cluster = "bell"
        view.subject = .metric(.jobs)
        view.theme = "osrs"
        return view
    }

    @Test func whatIsRememberedIsShown() {
        let model = remembering(full)
        #expect(model.board.sort == BoardSort(.gained, isDescending: false))
        #expect(model.board.window == .allTime && model.board.cluster == "bell")
        #expect(model.board.subject == .metric(.jobs))
        #expect(model.scene.theme.name == "osrs")
        #expect(!model.board.columns.contains(.share))
        #expect(model.contains("[Jobs]") && model.contains("Window all time") && model.contains("Cluster bell"))
    }

    @Test(arguments: RememberedView.Part.allCases)
    func whatWasSaidOnTheCommandLineWins(part: RememberedView.Part) {
        // Said, and what is shown without a word anyway.
        let model = remembering(full, given: [part])
        var expected = full
        expected.window = part == .window ? .last30Days : .allTime
        expected.subject = part == .metric ? .metric(.coreHours) : .metric(.jobs)
        expected.theme = part == .theme ? "dark" : "osrs"
        if part == .sort { expected.sort = nil }
        if part == .cluster { expected.cluster = nil }
        if part == .columns { expected.columns = .standard }
        #expect(model.scene.view == expected)
    }

    /// A flag is for one run: what it hid is still remembered when something else is changed.
    @Test func aFlagIsNotRemembered() {
        var model = remembering(full, given: [.window, .theme])
        let saved = views(model.type("s"))
        var expected = full
        expected.sort = BoardSort(.gained)
        #expect(saved == [expected])
        // Chosen by hand, what the flag said is remembered, though it was shown already.
        #expect(views(model.type("w", .enter)).map(\.window) == [.last30Days])
    }

    @Test func aClusterThatIsGoneIsSaidAndNotForgotten() {
        var view = RememberedView()
        view.cluster = "gone"
        var model = remembering(view)
        #expect(model.contains("no data of the cluster gone"))
        #expect(model.board.cluster == nil)
        #expect(views(model.type("s")).map(\.cluster) == ["gone"])
        // ALL is what is seen already; choosing it says so for good.
        let saved = views(model.type("g", .home, .enter))
        #expect(saved.count == 1 && saved[0].cluster == nil)
    }

    @Test func whatTheSiteDoesNotHaveIsNotShown() {
        var options = BoardOptions(root: "/data")
        options.windows = [.last30Days]
        var view = RememberedView()
        view.window = .allTime
        view.theme = "purdue"
        view.sort = BoardSort(.failureRate)
        options.recall(view, except: [])
        var model = model(options: options)
        #expect(model.board.window == .last30Days)
        #expect(model.scene.theme.name == "dark")
        #expect(model.contains("There is no theme purdue any more"))
        #expect(model.board.sort == BoardSort(.value))
        // All of it comes back with the site's.
        let saved = views(model.type("]"))
        #expect(saved.map(\.window) == [.allTime] && saved.map(\.theme) == ["purdue"])
        #expect(saved.map(\.sort) == [BoardSort(.failureRate)])
    }

    // MARK: - When it does not work

    @Test func aHomeThatCannotBeWrittenIsSaidOnce() {
        var model = remembering()
        model.type("s")
        _ = update(.notRemembered("the disk is full"), &model)
        #expect(model.contains("What you choose is not remembered: the disk is full"))
        model.type("s")
        _ = update(.notRemembered("the disk is full"), &model)
        #expect(!model.contains("not remembered"))
        #expect(model.board.sort == BoardSort(.value))
    }

    // MARK: - Words

    @Test func wordsReadBack() {
        for view in [RememberedView(), full] {
            let (read, problems) = RememberedView.reading(texts: view.texts, lists: view.lists)
            #expect(read == view && problems.isEmpty)
        }
        #expect(RememberedView().texts.isEmpty && RememberedView().lists.isEmpty)
        #expect(full.texts["sort"] == "gained:asc")
        #expect(full.lists["hidden_columns"] == ["share"])
        for key in full.texts.keys { #expect(RememberedView.textKeys.contains(key)) }
        for key in full.lists.keys { #expect(RememberedView.listKeys.contains(key)) }
    }

    @Test func wrongWordsAreLeftOutOneByOne() {
        let (view, problems) = RememberedView.reading(
            texts: ["sort": "speed:up", "window": "7d", "metric": "jobs", "theme": ""],
            lists: ["columns": ["xp", "nonsense", "level"], "hidden_columns": ["share", "more"]])
        #expect(problems.map(\.key) == ["sort", "window", "theme", "columns", "hidden_columns"])
        #expect(problems[1].message == "is \"7d\", which is not one of alltime, 365d, 30d")
        #expect(problems[3].message == "holds \"nonsense\", which is no column")
        #expect(view.sort == nil && view.window == nil && view.theme == nil)
        #expect(view.subject == .metric(.jobs))
        #expect(view.columns.order.prefix(2) == [.value, .progress] && view.columns.hidden == [.share])
    }
}
