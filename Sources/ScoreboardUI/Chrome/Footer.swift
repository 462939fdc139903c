import TerminalKit

/// The keys at the bottom: those that do something where the person is now.
enum Footer {
    struct Item {
        var action: Action
        var key: String
        var label: String
        /// On the screen.
        var columns: Range<Int>
    }

    /// The items that fit, the important ones first to stay; in the order of importance but for quitting, which stands
    /// last, where hands look for it.
    static func items(_ model: Model) -> [Item] {
        let scene = model.scene
        let position = scene.overlay == nil ? model.pane.position(scene) : ""
        let room = scene.size.width - (position.isEmpty ? 0 : position.displayWidth + 2)
        var chosen: [Action] = []
        var used = 0
        for action in actions(model) {
            let width = width(of: action, scene)
            guard used + width <= room else { continue }
            chosen.append(action)
            used += width
        }
        if let quit = chosen.firstIndex(of: .back) { chosen.append(chosen.remove(at: quit)) }
        var x = 0
        return chosen.map { action in
            let end = x + width(of: action, scene)
            defer { x = end }
            return Item(
                action: action, key: key(of: action, scene), label: label(of: action, scene), columns: x..<end)
        }
    }

    private static func actions(_ model: Model) -> [Action] {
        switch model.scene.overlay {
        case nil: model.pane.footerActions
        case .chooser: [.accept, .escape, .moveUp, .moveDown, .help]
        case .help: [.escape, .search, .moveUp, .moveDown]
        }
    }

    private static func key(of action: Action, _ scene: Scene) -> String {
        action.definition.keys.first?.label(scene.glyphs) ?? ""
    }

    private static func label(of action: Action, _ scene: Scene) -> String { action.definition.label }

    private static func width(of action: Action, _ scene: Scene) -> Int {
        key(of: action, scene).displayWidth + 2 + label(of: action, scene).displayWidth + 1
    }

    static func render(into buffer: inout ScreenBuffer, _ model: Model) {
        let scene = model.scene
        let y = scene.size.height - 1
        if let prompt = scene.prompt {
            prompt.render(into: &buffer, y: y, note: model.pane.note(prompt))
            return
        }
        for item in items(model) {
            let x = buffer.write(" \(item.key) ", x: item.columns.lowerBound, y: y, role: .key)
            buffer.write(item.label, x: x, y: y, role: .keyLabel)
        }
        guard scene.overlay == nil else { return }
        let position = model.pane.position(scene)
        buffer.write(position, x: scene.size.width - 1 - position.displayWidth, y: y, role: .dim)
    }
}
