package import Scoreboard

/// What a chooser offers.
package enum Choice: Hashable, Sendable {
    case window(Window)
    /// Nil is all clusters.
    case cluster(String?)
    case subject(Leaderboard.Subject)
    /// The format of a file to be written.
    case export(ExportFormat)
}
