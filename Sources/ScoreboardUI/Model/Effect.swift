package import TerminalKit

/// What the interface asks of the world; answered, where there is an answer, by an ``Event``.
package enum Effect: Hashable, Sendable {
    /// Read the standings.
    case load
    /// Find out what a pane wants to know; answered by ``Event/answered(_:at:)``.
    case ask(Question)
    /// Show everything in this look.
    case apply(Theme)
    /// Keep this for the next run; answered by ``Event/notRemembered(_:)`` when that does not work.
    case remember(RememberedView)
    /// Write a file; answered by ``Event/exported(_:at:)``.
    case export(ExportRequest)
    /// Give a text to the terminal's clipboard; answered by ``Event/copyRefused`` when the terminal has none.
    case copy(String)
    /// Begin to poll a cluster, or ask the poller that began to end; answered by ``Event/polled(_:lines:at:)``.
    case startPolling(String)
    case stopPolling(String)
    /// Draw everything anew.
    case redraw
    /// Give the terminal to the shell until the program is continued.
    case suspend
    case quit
}
