import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

@Suite struct ActionTableTests {
    /// The keys that are promised to people.
    @Test(arguments: [
        (Key.tab, Action.nextColumn), (.backTab, .previousColumn), ("s", .sort), ("f", .filter), ("w", .chooseWindow),
        ("/", .search), ("n", .nextMatch), ("N", .previousMatch), ("r", .reload), ("g", .chooseCluster),
        ("m", .chooseMetric), ("q", .back), ("Q", .quit), ("?", .help), (.function(1), .help), (.function(3), .search),
        (.function(4), .filter), (.function(5), .reload), (.function(10), .back), ("~", .ownRow), (.escape, .escape),
        (.control("l"), .redraw), (.control("z"), .suspend), ("j", .moveDown), ("k", .moveUp), ("G", .moveToLast),
        (.home, .moveToFirst), (.control("u"), .halfPageUp), (.control("d"), .halfPageDown), ("h", .scrollLeft),
        ("l", .scrollRight), (">", .nextColumn), ("<", .previousColumn), (.enter, .open), (" ", .mark), ("c", .compare),
        ("1", .showPane), ("5", .showPane), ("S", .chooseSort), (.function(6), .chooseSort), ("o", .chooseColumns),
        (.function(2), .chooseColumns), ("T", .chooseTheme), ("z", .pauseRefresh), ("p", .poll), ("e", .export),
        ("y", .copy), (":", .command),
    ])
    func promisedKeys(key: Key, action: Action) {
        #expect(KeyMap.action(for: key, in: .board) == action)
    }

    @Test func noKeyMeansTwoThings() {
        for scope in Action.Scope.allCases {
            var seen: [Key: Action] = [:]
            for action in Action.allCases where action.applies(in: scope) {
                for key in action.definition.keys {
                    #expect(seen[key] == nil, "\(key) is \(action) and \(String(describing: seen[key]))")
                    seen[key] = action
                }
            }
        }
    }

    @Test func everyActionIsExplainedAndReachable() {
        for action in Action.allCases {
            let definition = action.definition
            #expect(!definition.label.isEmpty && !definition.help.isEmpty && !definition.keys.isEmpty)
            #expect(!definition.scopes.isEmpty)
            // F-keys are stolen by terminals: they are never the only way.
            #expect(definition.keys.contains { if case .function = $0 { false } else { true } })
        }
    }

    /// The manual's table of keys is the table of actions.
    @Test func theManualIsCurrent() throws {
        let manual = FrameTests.folder.deletingLastPathComponent().appendingPathComponent("README.md")
        var text = try String(contentsOf: manual, encoding: .utf8)
        let first = try #require(KeyMap.markdown.split(separator: "\n").first)
        let start = try #require(text.range(of: first)).lowerBound
        let end = try #require(text.range(of: "\n\n", range: start..<text.endIndex)).lowerBound
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            text.replaceSubrange(start..<end, with: KeyMap.markdown.dropLast())
            try text.write(to: manual, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start..<end] == KeyMap.markdown.dropLast())
        }
    }

    /// Every key that a pane's footer offers does something there.
    @Test func footersOfferWhatApplies() {
        for (index, pane) in PaneRegistry.all.enumerated() {
            var model = model()
            model.type(.character(Character("\(index + 1)")))
            for action in model.pane.footerActions(model.scene) {
                #expect(action.applies(in: pane.scope), "\(action) in \(pane.name)")
            }
        }
    }

    /// Help and the manual's table are made from the same table.
    @Test func helpAndManualNameEveryKey() {
        for (index, pane) in PaneRegistry.all.enumerated() {
            var model = model(height: 60)
            model.type(.character(Character("\(index + 1)")), "?")
            for action in Action.allCases {
                let isNamed = model.contains(action.definition.help)
                #expect(isNamed == action.applies(in: pane.scope), "\(action) in \(pane.name)")
                #expect(KeyMap.markdown.contains(action.definition.help), "\(action)")
            }
        }
        #expect(KeyMap.markdown.contains("| `s` | Sort by the focused column; again to invert | Board, Live |"))
    }
}
