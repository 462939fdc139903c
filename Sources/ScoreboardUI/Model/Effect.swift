/// What the interface asks of the world; answered, where there is an answer, by an ``Event``.
package enum Effect: Hashable, Sendable {
    /// Read the standings.
    case load
    /// Find out what a pane wants to know; answered by ``Event/answered(_:at:)``.
    case ask(Question)
    /// Begin to poll a cluster, or ask the poller that began to end; answered by ``Event/polled(_:lines:at:)``.
    case startPolling(String)
    case stopPolling(String)
    /// Draw everything anew.
    case redraw
    /// Give the terminal to the shell until the program is continued.
    case suspend
    case quit
}
