import Scoreboard
package import TerminalKit

/// The filters of seen jobs: of each cluster and month, how large, how full, how good.
package struct BloomPane: Pane {
    package static let name = "bloom"
    package static let title = "Bloom"
    package static let scope = Action.Scope.bloom

    /// A filter is near its capacity from this part of its plan on. It is made anew, twice as large, when it is outgrown.
    static let nearCapacity = 0.9

    /// By cluster, the newest month first; nil as long as none were read.
    package private(set) var filters: [SeenFilter]?
    /// The line that is selected, by what it shows.
    private var selection: Selection?
    package private(set) var selectedRow = 0
    /// How many lines are above the first that is seen.
    package internal(set) var scrollOffset = 0
    private var isAsking = false
    private var isStale = false

    private struct Selection: Hashable {
        var cluster: String
        var month: Month
    }

    package init(_ options: BoardOptions) {}

    package func footerActions(_ scene: Scene) -> [Action] {
        rows.isEmpty ? Footer.withoutData : [.help, .moveUp, .moveDown, .pageDown, .reload]
    }

    var rows: [SeenFilter] { filters ?? [] }

    package mutating func standingsChanged(_ scene: inout Scene) { isStale = true }

    package mutating func receive(_ answer: Answer, _ scene: inout Scene) {
        guard case .filters(let filters) = answer else { return }
        isAsking = false
        let sorted = filters.sorted { ($0.cluster, $1.month) < ($1.cluster, $0.month) }
        self.filters = sorted
        let kept = selection.flatMap { wanted in
            sorted.firstIndex { $0.cluster == wanted.cluster && $0.month == wanted.month }
        }
        select(row: kept ?? selectedRow)
    }

    private mutating func select(row: Int) {
        selectedRow = max(0, min(row, rows.count - 1))
        if rows.indices.contains(selectedRow) {
            selection = Selection(cluster: rows[selectedRow].cluster, month: rows[selectedRow].month)
        }
    }

    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        switch action {
        case .escape: scene.destination = .back
        default:
            if ListMotion.handles(action) {
                let page = scene.isTooSmall ? 1 : lines(scene).height
                select(row: ListMotion.moved(selectedRow, action, count: rows.count, page: page))
            }
        }
        return []
    }

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] {
        let area = lines(scene)
        let row = point.y - area.y + scrollOffset
        if area.contains(point), rows.indices.contains(row) { select(row: row) }
        return []
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] {
        if !scene.isTooSmall {
            let visible = lines(scene).height
            scrollOffset = min(scrollOffset, selectedRow)
            scrollOffset = max(scrollOffset, selectedRow - visible + 1)
            scrollOffset = max(0, min(scrollOffset, rows.count - visible))
        }
        guard !isAsking, isStale || filters == nil, scene.loadState == .loaded else { return [] }
        isAsking = true
        isStale = false
        return [.ask(.filters)]
    }

    package func position(_ scene: Scene) -> String {
        rows.isEmpty ? "" : "\(selectedRow + 1)/\(rows.count)"
    }
}
