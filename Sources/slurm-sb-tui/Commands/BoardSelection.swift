import ArgumentParser
import Scoreboard
import ScoreboardUI
import Settings

/// Which board, and what of it.
struct BoardSelection: ParsableArguments {
    @Option(help: "The cluster to show, or ALL, which is the default.")
    var cluster: String?

    @Option(help: "alltime, 365d or 30d (default: the shortest that the site has).")
    var window: Window?

    @Option(
        help: ArgumentHelp(
            "overall, or a metric: \(Metric.allCases.map(\.key).joined(separator: ", ")) (default: clock_hours).",
            valueName: "metric"))
    var metric: MetricChoice?

    @Option(
        help: ArgumentHelp(
            "The column to sort by: \(BoardColumn.plainKeys.joined(separator: ", ")) or a metric; then :asc or :desc.",
            valueName: "column"))
    var sort: BoardSort?

    @Option(help: ArgumentHelp("Show only users with these words; !word leaves out.", valueName: "words"))
    var user = ""

    @Flag(help: "Plain numbers: no levels, no experience.")
    var noLevels = false

    /// What these flags set.
    var flags: [FlagValue] { SettingTable.declared.levels.given(noLevels ? "false" : nil) }

    /// What was said, whether it is the default or not.
    var given: Set<RememberedView.Part> {
        var given: Set<RememberedView.Part> = []
        if cluster != nil { given.insert(.cluster) }
        if window != nil { given.insert(.window) }
        if metric != nil { given.insert(.metric) }
        if sort != nil { given.insert(.sort) }
        return given
    }

    /// - Throws: `ValidationError` for a window that the site has no boards of, and for a column that the board has not.
    func boardOptions(_ settings: ResolvedSettings, root: String) throws -> BoardOptions {
        var board = BoardOptions(root: root)
        board.windows = settings.common.windows
        board.window = window ?? board.windows.last ?? board.window
        guard board.windows.contains(board.window) else {
            let names = board.windows.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there are no boards of '\(board.window.rawValue)' here: \(names)")
        }
        board.displayNames = settings.clusters.displayNames
        board.warn(settings.problems.map(\.description))
        board.cluster = cluster.flatMap { $0.uppercased() == "ALL" ? nil : $0.lowercased() }
        board.subject = metric?.subject ?? board.subject
        board.scale = settings.common.experienceScale
        board.scale.hasLevels = settings.common.levels
        board.filter = user
        if let sort, !sort.column.isOn(board.subject, board.scale) {
            let keys = BoardColumn.keys(of: board.subject, board.scale).joined(separator: ", ")
            throw ValidationError("the board of \(board.subject.key) has no column '\(sort.column.key)': \(keys)")
        }
        board.sort = sort
        return board
    }
}
