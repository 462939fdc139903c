import CNcurses
import TerminalKit

/// Colour pairs of ncurses, made on demand.
struct ColorPairs {
    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    private var pairs: [Colors: Int32] = [:]
    let depth: ColorDepth
    /// How many colours ncurses gives us: 8 terminals have no bright twins.
    private let count: Int32

    init(depth: ColorDepth, count: Int32) {
        self.depth = depth
        self.count = count
    }

    /// Makes room for the pairs of another look; nothing that was drawn keeps its colours.
    mutating func forgetAll() { pairs = [:] }

    /// The pair and the attributes of a style.
    mutating func resolve(_ style: Style) -> (pair: Int32, attributes: attr_t) {
        var attributes = CN_NORMAL
        if style.attributes.contains(.bold) { attributes |= CN_BOLD }
        if style.attributes.contains(.dim) { attributes |= CN_DIM }
        if style.attributes.contains(.underline) { attributes |= CN_UNDERLINE }
        if style.attributes.contains(.reverse) { attributes |= CN_REVERSE }
        guard depth != .mono else { return (0, attributes) }
        let foreground = style.foreground.map { index(of: $0, &attributes) } ?? -1
        let background = style.background.map { Int32($0) % max(1, count) } ?? -1
        guard foreground >= 0 || background >= 0 else { return (0, attributes) }
        return (pair(Colors(foreground: foreground, background: background)), attributes)
    }

    private func index(of color: UInt8, _ attributes: inout attr_t) -> Int32 {
        guard count < 16, color >= 8, color < 16 else { return Int32(color) }
        // Bold black is invisible on some of these terminals; dim is at worst too bright.
        if color == 8 {
            attributes |= CN_DIM
            return -1
        }
        attributes |= CN_BOLD
        return Int32(color) - 8
    }

    private mutating func pair(_ colors: Colors) -> Int32 {
        if let known = pairs[colors] { return known }
        let next = Int32(pairs.count) + 1
        guard init_extended_pair(next, colors.foreground, colors.background) == OK else { return 0 }
        pairs[colors] = next
        return next
    }
}
