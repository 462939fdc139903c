import Scoreboard
package import TerminalKit

/// How polling goes: each cluster's records, and what an examination of all files finds.
package struct HealthPane: Pane {
    package static let name = "health"
    package static let title = "Health"
    package static let scope = Action.Scope.health

    /// Sorted by name; nil as long as none were read.
    package private(set) var clusters: [ClusterHealth]?
    /// The worst first; nil as long as nothing was examined.
    package private(set) var findings: [HealthFinding]?
    /// The cluster whose details are shown; it stays selected whatever comes.
    package private(set) var selectedCluster: String?
    /// How many rows of the details are above the first that is seen.
    package internal(set) var scrollOffset = 0
    private(set) var isExamining = false
    private var isAsking = false
    private var isStale = false
    /// When each cluster's reading of history was first seen here, and what was left of it then: its pace.
    private var firstSight: [String: Sight] = [:]

    private struct Sight {
        var time: Timestamp
        var callsToGo: Int64
    }

    package init(_ options: BoardOptions) {}

    package func footerActions(_ scene: Scene) -> [Action] {
        rows.isEmpty ? Footer.withoutData : [.help, .moveUp, .moveDown, .pageDown, .examine, .reload]
    }

    var rows: [ClusterHealth] { clusters ?? [] }
    var selectedRow: Int { rows.firstIndex { $0.cluster == selectedCluster } ?? 0 }
    var selected: ClusterHealth? { rows.indices.contains(selectedRow) ? rows[selectedRow] : nil }

    package mutating func standingsChanged(_ scene: inout Scene) { isStale = true }

    /// A poll that failed changes the records and no board.
    package mutating func standingsUnchanged(_ scene: inout Scene) { isStale = true }

    package mutating func receive(_ answer: Answer, _ scene: inout Scene) {
        switch answer {
        case .health(let clusters):
            isAsking = false
            self.clusters = clusters
            for cluster in clusters {
                guard let left = cluster.backfill?.callsToGo, left > 0 else {
                    firstSight[cluster.cluster] = nil
                    continue
                }
                if firstSight[cluster.cluster].map({ $0.callsToGo < left }) ?? true {
                    firstSight[cluster.cluster] = Sight(time: scene.now, callsToGo: left)
                }
            }
        case .examination(let findings):
            isExamining = false
            self.findings = findings
        case .history, .filters, .pollingSite, .polling, .queue: break
        }
    }

    /// Seconds until all history is read, at the pace that was seen since the pane was opened; nil when none was.
    func secondsToGo(_ health: ClusterHealth, now: Timestamp) -> Int64? {
        guard let sight = firstSight[health.cluster], let left = health.backfill?.callsToGo, left > 0 else {
            return nil
        }
        let (done, passed) = (sight.callsToGo - left, now - sight.time)
        return done > 0 && passed > 0 ? Int64(Double(passed) / Double(done) * Double(left)) : nil
    }

    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        switch action {
        case .escape: scene.destination = .back
        case .examine: return examine()
        case .moveUp, .moveDown, .moveToFirst, .moveToLast:
            select(row: ListMotion.moved(selectedRow, action, count: rows.count, page: 1))
        default:
            guard ListMotion.handles(action), !scene.isTooSmall else { return [] }
            scroll(action, scene)
        }
        return []
    }

    private mutating func examine() -> [Effect] {
        guard !isExamining else { return [] }
        isExamining = true
        return [.ask(.examination)]
    }

    private mutating func select(row: Int) {
        guard rows.indices.contains(row) else { return }
        if rows[row].cluster != selectedCluster { scrollOffset = 0 }
        selectedCluster = rows[row].cluster
    }

    private mutating func scroll(_ action: Action, _ scene: Scene) {
        let area = layout(scene).details
        let last = page(scene, width: area.width).lastOffset(rows: area.height)
        scrollOffset = ListMotion.moved(scrollOffset, action, count: last + 1, page: area.height - 1)
    }

    /// The wheel scrolls the details.
    package mutating func scroll(by lines: Int, _ scene: inout Scene) -> [Effect] {
        scrollOffset += lines
        return []
    }

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] {
        let layout = layout(scene)
        if layout.list.contains(point) {
            let offset = ClusterList.offset(count: rows.count, selection: selectedRow, layout)
            select(row: point.y - layout.list.y + offset)
        }
        return []
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] {
        if !scene.isTooSmall {
            let area = layout(scene).details
            scrollOffset = max(0, min(scrollOffset, page(scene, width: area.width).lastOffset(rows: area.height)))
        }
        guard scene.loadState == .loaded else { return [] }
        // The records are few and small. An examination reads every file, so it waits until it is asked for.
        guard !isAsking, isStale || clusters == nil else { return [] }
        isAsking = true
        isStale = false
        return [.ask(.health)]
    }

    package func position(_ scene: Scene) -> String { rows.isEmpty ? "" : "\(selectedRow + 1)/\(rows.count)" }
}
