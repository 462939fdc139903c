import Scoreboard
import ScoreboardUI
import TerminalKit

/// Draws one frame without a terminal, by the same way as the full screen.
///
/// - Parameters:
///   - pane: One of `PaneRegistry.names`; another name is taken for the leaderboard.
///   - size: Columns and rows, 1 to 1000.
///   - standings: One a cluster.
///   - problem: Why there are none, when there are none.
///   - ask: Finds out what the pane wants to know.
///   - now: The moment that the frame shows.
func renderSnapshot(
    pane: String, size: (columns: Int, rows: Int), format: SnapshotFormat, options: InterfaceOptions,
    standings: [ClusterStandings], problem: LoadProblem? = nil, ask: @escaping (Question) -> Answer, now: Timestamp
) -> String {
    let held = Size(width: max(1, min(1000, size.columns)), height: max(1, min(1000, size.rows)))
    var options = options
    options.board.deluxe = options.backend == .deluxe
    options.board.motion = false
    let screen = FakeScreen(size: held, glyphs: options.ascii ? .ascii : .unicode)
    let model = loadedModel(
        options, pane: pane, size: held, glyphs: screen.glyphs, standings: standings, problem: problem, ask: ask,
        now: now)
    screen.present(render(model))
    guard let frame = screen.frames.last else { return "" }
    let depth: ColorDepth = options.noColor ? .mono : options.backend == .deluxe ? .truecolor : .palette256
    return switch format {
    case .text: PlainText.encode(frame)
    case .ansi:
        options.noColor ? PlainText.encode(frame) : ANSIText.encode(frame, theme: options.board.theme, depth: depth)
    case .svg: SVGPicture.encode(frame, theme: options.board.theme, depth: depth)
    case .frame: FrameText.encode(frame, name: pane)
    }
}

/// The model that has its data, and the answers to all that its pane asks.
func loadedModel(
    _ options: InterfaceOptions, pane: String?, size: Size, glyphs: Glyphs, standings: [ClusterStandings],
    problem: LoadProblem?, ask: (Question) -> Answer, now: Timestamp
) -> Model {
    var model = Model(size: size, glyphs: glyphs, now: now, options: options.board, pane: pane ?? options.pane)
    var effects = update(problem.map { .loadFailed($0, at: now) } ?? .loaded(standings, at: now), &model)
    while !effects.isEmpty {
        if case .ask(let question) = effects.removeFirst() {
            effects += update(.answered(ask(question), at: now), &model)
        }
    }
    return model
}
