package import Scoreboard

/// What a poller is at: for whoever looks on, and gone with the moment. What is worth keeping is a ``PollEvent``.
package enum PollProgress: Equatable, Sendable {
    /// The cluster's files are looked at, and the site is asked what it can do.
    case preparing
    /// Something is to be read next.
    case reading(PollEvent.Phase, month: Month?)
    /// No call of sacct may be made before so many milliseconds have passed.
    case waiting(milliseconds: Int)
    /// sacct is called.
    case asking
    /// So many further rows of its answer came.
    case rows(Int)
    /// sacct has answered, or failed.
    case answered
    /// What was read is committed.
    case committed(SliceCounts)
    /// The boards are made.
    case publishing
    /// The boards are there for everybody to read.
    case published
    /// A round is over, and the next one begins after so many milliseconds.
    case resting(milliseconds: Int, isCaughtUp: Bool)
    /// A round failed and is tried again after so many milliseconds.
    case retrying(milliseconds: Int)
}
