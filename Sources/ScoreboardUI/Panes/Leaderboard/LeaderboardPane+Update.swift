import Scoreboard
package import TerminalKit

extension LeaderboardPane {
    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        lastPress = nil
        switch action {
        case .open: openSelected(&scene)
        case .mark: if rows.count > 0 { scene.toggleMark(rows.name(at: selectedRow)) }
        case .clearMarks: scene.marks = []
        case .compare: scene.destination = .pane(ComparePane.name)
        case .nextColumn: moveFocus(by: 1, scene)
        case .previousColumn: moveFocus(by: -1, scene)
        case .sort: sort(by: focus)
        case .filter: scene.prompt = Prompt(kind: .filter, text: filter)
        case .search: scene.prompt = Prompt(kind: .search, text: "")
        case .nextMatch: jump(by: 1, &scene)
        case .previousMatch: jump(by: -1, &scene)
        case .chooseWindow: scene.overlay = .chooser(.windows(scene))
        case .chooseCluster: scene.overlay = .chooser(.clusters(scene))
        case .chooseMetric: scene.overlay = .chooser(.subjects(subject, scene))
        case .chooseSort: scene.overlay = .chooser(.orders(self, scene))
        case .chooseColumns: scene.overlay = .columns(ColumnChooser(focus: focus, scene))
        case .nextMetric: stepMetric(by: 1)
        case .previousMetric: stepMetric(by: -1)
        case .scrollLeft: columnOffset = max(0, columnOffset - 1)
        case .scrollRight: if layout(scene).hidesRight { columnOffset += 1 }
        case .ownRow: goToOwnRow(&scene)
        case .escape: leave(&scene)
        default:
            let page = scene.isTooSmall ? 1 : layout(scene).rows.height
            if ListMotion.handles(action) {
                select(row: ListMotion.moved(selectedRow, action, count: rows.count, page: page))
            }
        }
        return []
    }

    private func openSelected(_ scene: inout Scene) {
        guard rows.count > 0 else { return }
        scene.selectedUser = rows.name(at: selectedRow)
        scene.destination = .pane(UserPane.name)
    }

    /// Sorts by a column; by the same one again inverts.
    mutating func sort(by column: BoardColumn) {
        if sort.column == column {
            sort.isDescending.toggle()
        } else {
            sort = BoardSort(column)
        }
        arrange()
    }

    /// Sorts in this order.
    mutating func order(by wanted: BoardSort) {
        sort = wanted
        if wanted.column.takesFocus { focus = wanted.column }
        arrange()
    }

    private mutating func moveFocus(by step: Int, _ scene: Scene) {
        let ring = columns.filter(\.takesFocus)
        guard !ring.isEmpty else { return }
        let at = ring.firstIndex(of: focus) ?? 0
        focus = ring[(at + step + ring.count) % ring.count]
        reveal(focus, scene)
    }

    /// Scrolls the columns as little as needed.
    private mutating func reveal(_ column: BoardColumn, _ scene: Scene) {
        guard !scene.isTooSmall, !layout(scene).contains(column) else { return }
        if let offset = columns.indices.first(where: { layout(scene, columnOffset: $0).contains(column) }) {
            columnOffset = offset
        }
    }

    private mutating func goToOwnRow(_ scene: inout Scene) {
        guard let me else {
            scene.say("Who are you? Start with --me NAME.", isWarning: true)
            return
        }
        if let row = rows.row(of: me) {
            select(row: row)
        } else if rows.entry(of: me) != nil {
            scene.say("\(me) is on this board, but the filter hides the row: Esc ends the filter.", isWarning: true)
        } else {
            scene.say("\(me) has no ended job in this window: no row on this board.", isWarning: true)
        }
    }

    // MARK: - The mouse

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] {
        let layout = layout(scene)
        let pressed = scene.isDoubleClick ? lastPress : nil
        lastPress = nil
        if layout.rows.contains(point) {
            let row = scrollOffset + point.y - layout.rows.y
            guard row < rows.count else { return [] }
            select(row: row)
            // Twice on the same player opens it.
            if pressed == selectedUser { openSelected(&scene) } else { lastPress = selectedUser }
        } else if point.y == layout.headerY, let column = layout.column(at: point.x) {
            let sorted: BoardColumn = column == .rank ? LeaderboardPane.naturalSort(subject, scale).column : column
            if sorted.takesFocus { focus = sorted }
            sort(by: sorted)
        } else if point.y == layout.tabsY {
            let tab = SkillTabs(subject: subject, scale: scale, width: layout.frame.width - 4).tabs
                .first { $0.columns.contains(point.x - 2) }
            if let tab { show(tab.subject) }
        } else if point.y == layout.contextY {
            switch context(scene).item(at: point.x) {
            case .cluster: return perform(.chooseCluster, &scene)
            case .window: return perform(.chooseWindow, &scene)
            case .filter: return perform(.filter, &scene)
            case .metric: return perform(.chooseMetric, &scene)
            case .players, nil: break
            }
        }
        return []
    }
}
