/// What the interface asks of the world; answered, where there is an answer, by an ``Event``.
package enum Effect: Hashable, Sendable {
    /// Read the standings.
    case load
    /// Draw everything anew.
    case redraw
    /// Give the terminal to the shell until the program is continued.
    case suspend
    case quit
}
