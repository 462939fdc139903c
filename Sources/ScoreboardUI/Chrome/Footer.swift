import TerminalKit

/// The keys at the bottom: those that do something where the person is now.
enum Footer {
    struct Item {
        var action: Action
        /// As drawn, with the air around it.
        var key: String
        var label: String
        /// On the screen.
        var columns: Range<Int>
    }

    /// So many keys with air around them are enough; with fewer, the air goes first.
    private static let airyCount = 9

    /// The items that fit, in the order of importance but for quitting, which stands last, where hands look for it.
    static func items(_ model: Model) -> [Item] {
        let scene = model.scene
        let position = scene.overlay == nil ? model.pane.position(scene) : ""
        let room =
            scene.size.width - (position.isEmpty ? 0 : position.displayWidth + 2)
            - DeluxeTip.reserve(scene)
        let own = actions(model)
        let all = own + everywhere(scene).filter { !own.contains($0) }
        let airy = fitting(all.map { item($0, scene, air: " ") }, room)
        guard airy.count < min(airyCount, own.count) else { return placed(airy) }
        return placed(fitting(all.map { item($0, scene, air: "") }, room))
    }

    /// What helps where there is nothing to look at: polling fills the boards.
    static let withoutData: [Action] = [.help, .poll, .reload]
    /// Where the pane's own keys leave room.
    private static func everywhere(_ scene: Scene) -> [Action] {
        guard scene.overlay == nil else { return [] }
        return scene.hasBoards ? [.reload, .export, .command, .chooseTheme] : [.reload, .command, .chooseTheme]
    }

    /// What fits into so many columns, the first ones first.
    private static func fitting(_ items: [Item], _ room: Int) -> [Item] {
        var used = 0
        return items.filter { item in
            guard used + item.columns.count <= room else { return false }
            used += item.columns.count
            return true
        }
    }

    private static func item(_ action: Action, _ scene: Scene, air: String) -> Item {
        let label = action == .chooseMetric ? scene.options.scale.metricWord : action.definition.label
        // Without arrows in the character set the key would read as the label: Up Up, Down Down.
        let keys = action.definition.keys.map { $0.label(scene.glyphs) }
        let key = air + (keys.first { $0 != label } ?? keys.first ?? "") + air
        return Item(action: action, key: key, label: label, columns: 0..<key.displayWidth + label.displayWidth + 1)
    }

    private static func placed(_ items: [Item]) -> [Item] {
        var items = items
        if let quit = items.firstIndex(where: { $0.action == .back }) { items.append(items.remove(at: quit)) }
        var x = 0
        for index in items.indices {
            let end = x + items[index].columns.count
            items[index].columns = x..<end
            x = end
        }
        return items
    }

    private static func actions(_ model: Model) -> [Action] {
        switch model.scene.overlay {
        case nil: [model.leaving] + model.pane.footerActions(model.scene)
        case .chooser: [.accept, .escape, .moveUp, .moveDown, .help]
        case .help: [.escape, .search, .moveUp, .moveDown]
        case .columns: [.toggleColumn, .columnLeft, .columnRight, .defaultColumns, .escape, .moveUp, .moveDown, .help]
        }
    }

    static func render(into buffer: inout ScreenBuffer, _ model: Model) {
        let scene = model.scene
        let y = scene.size.height - 1
        if let prompt = scene.prompt {
            prompt.render(into: &buffer, y: y, note: model.pane.note(prompt))
            return
        }
        var end = 0
        for item in items(model) {
            end = item.columns.upperBound
            let x = buffer.write(item.key, x: item.columns.lowerBound, y: y, role: .key)
            buffer.write(item.label, x: x, y: y, role: .keyLabel)
        }
        guard scene.overlay == nil else { return }
        let position = model.pane.position(scene)
        buffer.write(position, x: scene.size.width - 1 - position.displayWidth, y: y, role: .dim)
        let right = scene.size.width - (position.isEmpty ? 0 : position.displayWidth + 3)
        let tip = DeluxeTip.text(scene, room: right - end)
        buffer.write(tip, x: right - 1 - tip.displayWidth, y: y, role: .dim)
    }
}

extension Model {
    /// What leads out of the present pane: back to the one before, or out of the program.
    fileprivate var leaving: Action { trail.isEmpty ? .back : .escape }
}
