import ArgumentParser
import Scoreboard
import ScoreboardUI
import Settings
import TerminalKit

/// What the board begins with and how it looks: of the interface and of snapshots.
struct ViewOptions: ParsableArguments {
    @Option(help: "The cluster to show, or ALL.")
    var cluster = "ALL"

    @Option(help: "alltime, 365d or 30d (default: the shortest that the site has).")
    var window: Window?

    @Option(
        help: ArgumentHelp(
            "overall, or a metric: \(Metric.allCases.map(\.key).joined(separator: ", ")).", valueName: "metric"))
    var metric = MetricChoice(subject: .metric(.coreHours))

    @Option(
        help: ArgumentHelp(
            "The column to sort by: \(BoardColumn.plainKeys.joined(separator: ", ")) or a metric; then :asc or :desc.",
            valueName: "column"))
    var sort: BoardSort?

    @Option(help: ArgumentHelp("Show only users with these words; !word leaves out.", valueName: "words"))
    var user = ""

    @Option(help: "dark, light, high-contrast, mono or osrs.")
    var theme = Theme.dark

    @Flag(help: "ASCII characters only.")
    var ascii = false

    @Flag(help: "No colours (NO_COLOR in the environment says the same).")
    var noColor = false

    @Flag(help: "Begin at your own row.")
    var me = false

    /// - Throws: `ValidationError` for a window that the site has no boards of.
    func interfaceOptions(_ settings: ResolvedSettings, root: String) throws -> InterfaceOptions {
        var board = BoardOptions(root: root)
        board.windows = settings.common.windows
        board.window = window ?? board.windows.last ?? board.window
        guard board.windows.contains(board.window) else {
            let names = board.windows.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there are no boards of '\(board.window.rawValue)' here: \(names)")
        }
        board.displayNames = settings.clusters.displayNames
        board.warning = settings.problems.first.map { "Left out: \($0)" }
        board.cluster = cluster.uppercased() == "ALL" ? nil : cluster.lowercased()
        board.subject = metric.subject
        board.filter = user
        if let sort, !sort.column.isOn(board.subject, board.scale) {
            let keys = BoardColumn.keys(of: board.subject, board.scale).joined(separator: ", ")
            throw ValidationError("the board of \(board.subject.key) has no column '\(sort.column.key)': \(keys)")
        }
        board.sort = sort
        board.me = environment("USER") ?? environment("LOGNAME")
        board.startsAtOwnRow = me
        var options = InterfaceOptions(board: board)
        options.theme = theme
        options.ascii = ascii
        options.noColor = noColor || environment("NO_COLOR") != nil
        return options
    }
}
