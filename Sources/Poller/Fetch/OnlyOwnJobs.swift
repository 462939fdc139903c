/// Why only the jobs of the user who polls are thought to be visible. sacct says nothing of it and ends with 0.
package enum OnlyOwnJobs: Equatable, Sendable, CustomStringConvertible {
    /// slurmdbd's `PrivateData` has `jobs`, and the user is no operator; with all that it has.
    case hidden([String])
    /// For so many days nobody else's jobs have come.
    case nobodyElse(days: Int)

    /// For so many days jobs are looked at for other users.
    package static let days = 7

    /// What to do about it, in words.
    package static let remedy =
        "ask Slurm's administrators for an operator's right (sacctmgr modify user NAME set adminlevel=operator), or let them "
        + "run the poller"

    package var description: String {
        switch self {
        case .hidden(let words):
            "the boards hold your own jobs alone: PrivateData hides those of other users (\(words.joined(separator: ",")))"
        case .nobodyElse(let days):
            "in the last \(days) days the accounting showed nobody's jobs but your own: other users' jobs may be hidden"
        }
    }
}
