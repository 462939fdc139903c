import Scoreboard
package import TerminalKit

extension UserPane {
    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        switch action {
        case .nextUser: step(by: 1, &scene)
        case .previousUser: step(by: -1, &scene)
        case .nextColumn: stepSubject(by: 1)
        case .previousColumn: stepSubject(by: -1)
        case .chooseWindow: scene.overlay = .chooser(.windows(scene))
        case .chooseCluster: scene.overlay = .chooser(.clusters(scene))
        case .chooseMetric: scene.overlay = .chooser(.subjects(subject, scene))
        case .mark: if let user { scene.toggleMark(user) }
        case .compare: scene.destination = .pane(ComparePane.name)
        case .escape: scene.destination = .back
        default:
            guard ListMotion.handles(action), !scene.isTooSmall else { return [] }
            let area = body(scene)
            let last = page(scene, width: area.width).lastOffset(rows: area.height)
            scrollOffset = ListMotion.moved(scrollOffset, action, count: last + 1, page: area.height - 1)
        }
        return []
    }

    package mutating func choose(_ choice: Choice, _ scene: inout Scene) {
        switch choice {
        case .window(let window): scene.window = window
        case .cluster(let cluster): scene.cluster = cluster
        case .subject(let subject): self.subject = subject
        case .sort, .sortQueue, .theme, .export: break
        }
    }

    /// The next player in the order of the board, where its selection goes along.
    private mutating func step(by step: Int, _ scene: inout Scene) {
        let order = scene.playerOrder
        guard !order.isEmpty else { return }
        let at = user.flatMap { order.firstIndex(of: $0) }
        let next = at.map { $0 + step } ?? 0
        guard order.indices.contains(next) else {
            scene.say(step > 0 ? "This is the last player of the board." : "This is the first player of the board.")
            return
        }
        let offset = scrollOffset
        scene.selectedUser = order[next]
        show(order[next], scene)
        // Comparing one part of many pages is what stepping is for.
        scrollOffset = offset
    }

    private mutating func stepSubject(by step: Int) {
        let tabs = Leaderboard.Subject.tabs
        let at = tabs.firstIndex(of: subject) ?? 0
        subject = tabs[(at + step + tabs.count) % tabs.count]
    }

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] {
        if point.y == 1, !scene.isTooSmall {
            switch context(scene).item(at: point.x) {
            case .cluster: return perform(.chooseCluster, &scene)
            case .window: return perform(.chooseWindow, &scene)
            case .metric: return perform(.chooseMetric, &scene)
            default: return []
            }
        }
        let area = body(scene)
        // The skills are the first section: a title, two heads, and a line each.
        let line = point.y - area.y + scrollOffset - 3
        let tabs = Leaderboard.Subject.tabs
        let isBelowProblems = ownHistory?.problems.isEmpty ?? true
        if area.contains(point), standing != nil, isBelowProblems, tabs.indices.contains(line),
            point.x < area.x + SkillsTable.width(of: area.width)
        {
            subject = tabs[line]
        }
        return []
    }
}
