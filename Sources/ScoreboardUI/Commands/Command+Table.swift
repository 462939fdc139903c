import Scoreboard
import TerminalKit

extension Command {
    /// Every command: those that take an argument, then every action that is not among them by its name.
    ///
    /// To add one that takes an argument: an entry in `withArguments`. Actions come by themselves.
    package static let all: [Command] = {
        var names = Set(withArguments.flatMap { [$0.name] + $0.aliases })
        let actions = Action.allCases.filter { $0.isCommand && !names.contains($0.commandName) }
        names.formUnion(actions.map(\.commandName))
        // A label is another name where it is nobody else's.
        let labels = actions.map { Action.kebab($0.definition.label) }
        return withArguments
            + actions.enumerated().map { index, action in
                let label = labels[index]
                let isFree = !names.contains(label) && labels.count { $0 == label } == 1
                return Command(action, aliases: (isFree ? [label] : []) + (shortNames[action] ?? []))
            }
    }()

    private static let shortNames: [Action: [String]] = [.quit: ["q", "q!", "exit"], .help: ["h"]]

    /// The commands with arguments. Without one, most do what the key of the same purpose does.
    private static let withArguments: [Command] = [
        Command(
            "sort", takes: "COLUMN[:asc|desc]", "Sort the board by a column", complete: { columns($0, $1) },
            run: { $1.sort(by: $0) }),
        Command(
            "metric", aliases: ["skill"], takes: "KEY", "Show the board of a metric",
            complete: { _, _ in
                Leaderboard.Subject.tabs.map { Candidate($0.key, $0.title, aliases: [$0.fileWord]) }
            },
            run: { $1.showSubject($0) }),
        Command(
            "window", takes: "SPAN", "Show another span of time",
            complete: { _, model in model.scene.options.windows.map { Candidate($0.rawValue, $0.title) } },
            run: { $1.showWindow($0) }),
        Command(
            "cluster", takes: "NAME|ALL", "Show one cluster, or all of them",
            complete: { _, model in clusters(model) }, run: { $1.showCluster($0) }),
        Command(
            "user", aliases: ["player"], takes: "NAME", "Open the page of a player",
            complete: { _, model in model.scene.users.names.map { Candidate($0) } }, run: { $1.showUser($0) }),
        Command(
            "filter", takes: "WORDS", "Narrow the board, in any order; ! excludes", run: { $1.filter($0) }),
        Command("search", takes: "TEXT", "Jump to a name on the board", run: { $1.search($0) }),
        Command(
            "pane", takes: "NAME", "Show another pane",
            complete: { _, _ in PaneRegistry.all.map { Candidate($0.name, $0.title, aliases: [$0.title]) } },
            run: { $1.showPane($0) }),
        Command(
            "theme", aliases: ["colors", "colours"], takes: "NAME", "Show another look",
            complete: { _, model in model.scene.options.themes.map { Candidate($0.name, $0.summary) } },
            run: { $1.showTheme($0) }),
        Command(
            "export", aliases: ["write", "w"], takes: "FORMAT [FILE]", "Write this view into a file",
            complete: { files($0, $1) }, run: { $1.export($0) }),
    ]

    private static func columns(_ typed: String, _ model: Model) -> [Candidate] {
        guard let board = model.panes.lazy.compactMap({ $0 as? LeaderboardPane }).first else { return [] }
        let columns = board.columns.map { column in
            Candidate(
                column.key(on: board.subject),
                column == .change ? "Change of rank" : column.title(board.subject, board.scale), aliases: [column.key])
        }
        guard let name = typed.split(separator: ":", omittingEmptySubsequences: false).first,
            columns.contains(where: { $0.word == name })
        else { return columns }
        let ways = [("desc", "the largest first"), ("asc", "the smallest first")]
        return columns + ways.map { Candidate("\(name):\($0.0)", $0.1) }
    }

    private static func clusters(_ model: Model) -> [Candidate] {
        [Candidate("ALL", "all clusters together")]
            + model.scene.standings.map { standing in
                let title = model.scene.title(ofCluster: standing.cluster)
                return Candidate(standing.cluster, title == standing.cluster ? "" : title, aliases: [title])
            }
    }

    /// The format; after it a name for the file.
    private static func files(_ typed: String, _ model: Model) -> [Candidate] {
        guard let space = typed.firstIndex(of: " ") else {
            return ExportFormat.allCases.map { Candidate($0.rawValue, $0.detail, takesMore: true) }
        }
        guard let format = ExportFormat(rawValue: typed[..<space].lowercased()) else { return [] }
        let document = model.pane.export(model.scene)
        return [Candidate(document.fileName(format, on: model.scene.now.day.description), "in the present directory")]
    }
}
