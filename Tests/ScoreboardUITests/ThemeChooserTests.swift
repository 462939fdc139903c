import Scoreboard
import TerminalKit
import Testing

@testable import ScoreboardUI

@Suite struct ThemeChooserTests {
    private func themes(_ effects: [Effect]) -> [String] {
        effects.compactMap { if case .apply(let theme) = $0 { theme.name } else { nil } }
    }

    @Test func whatIsSelectedIsSeenAtOnce() {
        var model = model()
        #expect(themes(model.type("T")) == [])
        #expect(themes(model.type(.down)) == ["light"])
        #expect(themes(model.type(.down)) == ["high-contrast"])
        #expect(themes(model.type(.enter)) == [])
        #expect(model.scene.chosenTheme.name == "high-contrast")
        model.type("T")
        #expect(model.contains("● high-contrast"))
    }

    @Test(arguments: [Key.escape, "q", "?"])
    func leavingRestores(key: Key) {
        var model = model()
        model.type("T", .down)
        #expect(themes(model.type(key)) == ["dark"])
        #expect(model.scene.chosenTheme.name == "dark")
    }

    @Test func aClickChoosesAndOneBesideRestores() throws {
        var model = model()
        model.type("T")
        let y = try #require(model.lines.firstIndex { $0.contains("the colours of the old hiscores") })
        #expect(themes(update(.mouse(MouseEvent(.press, at: Point(x: 60, y: y))), &model)) == ["osrs"])
        #expect(model.scene.chosenTheme.name == "osrs")
        model.type("T", .up)
        #expect(themes(update(.mouse(MouseEvent(.press, at: Point(x: 0, y: 20))), &model)) == ["osrs"])
    }

    @Test func anotherChooserRestoresToo() {
        var model = model()
        model.type("T", .down)
        #expect(themes(model.type("w")) == ["dark"])
        #expect(model.contains("30 UTC days"))
        #expect(themes(model.type("T", "T")) == ["light"])
    }

    /// The players' pane has no order of its own: the key for it leaves the chooser as it is.
    @Test func aKeyThatThePaneLacksMeansNothing() {
        var model = model()
        model.type("2", "T", .down)
        #expect(themes(model.type("S")) == [])
        #expect(model.scope == .chooser && model.scene.theme.name == "light")
    }

    @Test func aNarrowScreenShowsTheNames() {
        var model = model(width: 36, height: 9)
        model.type("T")
        for theme in Theme.all { #expect(model.contains(theme.name), "\(theme.name)") }
        model.type(.escape, "S")
        #expect(model.contains("XP ▼") && model.contains("Progress to next"))
    }

    /// Every pane has it, and themes of files stand below the program's.
    @Test func everyPaneAndEveryTheme() {
        var options = BoardOptions(root: "/d")
        options.themes.append(Theme.dark.named("purdue", summary: "black and gold"))
        for index in PaneRegistry.all.indices {
            var model = model(options: options)
            model.type(.character(Character("\(index + 1)")), "T")
            #expect(model.contains("black and gold"))
            #expect(themes(model.type(.end)) == ["purdue"])
        }
    }
}
