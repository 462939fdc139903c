import Scoreboard
import TerminalKit

/// What the commands with arguments do.
extension Model {
    /// Shows the board and lets it change.
    private mutating func withBoard<Result>(_ body: (inout LeaderboardPane, inout Scene) -> Result) -> Result? {
        guard let index = PaneRegistry.index(of: LeaderboardPane.name), var board = panes[index] as? LeaderboardPane
        else { return nil }
        let result = body(&board, &scene)
        panes[index] = board
        return result
    }

    private mutating func showBoard() {
        if let index = PaneRegistry.index(of: LeaderboardPane.name) { show(index) }
    }

    mutating func sort(by text: String) -> Command.Outcome {
        guard !text.isEmpty else { return runAction(.sort) }
        let name = text.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        let outcome = withBoard { board, _ -> Command.Outcome in
            // Also by what is not shown: the line above the board says so.
            let columns = BoardColumn.columns(of: board.subject, board.scale) + [.improved]
            let keys = columns.map { $0.key(on: board.subject) }
            guard let column = BoardColumn(key: name)?.on(board.subject), columns.contains(column) else {
                return .unknown("column", name, among: keys)
            }
            guard let order = BoardSort(text.lowercased()) else {
                return .refused("A column is sorted asc or desc: \(name):asc, \(name):desc.")
            }
            board.order(by: BoardSort(column, isDescending: order.isDescending))
            return .done
        }
        if case .effects? = outcome { showBoard() }
        return outcome ?? .done
    }

    mutating func showSubject(_ word: String) -> Command.Outcome {
        guard !word.isEmpty else { return runAction(.chooseMetric) }
        let name = word.lowercased()
        guard let subject = Leaderboard.Subject.tabs.first(where: { $0.key == name || $0.fileWord == name }) else {
            return .unknown("metric", word, among: Leaderboard.Subject.tabs.flatMap { [$0.key, $0.fileWord] })
        }
        if !(pane is UserPane) { showBoard() }
        withPane { $0.choose(.subject(subject), &$1) }
        return .done
    }

    mutating func showWindow(_ word: String) -> Command.Outcome {
        guard !word.isEmpty else { return runAction(.chooseWindow) }
        guard let window = scene.options.windows.first(where: { $0.rawValue == word.lowercased() }) else {
            return .unknown("window", word, among: scene.options.windows.map(\.rawValue))
        }
        scene.window = window
        return .done
    }

    mutating func showCluster(_ word: String) -> Command.Outcome {
        guard !word.isEmpty else { return runAction(.chooseCluster) }
        let name = word.lowercased()
        guard name != "all" else {
            scene.cluster = nil
            return .done
        }
        let found = scene.standings.first {
            $0.cluster.lowercased() == name || scene.title(ofCluster: $0.cluster).lowercased() == name
        }
        guard let found else { return .unknown("cluster", word, among: ["ALL"] + scene.standings.map(\.cluster)) }
        scene.cluster = found.cluster
        return .done
    }

    mutating func showTheme(_ word: String) -> Command.Outcome {
        guard !word.isEmpty else { return runAction(.chooseTheme) }
        let name = word.lowercased()
        guard let theme = scene.options.themes.first(where: { $0.name.lowercased() == name }) else {
            return .unknown("theme", word, among: scene.options.themes.map(\.name))
        }
        scene.chosenTheme = theme
        return .done
    }

    mutating func showUser(_ word: String) -> Command.Outcome {
        guard let index = PaneRegistry.index(of: UserPane.name) else { return .done }
        guard !word.isEmpty else {
            show(index)
            return .done
        }
        let name = word.lowercased()
        let found = scene.users.names.first { $0 == word } ?? scene.users.names.first { $0.lowercased() == name }
        guard let user = found else { return .unknown("player", word, among: scene.users.names) }
        scene.selectedUser = user
        if current == index { withPane { $0.appear(&$1) } } else { show(index) }
        return .done
    }

    mutating func filter(_ words: String) -> Command.Outcome { typeOnBoard(words, .filter, opener: .filter) }

    mutating func search(_ text: String) -> Command.Outcome { typeOnBoard(text, .search, opener: .search) }

    /// As if the text were typed at the board's prompt and accepted; the prompt itself where there is no text.
    private mutating func typeOnBoard(
        _ text: String, _ kind: Prompt.Kind, opener: Action
    ) -> Command.Outcome {
        showBoard()
        guard !text.isEmpty else { return runAction(opener) }
        _ = withBoard { board, scene in
            let prompt = Prompt(kind: kind, text: text)
            board.promptChanged(prompt, &scene)
            board.promptEnded(prompt, accepted: true, &scene)
        }
        return .done
    }

    mutating func showPane(_ word: String) -> Command.Outcome {
        let name = word.lowercased()
        let names = PaneRegistry.all.map { $0.name }
        let byNumber = Int(name).map { $0 - 1 }.flatMap { PaneRegistry.all.indices.contains($0) ? $0 : nil }
        let byName = PaneRegistry.all.firstIndex { $0.name == name || $0.title.lowercased() == name }
        guard let index = byNumber ?? byName else {
            return name.isEmpty
                ? .refused("Which pane? \(names.joined(separator: ", ")).") : .unknown("pane", word, among: names)
        }
        show(index)
        return .done
    }

    mutating func export(_ argument: String) -> Command.Outcome {
        guard !argument.isEmpty else { return runAction(.export) }
        let words = argument.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let format = ExportFormat(rawValue: words[0].lowercased()) else {
            return .unknown("format", String(words[0]), among: ExportFormat.allCases.map(\.rawValue))
        }
        return .effects(export(format, to: words.count > 1 ? String(words[1]) : ""))
    }
}
