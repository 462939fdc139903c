import TerminalKit

/// The box of an overlay.
enum Panel {
    /// Where a box of this size stands. Nearly as wide as the screen it takes the whole width: two frames side by side look
    /// broken.
    static func area(_ size: Size, in scene: Scene) -> Rect {
        let space = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        let width = size.width < space.width - 4 ? size.width : space.width
        return space.centred(Size(width: width, height: size.height))
    }

    static func draw(into buffer: inout ScreenBuffer, _ area: Rect, title: String) {
        buffer.fill(area)
        buffer.drawBox(area)
        guard area.width > 6 else { return }
        let width = min(title.displayWidth + 2, area.width - 4)
        buffer.write(" \(title) ", x: area.x + 2, y: area.y, width: width, role: .title)
    }
}
