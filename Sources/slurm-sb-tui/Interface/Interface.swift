import CursesTerminal
import Glibc
import Scoreboard
import ScoreboardUI
import TerminalKit

/// Opens the full-screen interface and returns when the person leaves it. Where the terminal cannot show it, the plain
/// board is written to standard output instead.
///
/// - Parameters:
///   - load: Reads the standings, one a cluster; called on another thread, never twice at a time. What it throws is
///     shown: a ``LoadProblem`` as what it is, any other error by its description.
///   - ask: Finds out what a pane wants to know; called on other threads, for two questions at a time.
///   - pollers: Begins and ends what is polled from the interface.
///   - work: Where that and long questions run; it is brought to its end.
///   - now: The clock.
/// - Returns: The exit code: 0, 1 when the plain board has nothing to show because reading failed, 128 + the signal's
///   number when a signal ended it.
func runInterface(
    options: InterfaceOptions, load: @escaping @Sendable () throws -> [ClusterStandings],
    ask: @escaping @Sendable (Question) -> Answer, pollers: EmbeddedPollers, work: BackgroundWork,
    now: @escaping @Sendable () -> Timestamp
) -> Int32 {
    let source = StandingsSource(root: options.board.root, load: load)
    guard !options.plain else { return writePlainBoard(options, source, now) }
    let choices = TerminalChoices(
        theme: options.theme, noColor: options.noColor, ascii: options.ascii, mouse: options.mouse)
    let screen: CursesScreen
    do {
        screen = try CursesScreen(choices)
    } catch {
        // Into a pipe the plain board is what is wanted; on a terminal it is a surprise that needs a word.
        if let problem = error as? TerminalProblem, problem != .notATerminal {
            writeError("slurm-sb-tui: \(problem): showing the plain board.\n")
        }
        return writePlainBoard(options, source, now)
    }
    return InterfaceLoop(
        screen: screen, options: options, source: source, ask: ask, pollers: pollers, work: work, now: now
    ).run()
}

private func writePlainBoard(
    _ options: InterfaceOptions, _ source: StandingsSource, _ now: @Sendable () -> Timestamp
) -> Int32 {
    var options = options
    setlocale(LC_ALL, "")
    if String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" { options.ascii = true }
    switch source.read() {
    case .success(let standings):
        writeOutput(plainBoard(options: options, standings: standings, now: now()))
        return 0
    case .failure(let problem):
        writeOutput(plainBoard(options: options, standings: [], problem: problem, now: now()))
        return 1
    }
}

private func writeOutput(_ text: String) { writeAll(text, to: STDOUT_FILENO) }
private func writeError(_ text: String) { writeAll(text, to: STDERR_FILENO) }

/// Nobody is left to be told when the reader of a pipe has gone.
private func writeAll(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
        let count = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        start += count
    }
}
