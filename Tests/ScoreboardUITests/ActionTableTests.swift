import ScoreboardUI
import Testing
import TerminalKit

@Suite struct ActionTableTests {
    /// The keys that are promised to people.
    @Test(arguments: [
        (Key.tab, Action.nextColumn), (.backTab, .previousColumn), ("s", .sort), ("f", .filter), ("w", .chooseWindow),
        ("/", .search), ("n", .nextMatch), ("N", .previousMatch), ("r", .reload), ("g", .chooseCluster),
        ("m", .chooseMetric), ("q", .back), ("Q", .quit), ("?", .help), (.function(1), .help), (.function(3), .search),
        (.function(4), .filter), (.function(5), .reload), (.function(10), .back), ("~", .ownRow), (.escape, .escape),
        (.control("l"), .redraw), (.control("z"), .suspend), ("j", .moveDown), ("k", .moveUp), ("G", .moveToLast),
        (.home, .moveToFirst), (.control("u"), .halfPageUp), (.control("d"), .halfPageDown), ("h", .scrollLeft),
        ("l", .scrollRight), (">", .nextColumn), ("<", .previousColumn),
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

    /// Help and the manual's table are made from the same table.
    @Test func helpAndManualNameEveryKey() {
        var model = model(height: 60)
        model.type("?")
        for action in Action.allCases where action.applies(in: .board) {
            #expect(model.contains(action.definition.help), "\(action)")
            #expect(KeyMap.markdown.contains(action.definition.help), "\(action)")
        }
        #expect(KeyMap.markdown.contains("| `s` | Sort by the focused column; again to invert |"))
    }
}
