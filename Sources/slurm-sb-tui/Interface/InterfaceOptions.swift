import Scoreboard
import ScoreboardUI
import Settings
import TerminalKit

/// What the interface, a snapshot or the plain board is asked for.
struct InterfaceOptions: Sendable {
    /// What the board begins with.
    var board: BoardOptions
    /// Which pane is seen first; nil is the leaderboard. One of `PaneRegistry.names`.
    var pane: String?
    /// Draw with ASCII only, whatever the locale says.
    var ascii = false
    /// Use no colours, whatever the terminal has. `NO_COLOR` in the environment says the same.
    var noColor = false
    /// How the interface is drawn; where the terminal cannot show it, the next simpler way is taken.
    var backend = Backend.curses
    /// Whether what is drawn may move by itself.
    var motion = true
    /// Take the mouse.
    var mouse = true
    /// Plain lines without colours instead of the full screen.
    var plain = false
    /// Where the full screen remembers what was chosen; nil when it shall begin and end without a trace.
    var memory: ViewMemory?
    /// What was said on the command line, which stands over what is remembered.
    var given: Set<RememberedView.Part> = []

    init(board: BoardOptions) {
        self.board = board
    }

    /// The same with what the last run remembered.
    func recalled() -> InterfaceOptions {
        guard let memory else { return self }
        var options = self
        let (view, problems) = memory.read()
        options.board.recall(view, except: given)
        options.board.warn(problems.map(\.description))
        return options
    }
}
