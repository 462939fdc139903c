import TerminalKit

/// The columns of the board as a list over it: which are shown, and in which order. What is changed is seen at once behind
/// the list, and stays.
package struct ColumnChooser: Sendable {
    /// An index into ``columns(_:)``.
    package var selection: Int

    /// - Parameter focus: The column that is selected first.
    init(focus: BoardColumn, _ scene: Scene) {
        selection = ColumnChooser.columns(scene).firstIndex(of: focus) ?? 0
    }

    /// Every column of the board, from left to right.
    static func columns(_ scene: Scene) -> [BoardColumn] {
        scene.columns.ordered(BoardColumn.columns(of: scene.subject, scene.options.scale))
    }

    /// What an action does to the choice, and to the selection, which stays with its column.
    mutating func perform(_ action: Action, _ scene: inout Scene) {
        let columns = ColumnChooser.columns(scene)
        guard columns.indices.contains(selection) else { return }
        let column = columns[selection]
        switch action {
        case .toggleColumn: toggle(column, &scene)
        case .columnLeft: move(column, by: -1, &scene)
        case .columnRight: move(column, by: 1, &scene)
        case .defaultColumns: scene.columns = .standard
        default:
            selection = ListMotion.moved(
                selection, action, count: columns.count, page: visibleCount(in: scene))
        }
        guard action == .columnLeft || action == .columnRight || action == .defaultColumns else { return }
        selection = ColumnChooser.columns(scene).firstIndex(of: column) ?? selection
    }

    private func toggle(_ column: BoardColumn, _ scene: inout Scene) {
        guard ColumnChoice.canHide(column) else {
            return scene.say("Rank and name are always shown: nobody could tell the rows apart.", isWarning: true)
        }
        scene.columns.toggle(column)
    }

    private func move(_ column: BoardColumn, by step: Int, _ scene: inout Scene) {
        guard ColumnChoice.canMove(column) else {
            return scene.say("Rank, change and name stay at the left: they do not scroll.", isWarning: true)
        }
        scene.columns.move(column, by: step, among: ColumnChooser.columns(scene))
    }

    func area(in scene: Scene) -> Rect {
        let items = ColumnChooser.columns(scene)
        let widest = items.map { $0.name(scene.subject, scene.options.scale).displayWidth }.max() ?? 0
        let space = Rect(x: 2, y: 0, width: scene.size.width - 4, height: scene.size.height - 1)
        return space.centred(Size(width: widest + ColumnChooser.note.displayWidth + 13, height: items.count + 2))
    }

    private static let note = "always shown"

    func visibleCount(in scene: Scene) -> Int { max(1, area(in: scene).height - 2) }

    private func offset(in scene: Scene, count: Int) -> Int {
        let visible = visibleCount(in: scene)
        return max(0, min(count - visible, selection - visible / 2))
    }

    func index(at point: Point, in scene: Scene) -> Int? {
        let count = ColumnChooser.columns(scene).count
        let area = area(in: scene)
        let row = point.y - area.y - 1
        let index = row + offset(in: scene, count: count)
        return (0..<area.height - 2).contains(row) && (0..<count).contains(index) ? index : nil
    }

    func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let area = area(in: scene)
        let columns = ColumnChooser.columns(scene)
        Panel.draw(into: &buffer, area, title: "Columns of every board")
        let offset = offset(in: scene, count: columns.count)
        for row in 0..<max(0, area.height - 2) where columns.indices.contains(offset + row) {
            let column = columns[offset + row]
            let isSelected = offset + row == selection
            let y = area.y + 1 + row
            buffer.fill(Rect(x: area.x + 1, y: y, width: area.width - 2, height: 1), isSelected: isSelected)
            if isSelected {
                buffer.write(buffer.glyphs.pointer, x: area.x + 1, y: y, role: .pointer, isSelected: true)
            }
            let isShown = !scene.columns.hidden.contains(column)
            let box = isShown ? "[\(buffer.glyphs.check)]" : "[ ]"
            buffer.write(box, x: area.x + 3, y: y, role: isShown ? .level : .dim, isSelected: isSelected)
            let note = ColumnChoice.canHide(column) ? "" : ColumnChooser.note
            let noteWidth = min(note.displayWidth, max(0, area.width - 9))
            buffer.write(
                note, x: area.maxX - 2 - noteWidth, y: y, width: noteWidth, role: .dim, isSelected: isSelected)
            buffer.write(
                column.name(scene.subject, scene.options.scale), x: area.x + 7, y: y,
                width: max(0, area.width - 10 - noteWidth),
                role: !isShown ? .dim : isSelected ? .strong : .text, isSelected: isSelected)
        }
        buffer.drawScrollbar(
            x: area.maxX - 1, y: area.y + 1, height: area.height - 2, visible: visibleCount(in: scene),
            total: columns.count, offset: offset)
    }
}
