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
