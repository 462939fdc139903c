import TerminalKit

/// What completes the command that is being typed, in a small box above the prompt.
struct CommandList {
    static let visibleLimit = 8

    private let commands: CommandState
    private let area: Rect
    private let offset: Int
    private let labelWidth: Int

    /// Nil when there is nothing to show, or no room for it.
    init?(_ model: Model) {
        let scene = model.scene
        guard scene.prompt?.kind == .command, !scene.commands.candidates.isEmpty else { return nil }
        commands = scene.commands
        let count = commands.candidates.count
        let visible = min(count, CommandList.visibleLimit, scene.size.height - 5)
        guard visible > 0 else { return nil }
        let selection = commands.selection ?? 0
        offset = max(0, min(count - visible, selection - visible / 2))
        let room = scene.size.width - 4
        let label = commands.candidates.map { $0.word.displayWidth }.max() ?? 0
        let detail = commands.candidates.map { $0.detail.displayWidth }.max() ?? 0
        labelWidth = min(label, max(8, room / (detail > 0 ? 2 : 1) - 5))
        let width = min(room, max(24, labelWidth + detail + (detail > 0 ? 8 : 6)))
        area = Rect(x: 2, y: scene.size.height - 4 - visible, width: width, height: visible + 2)
    }

    func index(at point: Point) -> Int? {
        let row = point.y - area.y - 1
        guard area.contains(point), (0..<area.height - 2).contains(row) else { return nil }
        return offset + row
    }

    func render(into buffer: inout ScreenBuffer) {
        let count = commands.candidates.count
        let title = commands.selection.map { "\($0 + 1) of \(count)" } ?? (count == 1 ? "1 choice" : "\(count) choices")
        Panel.draw(into: &buffer, area, title: title)
        for row in 0..<area.height - 2 {
            let candidate = commands.candidates[offset + row]
            let isSelected = offset + row == commands.selection
            let y = area.y + 1 + row
            buffer.fill(Rect(x: area.x + 1, y: y, width: area.width - 2, height: 1), isSelected: isSelected)
            if isSelected {
                buffer.write(buffer.glyphs.pointer, x: area.x + 1, y: y, role: .pointer, isSelected: true)
            }
            buffer.write(
                candidate.word, x: area.x + 3, y: y, width: min(labelWidth, max(0, area.width - 5)),
                role: isSelected ? .strong : .text, isSelected: isSelected)
            let x = area.x + 3 + labelWidth + 2
            buffer.write(
                candidate.detail, x: x, y: y, width: max(0, area.maxX - 2 - x), role: .dim, isSelected: isSelected)
        }
        buffer.drawScrollbar(
            x: area.maxX - 1, y: area.y + 1, height: area.height - 2, visible: area.height - 2, total: count,
            offset: offset)
    }
}
