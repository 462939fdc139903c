package import Scoreboard
package import TerminalKit

/// What happens to the interface.
package enum Event: Sendable {
    case key(Key)
    case mouse(MouseEvent)
    case resized(Size)
    /// Time went by.
    case tick(Timestamp)
    case loaded([ClusterStandings], at: Timestamp)
    case loadFailed(LoadProblem, at: Timestamp)
    case answered(Answer, at: Timestamp)
    /// The data was looked at again, and is as before.
    case unchanged(at: Timestamp)
    case exported(ExportOutcome, at: Timestamp)
    /// The terminal has no clipboard for programs.
    case copyRefused
    case suspendRequested
    /// Why an ``Effect/remember(_:)`` did not work, in words.
    case notRemembered(String)
    /// The moment of the next frame of what moves, on a clock that only goes forward.
    case frame(milliseconds: Int64)
    /// The terminal takes frames too slowly for anything to move.
    case slowLink
    /// A poller of this program said how it gets on; the lines are those of its log since it last did.
    case polled(PollingReport, lines: [PollingLine], at: Timestamp)
    /// The program is to end: by Ctrl-C, which may be pressed again to insist, or by another signal.
    case interrupted
    case terminated

    /// Whether what follows from it may be shown a second later: the data was looked at, and nothing is new.
    package var canWait: Bool { if case .unchanged = self { true } else { false } }
}
