import Scoreboard
import ScoreboardUI
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
    var theme = Theme.dark
    /// Take the mouse.
    var mouse = true
    /// What draws it.
    var backend = Backend.curses
    /// Plain lines without colours instead of the full screen.
    var plain = false

    init(board: BoardOptions) {
        self.board = board
    }
}
