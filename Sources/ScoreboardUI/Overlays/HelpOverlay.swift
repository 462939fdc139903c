package import TerminalKit

/// The keys that apply here, as a list that can be narrowed.
package struct HelpOverlay: Sendable {
    /// Whose keys are shown.
    package var scope: Action.Scope
    /// Plain words, as in the board's filter.
    package var filter = ""
    /// How many lines are above the first that is seen.
    package var offset = 0

    /// One action.
    package struct Line: Hashable, Sendable {
        package var keys: String
        package var help: String
    }

    package init(scope: Action.Scope) {
        self.scope = scope
    }

    /// The actions that apply and pass the filter, in the order of the table.
    package func lines(_ glyphs: Glyphs) -> [Line] {
        let words = WordFilter(filter)
        return Action.allCases.filter { $0.applies(in: scope) }.map { action in
            Line(
                keys: action.definition.keys.map { $0.label(glyphs) }.joined(separator: " "),
                help: action.definition.help)
        }.filter { words.isEmpty || words.passes(Array("\($0.keys) \($0.help)".lowercased().utf8)) }
    }

    /// The lines as rows of the screen: help that is too long for it goes on below.
    func rows(in scene: Scene) -> [Line] {
        let area = area(in: scene)
        let width = max(8, area.maxX - 2 - helpX(in: area, scene))
        return lines(scene.glyphs).flatMap { line in
            Notice.wrap(line.help, width: width).enumerated().map { number, text in
                Line(keys: number == 0 ? line.keys : "", help: text)
            }
        }
    }

    private func keyWidth(in area: Rect, _ scene: Scene) -> Int {
        min(HelpOverlay(scope: scope).lines(scene.glyphs).map(\.keys.displayWidth).max() ?? 0, area.width / 2)
    }

    private func helpX(in area: Rect, _ scene: Scene) -> Int { area.x + 4 + keyWidth(in: area, scene) }

    func area(in scene: Scene) -> Rect {
        let all = HelpOverlay(scope: scope).lines(scene.glyphs)
        let keys = all.map(\.keys.displayWidth).max() ?? 0
        let help = all.map(\.help.displayWidth).max() ?? 0
        return Panel.area(Size(width: keys + help + 8, height: all.count + HelpOverlay.notes.count + 3), in: scene)
    }

    func visibleCount(in scene: Scene) -> Int {
        max(1, area(in: scene).height - 3 - HelpOverlay.notes.count)
    }

    private static let notes = ["Mouse: click rows, titles, skills and keys; hold Shift to select text."]

    func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let area = area(in: scene)
        Panel.draw(into: &buffer, area, title: filter.isEmpty ? "Keys" : "Keys with '\(filter)'")
        let lines = rows(in: scene)
        let keyWidth = keyWidth(in: area, scene)
        let visible = visibleCount(in: scene)
        let helpX = helpX(in: area, scene)
        for (row, line) in lines.dropFirst(offset).prefix(visible).enumerated() {
            let y = area.y + 1 + row
            let width = min(keyWidth, line.keys.displayWidth)
            buffer.write(line.keys, x: area.x + 2, y: y, width: width, role: .tabActive)
            buffer.write(line.help, x: helpX, y: y, width: max(0, area.maxX - 2 - helpX))
        }
        if lines.isEmpty {
            buffer.write("No key matches.", x: area.x + 2, y: area.y + 1, width: area.width - 4, role: .dim)
        }
        for (row, note) in HelpOverlay.notes.enumerated() {
            let y = area.maxY - 1 - HelpOverlay.notes.count + row
            buffer.write(note, x: area.x + 2, y: y, width: area.width - 4, role: .dim)
        }
        buffer.drawScrollbar(
            x: area.maxX - 1, y: area.y + 1, height: visible, visible: visible, total: lines.count, offset: offset)
    }
}
