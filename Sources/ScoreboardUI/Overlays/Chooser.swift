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
    func box(in scene: Scene) -> ListBox {
        let label = items.map(\.label.displayWidth).max() ?? 0
        let detail = items.map(\.detail.displayWidth).max() ?? 0
        let width = max(title.displayWidth + 6, label + detail + 10)
        return ListBox(count: items.count, selection: selection, width: width, in: scene)
    }

    func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let box = box(in: scene)
        let area = box.area
        // On a narrow screen what is chosen is more than what helps to choose.
        let labels = items.map(\.label.displayWidth).max() ?? 0
        let room = max(0, area.width - 9 - labels)
        box.render(into: &buffer, title: title) { buffer, index, y, isSelected in
            let item = items[index]
            let detail = room < 6 ? 0 : min(item.detail.displayWidth, room)
            buffer.write(
                item.choice == current ? buffer.glyphs.dot : " ", x: area.x + 3, y: y, role: .level,
                isSelected: isSelected)
            buffer.write(
                item.detail, x: area.maxX - 2 - detail, y: y, width: detail, alignment: .right, role: .dim,
                isSelected: isSelected)
            buffer.write(
                item.label, x: area.x + 5, y: y, width: max(0, area.width - 8 - detail),
                role: isSelected ? .strong : .text, isSelected: isSelected)
        }
    }
}
