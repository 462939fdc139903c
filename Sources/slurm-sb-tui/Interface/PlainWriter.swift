import CursesTerminal
import Glibc
import Sacct
import Scoreboard
import ScoreboardUI
import TerminalKit

/// Writes what a pane shows to standard output as plain lines.
struct PlainWriter {
    let options: InterfaceOptions
    let source: StandingsSource
    let ask: (Question) -> Answer
    let now: () -> Timestamp

    /// Views that are no tables are drawn on a sheet of this size.
    private static let sheet = Size(width: 120, height: 1000)

    /// What the terminal has; sixteen when nobody knows, which every terminal with colours understands.
    static var colours: ColorDepth {
        let known = environment("TERM").flatMap(TerminalDatabase.lookUp)
        return known.map { $0.colours >= 256 ? .palette256 : .sixteen } ?? .sixteen
    }

    /// - Parameter colours: Nil is none: then nothing but text and newlines is written.
    /// - Returns: The exit code.
    func write(colours: ColorDepth?) -> Int32 {
        TerminalLocale.adopt()
        let isASCII = options.ascii || !TerminalLocale.isUTF8
        let read = source.readAll()
        let problem: LoadProblem? = if case .failure(let problem) = read { problem } else { nil }
        let standings = (try? read.get()) ?? []
        if let words = standings.whyNone(of: options.board.cluster) {
            StandardError.write("slurm-sb-tui: \(words.escapedForTerminal)\n")
            return 2
        }
        var model = loadedModel(
            options, pane: nil, size: PlainWriter.sheet, glyphs: isASCII ? .ascii : .unicode, standings: standings,
            problem: problem, ask: ask, now: now())
        if options.pane == ComparePane.name {
            // Nobody can mark a player in lines: the first of the board, as the filter has it, are compared.
            model.scene.marks = Array(model.scene.playerOrder.prefix(Scene.markLimit))
            _ = update(.tick(model.scene.now), &model)
        }
        if let colours {
            StandardOutput.write(ANSIText.encode(linearView(model), theme: options.board.theme, depth: colours))
        } else {
            StandardOutput.write(plainView(model))
        }
        return problem == nil ? 0 : 1
    }
}
