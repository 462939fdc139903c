import Scoreboard
package import TerminalKit

/// Two to four players side by side, a metric a line.
package struct ComparePane: Pane {
    package static let name = "compare"
    package static let title = "Compare"
    package static let scope = Action.Scope.compare

    /// The line that is selected, whose months are drawn below.
    package internal(set) var selectedLine = 0
    /// Which player has the focus: Enter opens it, Space takes its mark away.
    package internal(set) var focus = 0
    /// How many lines are above the first that is seen.
    package internal(set) var scrollOffset = 0
    let scale: ExperienceScale
    private var standings: [String: UserStanding] = [:]

    package init(_ options: BoardOptions) {
        scale = options.scale
    }

    package func footerActions(_ scene: Scene) -> [Action] {
        guard scene.hasBoards else { return Footer.withoutData }
        return [
            .help, .open, .mark, .nextColumn, .clearMarks, .chooseWindow, .chooseCluster, .moveUp, .moveDown, .reload,
        ]
    }

    package mutating func standingsChanged(_ scene: inout Scene) {
        standings = [:]
        look(scene)
    }

    /// Keeps the standings of those who are compared.
    private mutating func look(_ scene: Scene) {
        let missing = Set(players(scene)).subtracting(standings.keys)
        guard !missing.isEmpty else { return }
        for user in missing { standings[user] = scene.users.standing(of: user) }
    }

    /// The marked ones; beside a single one, the player that is selected on the board.
    func players(_ scene: Scene) -> [String] {
        if scene.marks.count == 1, let selected = scene.selectedUser, selected != scene.marks[0] {
            return scene.marks + [selected]
        }
        return scene.marks
    }

    /// Nil for who has no ended job on the chosen clusters.
    func standing(_ player: String) -> UserStanding? { standings[player] }

    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        let players = players(scene)
        switch action {
        case .escape: scene.destination = .back
        case .nextColumn: focus = players.isEmpty ? 0 : (focus + 1) % players.count
        case .previousColumn: focus = players.isEmpty ? 0 : (focus + players.count - 1) % players.count
        case .chooseWindow: scene.overlay = .chooser(.windows(scene))
        case .chooseCluster: scene.overlay = .chooser(.clusters(scene))
        case .clearMarks:
            scene.marks = []
            focus = 0
        case .mark: if players.indices.contains(focus) { scene.toggleMark(players[focus]) }
        case .open:
            guard players.indices.contains(focus) else { return [] }
            scene.selectedUser = players[focus]
            scene.destination = .pane(UserPane.name)
        default:
            guard ListMotion.handles(action) else { return [] }
            let page = scene.isTooSmall ? 1 : layout(scene).lines.height
            selectedLine = ListMotion.moved(
                selectedLine, action, count: Leaderboard.Subject.tabs.count, page: page)
        }
        return []
    }

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] {
        guard !scene.isTooSmall else { return [] }
        if point.y == 1 {
            switch context(scene).item(at: point.x) {
            case .cluster: return perform(.chooseCluster, &scene)
            case .window: return perform(.chooseWindow, &scene)
            default: return []
            }
        }
        let layout = layout(scene)
        if let column = layout.player(at: point.x), point.y >= layout.headY {
            if scene.isDoubleClick, focus == column { return perform(.open, &scene) }
            focus = column
        }
        let line = point.y - layout.lines.y + scrollOffset
        if layout.lines.contains(point), Leaderboard.Subject.tabs.indices.contains(line) { selectedLine = line }
        return []
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] {
        look(scene)
        focus = max(0, min(focus, players(scene).count - 1))
        guard !scene.isTooSmall else { return [] }
        let visible = layout(scene).lines.height
        scrollOffset = min(scrollOffset, selectedLine)
        scrollOffset = max(scrollOffset, selectedLine - visible + 1)
        scrollOffset = max(0, min(scrollOffset, Leaderboard.Subject.tabs.count - visible))
        return []
    }
}
