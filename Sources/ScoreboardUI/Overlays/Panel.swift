import TerminalKit

/// The box of an overlay.
enum Panel {
    static func draw(into buffer: inout ScreenBuffer, _ area: Rect, title: String) {
        buffer.fill(area)
        buffer.drawBox(area)
        guard area.width > 6 else { return }
        let width = min(title.displayWidth + 2, area.width - 4)
        buffer.write(" \(title) ", x: area.x + 2, y: area.y, width: width, role: .title)
    }
}
