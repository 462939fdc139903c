import TerminalKit

/// Lines in a box over the pane, one of them selected, which stays in the middle where it can.
struct ListBox {
    let area: Rect
    let count: Int
    let selection: Int

    /// - Parameter width: With the frame; as much of it as the screen has.
    init(count: Int, selection: Int, width: Int, in scene: Scene) {
        area = Panel.area(Size(width: width, height: count + 2), in: scene)
        self.count = count
        self.selection = selection
    }

    var visibleCount: Int { max(1, area.height - 2) }

    /// The first line that is seen.
    var offset: Int { max(0, min(count - visibleCount, selection - visibleCount / 2)) }

    /// The line at a point of the screen.
    func index(at point: Point) -> Int? {
        let row = point.y - area.y - 1
        let index = row + offset
        return (0..<area.height - 2).contains(row) && (0..<count).contains(index) ? index : nil
    }

    /// - Parameter line: Draws a line, which has its ground and its pointer already: its index, its y, whether it is selected.
    func render(
        into buffer: inout ScreenBuffer, title: String, line: (inout ScreenBuffer, Int, Int, Bool) -> Void
    ) {
        Panel.draw(into: &buffer, area, title: title)
        for row in 0..<max(0, area.height - 2) where offset + row < count {
            let isSelected = offset + row == selection
            let y = area.y + 1 + row
            buffer.fill(Rect(x: area.x + 1, y: y, width: area.width - 2, height: 1), isSelected: isSelected)
            if isSelected {
                buffer.write(buffer.glyphs.pointer, x: area.x + 1, y: y, role: .pointer, isSelected: true)
            }
            line(&buffer, offset + row, y, isSelected)
        }
        buffer.drawScrollbar(
            x: area.maxX - 1, y: area.y + 1, height: area.height - 2, visible: visibleCount, total: count,
            offset: offset)
    }
}
