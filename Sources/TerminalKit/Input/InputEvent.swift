/// What a screen reports.
package enum InputEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    case resized(Size)
    /// The person pressed Ctrl-Z, or the process was asked to stop.
    case suspendRequested
    /// Another thread woke the screen's.
    case woken
    /// A signal asks the program to end; its number.
    case terminated(signal: Int32)
    /// The terminal is gone.
    case closed
}
