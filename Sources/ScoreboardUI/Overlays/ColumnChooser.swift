import TerminalKit

/// The columns of the board as a list over it: which are shown, and in which order. What is changed is seen at once behind
/// the list, and stays.
package struct ColumnChooser: Sendable {
    /// An index into `columns(_:)`.
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
                selection, action, count: columns.count, page: box(in: scene).visibleCount)
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

    private static let note = "always shown"

    /// The box on the screen.
    func box(in scene: Scene) -> ListBox {
        let items = ColumnChooser.columns(scene)
        let widest = items.map { $0.name(scene.subject, scene.options.scale).displayWidth }.max() ?? 0
        return ListBox(
            count: items.count, selection: selection, width: widest + ColumnChooser.note.displayWidth + 13, in: scene)
    }

    func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let box = box(in: scene)
        let area = box.area
        let columns = ColumnChooser.columns(scene)
        box.render(into: &buffer, title: "Columns of every board") { buffer, index, y, isSelected in
            let column = columns[index]
            let isShown = !scene.columns.hidden.contains(column)
            let sign = isShown ? "[\(buffer.glyphs.check)]" : "[ ]"
            buffer.write(sign, x: area.x + 3, y: y, role: isShown ? .level : .dim, isSelected: isSelected)
            let note = ColumnChoice.canHide(column) ? "" : ColumnChooser.note
            let noteWidth = min(note.displayWidth, max(0, area.width - 9))
            buffer.write(
                note, x: area.maxX - 2 - noteWidth, y: y, width: noteWidth, role: .dim, isSelected: isSelected)
            buffer.write(
                column.name(scene.subject, scene.options.scale), x: area.x + 7, y: y,
                width: max(0, area.width - 10 - noteWidth),
                role: !isShown ? .dim : isSelected ? .strong : .text, isSelected: isSelected)
        }
    }
}
