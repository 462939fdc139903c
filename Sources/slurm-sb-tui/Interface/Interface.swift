import CursesTerminal
import Scoreboard
import ScoreboardUI
import TerminalKit

/// Opens the full-screen interface and returns when the person leaves it. Where the terminal cannot show it, and where
/// lines are asked for, the same is written to standard output as plain lines instead.
///
/// - Parameters:
///   - source: Where the standings come from; asked on another thread, never twice at a time.
///   - ask: Finds out what a pane wants to know; called on other threads, for two questions at a time.
///   - pollers: Begins and ends what is polled from the interface.
///   - work: Where that and long questions run; it is brought to its end.
///   - now: The clock.
/// - Returns: The exit code: 0, 1 when plain lines have nothing to show because reading failed, 2 when what was asked for
///   is not there, 128 + the signal's number when a signal ended it.
func runInterface(
    options: InterfaceOptions, source: StandingsSource, ask: @escaping @Sendable (Question) -> Answer,
    pollers: EmbeddedPollers, work: BackgroundWork,
    now: @escaping @Sendable () -> Timestamp
) -> Int32 {
    let lines = PlainWriter(options: options, source: source, ask: ask, now: now)
    guard !options.plain else { return lines.write(colours: nil) }
    guard options.backend != .ansi else { return lines.write(colours: options.noColor ? nil : PlainWriter.colours) }
    // Plain lines and pipes are the same every time: only the full screen goes on where it was left.
    var options = options.recalled()
    let choices = TerminalChoices(
        theme: options.board.theme, noColor: options.noColor, ascii: options.ascii, mouse: options.mouse,
        deluxe: options.backend == .deluxe)
    let screen: CursesScreen
    do {
        screen = try CursesScreen(choices)
    } catch {
        // Into a pipe plain lines are what is wanted; on a terminal they are a surprise that needs a word.
        if let problem = error as? TerminalProblem, problem != .notATerminal {
            StandardError.write("slurm-sb-tui: \(problem): showing the plain board.\n")
        }
        return lines.write(colours: nil)
    }
    options.board.deluxe = screen.isDeluxe
    options.board.motion = options.motion
    options.board.namesDeluxe = options.backend != .deluxe && screen.deluxeProblem == nil
    if options.backend == .deluxe, let problem = screen.deluxeProblem {
        options.board.warning = [options.board.warning, "\(problem)"].compactMap { $0 }.joined(separator: "; ")
    }
    return InterfaceLoop(
        screen: screen, options: options, source: source, ask: ask, pollers: pollers, work: work, now: now
    ).run()
}
