import Scoreboard
import TerminalKit

/// The line that says what is shown: cluster, window, filter, how many.
struct ContextLine {
    enum Item: Hashable {
        case metric, cluster, window, filter, players
    }

    struct Segment {
        var item: Item
        var label: String
        var text: String
        var role: Role
        var x: Int

        var end: Int { x + (label.isEmpty ? 0 : label.displayWidth + 1) + text.displayWidth }
    }

    private(set) var segments: [Segment] = []
    private let limit: Int

    init(x: Int, limit: Int) {
        self.limit = limit
        next = x
    }

    private var next: Int

    /// Adds a segment when it fits; a shorter text may be given for when it does not.
    mutating func add(_ item: Item, label: String = "", _ text: String, short: String? = nil, role: Role) {
        for candidate in [text, short].compactMap({ $0 }) {
            let segment = Segment(item: item, label: label, text: candidate, role: role, x: next)
            guard segment.end <= limit else { continue }
            segments.append(segment)
            next = segment.end + 3
            return
        }
    }

    func item(at x: Int) -> Item? { segments.first { ($0.x..<$0.end).contains(x) }?.item }

    func render(into buffer: inout ScreenBuffer, y: Int) {
        for segment in segments {
            var x = segment.x
            if !segment.label.isEmpty { x = buffer.write(segment.label, x: x, y: y, role: .dim) + 1 }
            buffer.write(segment.text, x: x, y: y, role: segment.role)
        }
    }
}
