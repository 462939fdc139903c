package import Scoreboard
package import TerminalKit

/// What a chooser offers.
package enum Choice: Hashable, Sendable {
    case window(Window)
    /// Nil is all clusters.
    case cluster(String?)
    case subject(Leaderboard.Subject)
    /// Sort by this column, or, when it orders already, the other way round.
    case sort(BoardColumn)
    /// The same of the queue.
    case sortQueue(LiveColumn)
    case theme(Theme)
    /// The format of a file to be written.
    case export(ExportFormat)
}
