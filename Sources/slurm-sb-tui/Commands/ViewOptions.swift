import ArgumentParser
import Scoreboard
import ScoreboardUI
import Settings
import TerminalKit

/// What the board begins with and how it looks: of the interface and of snapshots.
struct ViewOptions: ParsableArguments {
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

    @Option(
        help: ArgumentHelp(
            "dark, light, high-contrast, mono, osrs, or the name of a theme of the site's or your own (default: your own, "
                + "else the site's, else dark).", valueName: "name"))
    var theme: String?

    @Option(
        help: ArgumentHelp(
            "What draws: curses; deluxe (also called textual), with flowing colours, Braille charts and motion where the "
                + "terminal can; or ansi, which is plain lines with colours.",
            valueName: "backend"))
    var backend = Backend.curses

    @Flag(help: "In deluxe: nothing moves by itself.")
    var noMotion = false

    @Flag(help: "ASCII characters only.")
    var ascii = false

    @Flag(help: "No colours (NO_COLOR in the environment says the same).")
    var noColor = false

    @Flag(help: "Plain numbers: no levels, no experience.")
    var noLevels = false

    @Flag(help: "Begin at your own row.")
    var me = false

    /// What these flags set.
    var flags: [FlagValue] { SettingTable.declared.levels.given(noLevels ? "false" : nil) }

    /// What was said, whether it is the default or not.
    private var given: Set<RememberedView.Part> {
        var given: Set<RememberedView.Part> = []
        if cluster != nil { given.insert(.cluster) }
        if window != nil { given.insert(.window) }
        if metric != nil { given.insert(.metric) }
        if sort != nil { given.insert(.sort) }
        if theme != nil { given.insert(.theme) }
        return given
    }

    /// - Parameters:
    ///   - themes: What can be chosen, and what of it is shown when nobody says anything.
    /// - Throws: `ValidationError` for a window that the site has no boards of, and for a theme that there is not.
    func interfaceOptions(
        _ settings: ResolvedSettings, root: String, themes: ThemeReader.Found
    ) throws -> InterfaceOptions {
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
        board.themes = themes.all
        board.theme = try chosenTheme(of: themes)
        board.filter = user
        if let sort, !sort.column.isOn(board.subject, board.scale) {
            let keys = BoardColumn.keys(of: board.subject, board.scale).joined(separator: ", ")
            throw ValidationError("the board of \(board.subject.key) has no column '\(sort.column.key)': \(keys)")
        }
        board.sort = sort
        board.me = environment("USER") ?? environment("LOGNAME")
        board.startsAtOwnRow = me
        var options = InterfaceOptions(board: board)
        options.given = given
        options.backend = backend
        options.motion = !noMotion
        options.ascii = ascii
        options.noColor = noColor || environment("NO_COLOR") != nil
        return options
    }

    private func chosenTheme(of themes: ThemeReader.Found) throws -> Theme {
        guard let theme else { return themes.standard }
        if let found = themes.all.first(where: { $0.name == theme }) { return found }
        let names = themes.all.map(\.name).joined(separator: ", ")
        let problems = themes.problems.map { "\n\($0)" }.joined()
        throw ValidationError("there is no theme '\(theme)': \(names)\(problems)")
    }
}
