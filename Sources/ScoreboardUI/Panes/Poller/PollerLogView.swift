import Scoreboard
import TerminalKit

/// A log as rows of the screen: the time of each line, and its words broken where they are too long.
struct PollerLogView {
    struct Row {
        /// Empty below the first row of a line.
        var time: String
        var text: String
        var role: Role
    }

    let rows: [Row]
    /// Columns of the time, with the air behind it.
    let timeWidth: Int

    init(_ lines: [PollingLine], width: Int, scene: Scene) {
        let isOld = lines.contains { $0.time.day != scene.now.day }
        // 11-23 12:00:00, or of today the time alone.
        let dropped = isOld ? 5 : 11
        timeWidth = 20 - dropped
        let room = max(8, width - timeWidth)
        rows = lines.flatMap { line in
            let role: Role =
                switch line.level {
                case .info: .text
                case .warning: .warning
                case .error: .loss
                }
            let time = String(line.time.description.dropFirst(dropped).dropLast())
                .split(separator: "T").joined(separator: " ")
            return Notice.wrap(line.text, width: room).enumerated().map { number, text in
                Row(time: number == 0 ? time : "", text: text, role: role)
            }
        }
    }

    /// Draws the rows of which `offset` are below the last.
    func render(into buffer: inout ScreenBuffer, _ area: Rect, offset: Int) {
        let end = max(0, rows.count - offset)
        let first = max(0, end - area.height)
        for (line, row) in rows[first..<end].enumerated() {
            buffer.write(row.time, x: area.x, y: area.y + line, width: timeWidth, role: .dim)
            buffer.write(
                row.text, x: area.x + timeWidth, y: area.y + line, width: max(0, area.width - timeWidth), role: row.role
            )
        }
    }
}
