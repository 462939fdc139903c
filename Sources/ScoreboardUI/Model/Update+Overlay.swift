import Scoreboard
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
            guard let choice = chooser.selectedChoice else { return [] }
            if case .export(let format) = choice { askForFile(format) } else { take(choice) }
        case (.accept, .columns), (.chooseColumns, .columns):
            scene.overlay = nil
        case (.help, .columns):
            scene.overlay = .help(HelpOverlay(scope: .columns))
        case (let action, .chooser(var chooser)) where action == chooser.opener:
            // The key that opened it walks on, so that `w w Enter` needs no arrow.
            chooser.selection = chooser.items.isEmpty ? 0 : (chooser.selection + 1) % chooser.items.count
            scene.overlay = .chooser(chooser)
        case (.chooseWindow, .chooser), (.chooseCluster, .chooser), (.chooseMetric, .chooser),
            (.chooseSort, .chooser), (.chooseTheme, .chooser):
            // The keys of choosers that the pane below does not have mean nothing.
            guard action.applies(in: type(of: pane).scope) else { break }
            scene.overlay = nil
            return perform(action)
        case (_, .columns(var chooser)):
            chooser.perform(action, &scene)
            scene.overlay = .columns(chooser)
        case (_, .chooser(var chooser)):
            chooser.selection = ListMotion.moved(
                chooser.selection, action, count: chooser.items.count, page: chooser.box(in: scene).visibleCount)
            scene.overlay = .chooser(chooser)
        case (_, .help(var help)):
            let visible = help.visibleCount(in: scene)
            help.offset = ListMotion.moved(
                help.offset, action, count: max(1, help.rows(in: scene).count - visible + 1), page: visible)
            scene.overlay = .help(help)
        case (_, nil):
            break
        }
        return []
    }

    private mutating func take(_ choice: Choice) {
        if let part = choice.part { scene.chosenParts.append(part) }
        if case .theme(let theme) = choice {
            scene.chosenTheme = theme
        } else {
            withPane { $0.choose(choice, &$1) }
        }
    }

    /// Two clicks at one place within a second, as the clock of the screen has them, are a double click.
    private mutating func tellDoubleClick(_ event: MouseEvent) {
        scene.isDoubleClick = false
        guard event.kind == .press else { return }
        if let last = scene.lastPress, last.point.y == event.point.y, abs(last.point.x - event.point.x) <= 1,
            scene.now - last.time <= 1
        {
            scene.isDoubleClick = true
            scene.lastPress = nil
        } else {
            scene.lastPress = (event.point, scene.now)
        }
    }

    mutating func point(_ event: MouseEvent) -> [Effect] {
        guard !scene.isTooSmall, scene.departure == nil else { return [] }
        tellDoubleClick(event)
        if scene.prompt?.kind == .command, event.kind == .press, takeCandidate(at: event.point) { return [] }
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
            let box = chooser.box(in: scene)
            guard box.area.contains(event.point) else {
                scene.overlay = nil
                return []
            }
            if let index = box.index(at: event.point) {
                chooser.selection = index
                scene.overlay = .chooser(chooser)
                return performInOverlay(.accept)
            }
        case (.press, .columns(var chooser)):
            let box = chooser.box(in: scene)
            guard box.area.contains(event.point) else {
                scene.overlay = nil
                return []
            }
            if let index = box.index(at: event.point) {
                chooser.selection = index
                chooser.perform(.toggleColumn, &scene)
                scene.overlay = .columns(chooser)
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
