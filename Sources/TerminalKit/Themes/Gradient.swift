/// Colours that flow into each other.
package struct Gradient: Hashable, Sendable {
    /// At equal distances, at least one.
    private let stops: [RGB]
    /// The same in xterm's palette, where few colours lie between two: at equal distances, at least one.
    private let palette: [UInt8]

    package init(_ first: RGB, _ more: RGB..., palette: UInt8...) {
        stops = [first] + more
        self.palette = palette
    }

    /// The colour at a place from 1, the first stop, to 255, the last one.
    package func color(at position: UInt8) -> RGB {
        let exact = Double(max(1, position) - 1) / 254 * Double(stops.count - 1)
        let lower = min(stops.count - 1, Int(exact))
        guard lower + 1 < stops.count else { return stops[lower] }
        return stops[lower].mixed(with: stops[lower + 1], exact - Double(lower))
    }

    /// The palette's colour at such a place; nil when the palette has none for it.
    package func paletteIndex(at position: UInt8) -> UInt8? {
        guard !palette.isEmpty else { return nil }
        return palette[min(palette.count - 1, Int(max(1, position) - 1) * palette.count / 254)]
    }

    /// The place of a part of 1, from its beginning to its end.
    package static func position(_ part: Double) -> UInt8 {
        1 + UInt8((part.isFinite ? min(1, max(0, part)) : 0) * 254)
    }

    /// The place of one of `count` steps, from 0.
    package static func position(step: Int, of count: Int) -> UInt8 {
        position(count > 1 ? Double(step) / Double(count - 1) : 1)
    }
}
