import ArgumentParser
import Scoreboard
import ScoreboardUI
import Settings
import TerminalKit

/// What the board begins with and how it looks: of the interface and of snapshots.
struct ViewOptions: ParsableArguments {
    @OptionGroup var selection: BoardSelection

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

    @Flag(help: "Begin at your own row.")
    var me = false

    /// What these flags set.
    var flags: [FlagValue] { selection.flags }

    /// What was said, whether it is the default or not.
    private var given: Set<RememberedView.Part> {
        var given = selection.given
        if theme != nil { given.insert(.theme) }
        return given
    }

    /// - Parameters:
    ///   - themes: What can be chosen, and what of it is shown when nobody says anything.
    /// - Throws: `ValidationError` for a window that the site has no boards of, and for a theme that there is not.
    func interfaceOptions(
        _ settings: ResolvedSettings, root: String, themes: ThemeReader.Found
    ) throws -> InterfaceOptions {
        var board = try selection.boardOptions(settings, root: root)
        board.themes = themes.all
        board.theme = try chosenTheme(of: themes)
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
