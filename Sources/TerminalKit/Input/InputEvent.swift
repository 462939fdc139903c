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

/// A click or a turn of the wheel.
package struct MouseEvent: Hashable, Sendable {
    /// What the mouse did.
    package enum Kind: Hashable, Sendable {
        case press, wheelUp, wheelDown
    }

    /// What it did.
    package var kind: Kind
    /// Where it did it.
    package var point: Point

    package init(_ kind: Kind, at point: Point) {
        self.kind = kind
        self.point = point
    }
}
