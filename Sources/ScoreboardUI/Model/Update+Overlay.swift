import TerminalKit

extension Model {
    mutating func performInOverlay(_ action: Action) -> [Effect] {
        switch (action, scene.overlay) {
        case (.escape, _), (.back, _):
            scene.overlay = nil
        case (.help, .help):
            scene.overlay = nil
        case (.help, .chooser):
            scene.overlay = .help(HelpOverlay(scope: .chooser))
        case (.search, .help(let help)):
            scene.prompt = Prompt(kind: .help, text: help.filter)
        case (.accept, .chooser(let chooser)):
            scene.overlay = nil
            if let choice = chooser.selectedChoice { withPane { $0.choose(choice, &$1) } }
        case (let action, .chooser(var chooser)) where action == chooser.opener:
            // The key that opened it walks on, so that `w w Enter` needs no arrow.
            chooser.selection = chooser.items.isEmpty ? 0 : (chooser.selection + 1) % chooser.items.count
            scene.overlay = .chooser(chooser)
        case (.chooseWindow, .chooser), (.chooseCluster, .chooser), (.chooseMetric, .chooser):
            scene.overlay = nil
            return withPane { $0.perform(action, &$1) }
        case (_, .chooser(var chooser)):
            chooser.selection = ListMotion.moved(
                chooser.selection, action, count: chooser.items.count, page: chooser.visibleCount(in: scene))
            scene.overlay = .chooser(chooser)
        case (_, .help(var help)):
            let visible = help.visibleCount(in: scene)
            help.offset = ListMotion.moved(
                help.offset, action, count: max(1, help.lines(scene.glyphs).count - visible + 1), page: visible)
            scene.overlay = .help(help)
        case (_, nil):
            break
        }
        return []
    }

    mutating func point(_ event: MouseEvent) -> [Effect] {
        guard !scene.isTooSmall, scene.departure == nil else { return [] }
        if scene.prompt == nil, event.kind == .press, event.point.y == scene.size.height - 1 {
            let item = Footer.items(self).first { $0.columns.contains(event.point.x) }
            return item.map { perform($0.action) } ?? []
        }
        if scene.prompt == nil, scene.overlay == nil, event.kind == .press, event.point.y == 0 {
            if let tab = TitleLine(self).tab(at: event.point.x) { show(tab) }
            return []
        }
        switch (event.kind, scene.overlay) {
        case (.press, .chooser(var chooser)):
            let area = chooser.area(in: scene)
            guard area.contains(event.point) else {
                scene.overlay = nil
                return []
            }
            if let index = chooser.index(at: event.point, in: scene) {
                chooser.selection = index
                scene.overlay = .chooser(chooser)
                return performInOverlay(.accept)
            }
        case (.press, .help):
            scene.overlay = nil
        case (.press, nil):
            return withPane { $0.press(at: event.point, &$1) }
        case (.wheelUp, nil):
            return withPane { $0.scroll(by: -3, &$1) }
        case (.wheelDown, nil):
            return withPane { $0.scroll(by: 3, &$1) }
        case (.wheelUp, _):
            for _ in 0..<3 { _ = perform(.moveUp) }
        case (.wheelDown, _):
            for _ in 0..<3 { _ = perform(.moveDown) }
        }
        return []
    }
}
