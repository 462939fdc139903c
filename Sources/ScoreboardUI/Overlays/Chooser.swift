import TerminalKit

/// A list over the pane, from which one is taken.
package struct Chooser: Sendable {
    /// One line of the list.
    package struct Item: Hashable, Sendable {
        /// At the left.
        package var label: String
        /// What helps to choose; dim, at the right.
        package var detail: String
        /// What taking it means.
        package var choice: Choice
    }

    /// In the frame.
    package var title: String
    /// All lines.
    package var items: [Item]
    /// An index into `items`.
    package var selection: Int
    /// What is chosen now.
    package var current: Choice
    /// The action that opened it.
    package var opener: Action

    package init(title: String, items: [Item], current: Choice, opener: Action) {
        self.title = title
        self.items = items
        self.current = current
        self.opener = opener
        selection = items.firstIndex { $0.choice == current } ?? 0
    }

    /// What Enter would take; nil when there is nothing to take.
    package var selectedChoice: Choice? { items.indices.contains(selection) ? items[selection].choice : nil }

    /// The box on the screen.
    func area(in scene: Scene) -> Rect {
        let label = items.map(\.label.displayWidth).max() ?? 0
        let detail = items.map(\.detail.displayWidth).max() ?? 0
        let width = max(title.displayWidth + 6, label + detail + 10)
        let space = Rect(x: 2, y: 0, width: scene.size.width - 4, height: scene.size.height - 1)
        return space.centred(Size(width: width, height: items.count + 2))
    }

    func visibleCount(in scene: Scene) -> Int { max(1, area(in: scene).height - 2) }

    /// The first item that is seen: the selection stays in the middle where it can.
    func offset(in scene: Scene) -> Int {
        let visible = visibleCount(in: scene)
        return max(0, min(items.count - visible, selection - visible / 2))
    }

    func index(at point: Point, in scene: Scene) -> Int? {
        let area = area(in: scene)
        let row = point.y - area.y - 1
        let index = row + offset(in: scene)
        return (0..<area.height - 2).contains(row) && items.indices.contains(index) ? index : nil
    }

    func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let area = area(in: scene)
        Panel.draw(into: &buffer, area, title: title)
        let offset = offset(in: scene)
        // On a narrow screen what is chosen is more than what helps to choose.
        let labels = items.map(\.label.displayWidth).max() ?? 0
        let room = max(0, area.width - 9 - labels)
        for row in 0..<max(0, area.height - 2) where items.indices.contains(offset + row) {
            let item = items[offset + row]
            let isSelected = offset + row == selection
            let y = area.y + 1 + row
            buffer.fill(Rect(x: area.x + 1, y: y, width: area.width - 2, height: 1), isSelected: isSelected)
            if isSelected {
                buffer.write(buffer.glyphs.pointer, x: area.x + 1, y: y, role: .pointer, isSelected: true)
            }
            let detail = room < 6 ? 0 : min(item.detail.displayWidth, room)
            let isCurrent = item.choice == current
            buffer.write(
                isCurrent ? buffer.glyphs.dot : " ", x: area.x + 3, y: y, role: .level, isSelected: isSelected)
            buffer.write(
                item.detail, x: area.maxX - 2 - detail, y: y, width: detail, alignment: .right, role: .dim,
                isSelected: isSelected)
            buffer.write(
                item.label, x: area.x + 5, y: y, width: max(0, area.width - 8 - detail),
                role: isSelected ? .strong : .text, isSelected: isSelected)
        }
        buffer.drawScrollbar(
            x: area.maxX - 1, y: area.y + 1, height: area.height - 2, visible: visibleCount(in: scene),
            total: items.count, offset: offset)
    }
}
