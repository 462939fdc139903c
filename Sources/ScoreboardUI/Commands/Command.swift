import Scoreboard

/// Something that can be typed after `:`.
package struct Command: Sendable {
    /// What running it came to.
    enum Outcome {
        case effects([Effect])
        /// The argument is none of what there is.
        case unknown(_ what: String, _ word: String, among: [String])
        case refused(String)

        static let done = Outcome.effects([])
    }

    /// In kebab-case.
    package let name: String
    /// Other names.
    package let aliases: [String]
    /// The form of its argument, for the list; empty when it takes none.
    package let takes: String
    /// One sentence.
    package let help: String
    /// What completes its argument.
    let complete: @Sendable (_ typed: String, _ model: Model) -> [Candidate]
    /// - Parameter argument: Without spaces at its ends; empty when there is none.
    let run: @Sendable (_ argument: String, _ model: inout Model) -> Outcome

    init(
        _ name: String, aliases: [String] = [], takes: String = "", _ help: String,
        complete: @escaping @Sendable (String, Model) -> [Candidate] = { _, _ in [] },
        run: @escaping @Sendable (String, inout Model) -> Outcome
    ) {
        self.name = name
        self.aliases = aliases
        self.takes = takes
        self.help = help
        self.complete = complete
        self.run = run
    }

    /// The command of an action.
    init(_ action: Action, aliases: [String]) {
        self.init(action.commandName, aliases: aliases, action.definition.help) { argument, model in
            guard argument.isEmpty else { return .refused("'\(action.commandName)' takes no argument.") }
            return model.runAction(action)
        }
    }

    var candidate: Candidate {
        Candidate(name, takes.isEmpty ? help : "\(help): \(takes)", takesMore: !takes.isEmpty, aliases: aliases)
    }
}

extension Action {
    /// Its name as a command: `next-metric`.
    package var commandName: String { Action.kebab(rawValue) }

    /// `nextMetric` and `Next skill` as `next-metric` and `next-skill`.
    static func kebab(_ text: String) -> String {
        var name = ""
        for character in text {
            if character.isUppercase, !name.isEmpty, name.last != "-" { name += "-" }
            name += character == " " ? "-" : character.lowercased()
        }
        return name
    }

    /// Whether it can be typed: not without the digit that it belongs to, and not what only a list knows.
    var isCommand: Bool { self != .showPane && Scope.panes.contains(where: applies) }
}

extension Model {
    /// Does what a key would do in the present pane.
    mutating func runAction(_ action: Action) -> Command.Outcome {
        guard action.applies(in: type(of: pane).scope) else {
            let panes = PaneRegistry.all.filter { action.applies(in: $0.scope) }.map { $0.title }
            return .refused(
                "'\(action.commandName)' means nothing in \(type(of: pane).title), only in "
                    + "\(panes.joined(separator: ", ")).")
        }
        return .effects(perform(action))
    }
}
