import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// The keys at the bottom.
@Suite struct FooterTests {
    private func footer(_ model: Model) -> String { model.lines[model.scene.size.height - 1] }

    @Test func asciiNamesNoKeyAsItsLabel() {
        var model = model(width: 120, glyphs: .ascii)
        model.type("w")
        #expect(footer(model).hasPrefix(" Enter Choose  Esc Back  k Up  j Down  ? Help"))
    }

    /// Nothing is offered that would do nothing.
    @Test(arguments: ["1", "2", "3", "4", "7"])
    func anEmptyRootOffersPollingAndNoSorting(key: String) {
        var model = model([], width: 80, height: 24)
        model.type(key)
        let shown = Footer.items(model).map(\.action)
        let expected: [Action] = [.help, .poll, .reload, .command, .chooseTheme]
        #expect(shown == (key == "1" ? expected + [.back] : [.escape] + expected))
    }

    @Test func aQueueThatIsNotThereOffersToAskAgain() {
        var model = model(width: 120)
        model.type("6")
        _ = update(.answered(.queue(.noSqueue), at: sampleNow), &model)
        let shown = Footer.items(model).map(\.action)
        #expect(shown.contains(.reload) && !shown.contains(.sort) && !shown.contains(.filter))
    }

    /// Where the pane's own keys leave room, those of every pane follow.
    @Test func aWideScreenOffersWhatAppliesEverywhere() {
        var model = model(width: 200)
        World().update(.key("4"), &model)
        #expect(footer(model).contains("r Reload  e Export  : Command  T Theme"))
    }

    @Test func theTipKeepsAwayFromThePosition() {
        var options = BoardOptions(root: "/data/scoreboard")
        options.namesDeluxe = true
        #expect(footer(model(width: 200, options: options)).hasSuffix("--backend deluxe: colours that flow   1/5 "))
    }
}
