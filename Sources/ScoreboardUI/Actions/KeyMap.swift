package import TerminalKit

/// Which action a key means, made from the table of actions.
package enum KeyMap {
    private static let actions: [Action.Scope: [Key: Action]] = {
        var map: [Action.Scope: [Key: Action]] = [:]
        for action in Action.allCases {
            for scope in action.definition.scopes {
                for key in action.definition.keys { map[scope, default: [:]][key] = action }
            }
        }
        return map
    }()

    /// Nil when the key means nothing there.
    package static func action(for key: Key, in scope: Action.Scope) -> Action? { actions[scope]?[key] }

    /// The table of keys for the manual, in Markdown.
    package static var markdown: String {
        var text = "| Key | What it does | Where |\n|---|---|---|\n"
        for action in Action.allCases {
            let keys = action.definition.keys.map { "`\($0.label())`" }.joined(separator: " ")
            text += "| \(keys) | \(action.definition.help) | \(place(of: action)) |\n"
        }
        return text
    }

    /// The panes in which an action applies, by the words of their tabs.
    private static func place(of action: Action) -> String {
        if Action.Scope.panes.allSatisfy(action.applies) { return "everywhere" }
        let panes = PaneRegistry.all.filter { action.applies(in: $0.scope) }.map { $0.title }
        return panes.isEmpty ? "lists to choose from" : panes.joined(separator: ", ")
    }
}
