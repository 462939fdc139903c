import Scoreboard
package import TerminalKit

/// The poller inside this program: begins and ends one, and shows how it gets on. A poller elsewhere is watched.
package struct PollerPane: Pane {
    package static let name = "poller"
    package static let title = "Poller"
    package static let scope = Action.Scope.poller

    /// What can be polled from here; nil as long as Slurm was not asked.
    package private(set) var site: PollingSite?
    /// What was last seen of each cluster, by name.
    package private(set) var sights: [String: PollingSight] = [:]
    private(set) var logs: [String: PollingLog] = [:]
    /// The cluster that the person chose; nil is the one that `selected(_:)` says.
    package private(set) var selectedCluster: String?
    /// How many rows of the log are below the last that is seen; 0 follows what comes.
    package internal(set) var logOffset = 0
    /// To be polled as soon as it is known whether it can be.
    private var wish: String?
    private var isAskingSite = false
    /// What Slurm said of its clusters may be otherwise by now.
    private var mustAskSite = true
    private var isLooking = false
    /// At what was looked last, and when.
    private var lastLook: (cluster: String, time: Timestamp)?

    /// Seconds between two looks at what others write.
    private static let lookSeconds: Int64 = 2

    package init(_ options: BoardOptions) {}

    package func footerActions(_ scene: Scene) -> [Action] {
        guard !rows(scene).isEmpty else { return Footer.withoutData }
        return [.help, .poll, .moveUp, .moveDown, .pageUp, .pageDown, .moveToLast]
    }

    // MARK: - The clusters

    /// Every cluster that something is known of, sorted by name.
    func rows(_ scene: Scene) -> [String] {
        let places = site?.places.map(\.cluster) ?? []
        return Set(places + scene.standings.map(\.cluster) + scene.pollers.keys).sorted()
    }

    /// The one that is shown: before the person has chosen, one that is being polled or can be.
    func selected(_ scene: Scene) -> String? {
        let rows = rows(scene)
        if let selectedCluster, rows.contains(selectedCluster) { return selectedCluster }
        let candidates = scene.polledClusters + [scene.cluster, site?.local].compactMap { $0 }
        return candidates.first(where: rows.contains) ?? rows.first { obstacle($0) == nil } ?? rows.first
    }

    func selectedRow(_ scene: Scene) -> Int {
        selected(scene).flatMap { rows(scene).firstIndex(of: $0) } ?? 0
    }

    /// Why a cluster cannot be polled from here; nil when it can, or that is not known.
    func obstacle(_ cluster: String) -> PollingObstacle? {
        guard let site else { return nil }
        return site.places.first { $0.cluster == cluster }.map(\.obstacle) ?? site.obstacle
    }

    /// Another poller that has the cluster's lock.
    func otherHolder(_ cluster: String, _ scene: Scene) -> PollingHolder? {
        guard let holder = sights[cluster]?.holder, !holder.isSelf, !(scene.pollers[cluster]?.isActive ?? false) else {
            return nil
        }
        return holder
    }

    // MARK: - What comes

    package mutating func standingsChanged(_ scene: inout Scene) {}

    /// Slurm may answer now where it failed before.
    package mutating func appear(_ scene: inout Scene) {
        if site?.problem != nil { askSiteAgain() }
    }

    package mutating func receive(_ answer: Answer, _ scene: inout Scene) {
        switch answer {
        case .pollingSite(let site):
            isAskingSite = false
            // What is selected stays, also where a better one is known by now.
            if self.site != nil || wish != nil { selectedCluster = selected(scene) }
            self.site = site
        case .polling(let sight): see(sight, &scene)
        default: break
        }
    }

    private mutating func see(_ sight: PollingSight, _ scene: inout Scene) {
        isLooking = false
        let cluster = sight.health.cluster
        let before = otherHolder(cluster, scene)
        sights[cluster] = sight
        // Our own poller says itself what it does.
        guard !(scene.pollers[cluster]?.isActive ?? false) else { return }
        if let before, before != otherHolder(cluster, scene) {
            scene.say("The other poller of \(scene.title(ofCluster: cluster)) has ended: \(before.words).")
        }
        let count = logs[cluster, default: PollingLog()].follow(sight.lines)
        keepPlace(cluster, added: count, scene)
    }

    package mutating func polled(_ report: PollingReport, _ lines: [PollingLine], _ scene: inout Scene) {
        logs[report.cluster, default: PollingLog()].append(lines)
        keepPlace(report.cluster, added: lines.count, scene)
    }

    /// Whoever reads what is above goes on reading it when lines come below.
    private mutating func keepPlace(_ cluster: String, added count: Int?, _ scene: Scene) {
        guard logOffset > 0, cluster == selected(scene), !scene.isTooSmall else { return }
        guard let count, let log = logs[cluster] else {
            logOffset = 0
            return
        }
        let view = PollerLogView(Array(log.lines.suffix(count)), width: layout(scene).area.width, scene: scene)
        logOffset += view.rows.count
    }

    // MARK: - What is done

    package mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] {
        switch action {
        case .escape: scene.destination = .back
        case .poll: return startOrStop(&scene)
        case .reload: askSiteAgain()
        case .moveUp, .moveDown:
            select(row: ListMotion.moved(selectedRow(scene), action, count: rows(scene).count, page: 1), scene)
        default:
            guard ListMotion.handles(action), !scene.isTooSmall else { return [] }
            let (height, last) = logExtent(scene)
            logOffset = last - ListMotion.moved(last - logOffset, action, count: last + 1, page: height - 1)
        }
        return []
    }

    /// What is under way will tell as well.
    private mutating func askSiteAgain() {
        if !isAskingSite { mustAskSite = true }
    }

    private mutating func select(row: Int, _ scene: Scene) {
        let rows = rows(scene)
        guard rows.indices.contains(row) else { return }
        if rows[row] != selected(scene) { logOffset = 0 }
        selectedCluster = rows[row]
    }

    private mutating func startOrStop(_ scene: inout Scene) -> [Effect] {
        guard let cluster = selected(scene) else {
            if let obstacle = site?.obstacle {
                scene.say(obstacle.words, isWarning: true)
            } else if site == nil {
                scene.say("Slurm is being asked which clusters there are. Press p again when they are here.")
            } else {
                scene.say("No cluster is known here that could be polled.", isWarning: true)
            }
            return []
        }
        selectedCluster = cluster
        let title = scene.title(ofCluster: cluster)
        if let report = scene.pollers[cluster], report.isActive {
            if report.state == .ending {
                scene.say("The poller of \(title) is ending already. p starts it again when it has ended.")
            }
            return scene.stopPolling(cluster)
        }
        guard site != nil else {
            wish = wish == cluster ? nil : cluster
            scene.say(
                wish == nil
                    ? "\(title) is not polled then."
                    : "Slurm is being asked whether \(title) can be polled from here; then it begins.")
            return []
        }
        return start(cluster, &scene)
    }

    private mutating func start(_ cluster: String, _ scene: inout Scene) -> [Effect] {
        wish = nil
        let title = scene.title(ofCluster: cluster)
        if let obstacle = obstacle(cluster) {
            scene.say("\(title) cannot be polled from here. \(obstacle.words)", isWarning: true)
            return []
        }
        if let holder = otherHolder(cluster, scene) {
            scene.say("\(title) is polled already: \(holder.words). It is watched here.", isWarning: true)
            return []
        }
        logOffset = 0
        return scene.startPolling(cluster)
    }

    /// The wheel scrolls the log.
    package mutating func scroll(by lines: Int, _ scene: inout Scene) -> [Effect] {
        logOffset -= lines
        return []
    }

    package mutating func press(at point: Point, _ scene: inout Scene) -> [Effect] {
        let layout = layout(scene).clusters
        if layout.list.contains(point) {
            let offset = ClusterList.offset(count: rows(scene).count, selection: selectedRow(scene), layout)
            select(row: point.y - layout.list.y + offset, scene)
        }
        return []
    }

    package mutating func settle(_ scene: inout Scene) -> [Effect] {
        // To know where the log begins, all its lines are broken: not for whoever looks at its end.
        if logOffset < 0 { logOffset = 0 }
        if logOffset > 0, !scene.isTooSmall { logOffset = min(logOffset, logExtent(scene).last) }
        var effects: [Effect] = []
        if let wish, site != nil { effects += start(wish, &scene) }
        if mustAskSite, !isAskingSite {
            (mustAskSite, isAskingSite) = (false, true)
            effects.append(.ask(.pollingSite))
        }
        guard let cluster = selected(scene), !isLooking else { return effects }
        // Paused is paused; what was never seen is looked at all the same.
        guard !scene.isPaused || sights[cluster] == nil else { return effects }
        if let lastLook, lastLook.cluster == cluster,
            (0..<PollerPane.lookSeconds).contains(scene.now - lastLook.time)
        {
            return effects
        }
        isLooking = true
        lastLook = (cluster, scene.now)
        return effects + [.ask(.polling(cluster: cluster))]
    }

    package func position(_ scene: Scene) -> String {
        let count = rows(scene).count
        return count == 0 ? "" : "\(selectedRow(scene) + 1)/\(count)"
    }
}
