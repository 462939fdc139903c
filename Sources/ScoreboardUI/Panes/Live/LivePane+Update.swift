import Scoreboard
package import TerminalKit

extension LivePane {
    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        lastPress = nil
        switch action {
        case .reload: request(&scene)
        case .open: openSelected(&scene)
        case .nextColumn: moveFocus(by: 1, scene)
        case .previousColumn: moveFocus(by: -1, scene)
        case .sort: sort(by: focus)
        case .chooseSort: scene.overlay = .chooser(.orders(self, scene))
        case .filter: scene.prompt = Prompt(kind: .filter, text: filter)
        case .search: scene.prompt = Prompt(kind: .search, text: "")
        case .nextMatch: jump(by: 1, &scene)
        case .previousMatch: jump(by: -1, &scene)
        case .chooseCluster: scene.overlay = .chooser(.clusters(scene))
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

    /// The user's page is made of jobs that have ended: who is new has none.
    private func openSelected(_ scene: inout Scene) {
        guard rows.count > 0 else { return }
        let user = rows[selectedRow].user
        guard scene.users.place(of: user) != nil else {
            scene.say("\(user) is on no board yet: the first job has not ended, or too few have.", isWarning: true)
            return
        }
        scene.selectedUser = user
        scene.destination = .pane(UserPane.name)
    }

    package mutating func choose(_ choice: Choice, _ scene: inout Scene) {
        switch choice {
        case .sortQueue(let column):
            focus = column
            sort(by: column)
        case .cluster(let cluster): scene.cluster = cluster
        case .window, .subject, .sort, .theme, .export: break
        }
    }

    /// Sorts by a column; by the same one again inverts.
    private mutating func sort(by column: LiveColumn) {
        if sortColumn == column {
            isDescending.toggle()
        } else {
            sortColumn = column
            isDescending = column.sortsDescending
        }
        arrange()
    }

    /// Among the columns that are seen.
    private mutating func moveFocus(by step: Int, _ scene: Scene) {
        guard !scene.isTooSmall else { return }
        let ring = layout(scene).columns.map(\.column).filter(\.takesFocus)
        guard !ring.isEmpty else { return }
        let at = ring.firstIndex(of: focus) ?? (step > 0 ? -1 : 0)
        focus = ring[(at + step + ring.count) % ring.count]
    }

    private mutating func goToOwnRow(_ scene: inout Scene) {
        guard let me else {
            scene.say("Who are you? Start with --me NAME.", isWarning: true)
            return
        }
        if let row = rows.row(of: me) {
            select(row: row)
        } else if rows.contains(me) {
            scene.say("The filter hides the row of \(me): Esc ends the filter.", isWarning: true)
        } else {
            scene.say("\(me) has no job that runs or waits here.", isWarning: true)
        }
    }

    // MARK: - The mouse

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] {
        let pressed = scene.isDoubleClick ? lastPress : nil
        lastPress = nil
        let layout = layout(scene)
        if layout.rows.contains(point) {
            let row = scrollOffset + point.y - layout.rows.y
            guard row < rows.count else { return [] }
            select(row: row)
            // Twice on the same user opens the page.
            if pressed == selectedUser { openSelected(&scene) } else { lastPress = selectedUser }
        } else if point.y == layout.headerY, let column = layout.column(at: point.x) {
            let sorted = column.takesFocus ? column : .runningCPUs
            focus = sorted
            sort(by: sorted)
        } else if point.y == layout.contextY {
            switch context(scene).item(at: point.x) {
            case .cluster: return perform(.chooseCluster, &scene)
            case .filter: return perform(.filter, &scene)
            default: break
            }
        }
        return []
    }
}
