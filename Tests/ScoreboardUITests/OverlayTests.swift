import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// What lies over a pane: where it stands, and what is seen around it.
@Suite struct OverlayTests {
    /// Two frames side by side would look broken.
    @Test func helpTakesTheWholeOfANarrowScreen() {
        var narrow = model(width: 80, height: 24)
        narrow.type("?")
        #expect(narrow.lines[0].hasPrefix("┏━ Keys ━") && narrow.lines[0].hasSuffix("━┓"))
        #expect(narrow.lines[1].hasPrefix("┃ 1 2 3 4 5 6 7  Show the pane"))
        #expect(narrow.contains("(a skill, as the hiscores say)"))
        var wide = model(width: 120, height: 60)
        wide.type("?")
        #expect(wide.lines[0].contains("SCOREBOARD"))
    }

    /// The underline of the keys ends with the keys, where a theme has one.
    @Test func helpMarksTheKeysAlone() throws {
        var model = model(width: 80, height: 24)
        model.type("?")
        let frame = render(model)
        let row = try #require(model.lines.firstIndex { $0.contains(" Enter ") })
        #expect(frame[2, row].role == .tabActive && frame[6, row].role == .tabActive)
        #expect(frame[7, row].role != .tabActive)
    }

    /// Nothing of the help is cut on a narrow screen: it goes on below.
    @Test func longHelpIsWrapped() throws {
        var model = model(width: 50, height: 24)
        model.type("?")
        let row = try #require(
            model.lines.firstIndex { $0.hasPrefix("┃ Space          Mark this player for comparing, ") })
        #expect(model.lines[row + 1].hasPrefix("┃                or take the mark away "))
        #expect(model.lines[row + 2].hasPrefix("┃ c "))
        model.type(.end)
        #expect(model.contains("Suspend to the shell; fg comes"))
    }

    /// One bar where the keys go: in a theme without colours two would look alike.
    @Test func theSelectionBelowAnOverlayKeepsItsPointerAlone() {
        var model = model(width: 80, height: 24)
        #expect(render(model)[1, 5].isSelected && render(model)[30, 5].isSelected)
        model.type("g")
        let frame = render(model)
        #expect(frame[1, 5].glyph == "▶" && !frame[1, 5].isSelected && !frame[30, 5].isSelected)
        #expect((0..<24).filter { frame[40, $0].isSelected }.count == 1)
        model.type(.escape)
        #expect(render(model)[30, 5].isSelected)
    }

    @Test func aBoxNearlyAsWideAsTheScreenTakesItsWidth() {
        var narrow = model(width: 60, height: 30)
        narrow.type("S")
        #expect(narrow.contains("┏━ Sort ━") && narrow.lines.contains { $0.hasPrefix("┃    Most improved") })
        narrow.type(.escape, "g")
        #expect(narrow.lines.contains { $0.dropFirst(4).contains("┏━ Cluster ━") })
        #expect(narrow.contains("ALL") && narrow.contains("the only cluster"))
    }

    @Test func theCommandPromptCountsItsChoices() {
        var model = model(width: 80, height: 24)
        model.type(":")
        #expect(model.contains("┏━ \(Command.all.count) choices ━"))
        model.type("theme os")
        #expect(model.contains("┏━ 1 choice ━"))
    }

    /// What Slurm says at length keeps away from the frame.
    @Test func aLongNoticeHasAir() {
        var model = model([], width: 80, height: 24)
        let words = String(repeating: "sacctmgr: error: no answer ", count: 12)
        _ = update(.loadFailed(.failed(words), at: sampleNow), &model)
        let long = model.lines.filter { $0.contains("sacctmgr") }
        #expect(long.count > 3 && long.allSatisfy { $0.hasPrefix("┃     ") && $0.hasSuffix("     ┃") })
    }
}
