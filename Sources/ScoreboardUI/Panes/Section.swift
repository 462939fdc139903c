import TerminalKit

/// A titled piece of a page.
struct Section {
    var title: String
    /// At the right end of the title's line.
    var note: String
    /// Rows below the title.
    var height: Int
    /// Draws into the rows below the title.
    var draw: (inout ScreenBuffer, Rect) -> Void

    init(_ title: String, note: String = "", height: Int, draw: @escaping (inout ScreenBuffer, Rect) -> Void) {
        self.title = title
        self.note = note
        self.height = height
        self.draw = draw
    }

    /// A section of plain lines.
    init(_ title: String, note: String = "", lines: [Line]) {
        self.init(title, note: note, height: lines.count) { buffer, area in
            for (row, line) in lines.enumerated() {
                var x = area.x
                for part in line.parts where x < area.maxX {
                    let width = min(part.text.displayWidth, area.maxX - x)
                    buffer.write(part.text, x: x, y: area.y + row, width: width, role: part.role)
                    x += width
                }
            }
        }
    }

    /// A line of text in several roles.
    struct Line {
        var parts: [(text: String, role: Role)]

        init(_ parts: (String, Role)...) {
            self.parts = parts.map { (text: $0.0, role: $0.1) }
        }

        /// A label at the left, padded to a width, and what it says.
        init(label: String, width: Int, _ text: String, _ role: Role = .text) {
            let gap = String(repeating: " ", count: max(1, width - label.displayWidth))
            parts = [(text: label + gap, role: .dim), (text: text, role: role)]
        }

        /// A text broken at spaces into as many lines as it takes.
        static func wrapped(_ text: String, width: Int, role: Role, indent: Int = 0) -> [Line] {
            let margin = String(repeating: " ", count: indent)
            return Notice.wrap(text, width: max(8, width - indent)).map { Line((margin + $0, role)) }
        }
    }
}
