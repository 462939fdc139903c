import Scoreboard

extension Scene {
    /// The clusters that this program polls now, sorted.
    package var polledClusters: [String] {
        pollers.values.filter(\.isActive).map(\.cluster).sorted()
    }

    /// Begins to poll a cluster.
    mutating func startPolling(_ cluster: String) -> [Effect] {
        pollers[cluster] = PollingReport(cluster: cluster, started: now)
        return [.startPolling(cluster)]
    }

    /// Asks the poller of a cluster to end.
    mutating func stopPolling(_ cluster: String) -> [Effect] {
        guard pollers[cluster]?.isActive ?? false, pollers[cluster]?.state != .ending else { return [] }
        pollers[cluster]?.state = .ending
        return [.stopPolling(cluster)]
    }
}

extension Model {
    /// Takes in what a poller of this program says.
    mutating func accept(_ report: PollingReport) -> [Effect] {
        let before = scene.pollers[report.cluster]
        var report = report
        // It was asked to end, and said this before it heard.
        if before?.state == .ending, report.isActive { report.state = .ending }
        scene.pollers[report.cluster] = report
        var effects: [Effect] = []
        let published = before.map { $0.started == report.started ? $0.publications : 0 } ?? 0
        if report.publications > published { effects += loadAgain() }
        guard case .ended(let problem) = report.state else { return effects }
        if let problem {
            scene.say(
                "Polling \(scene.title(ofCluster: report.cluster)) has ended: \(problem)", isWarning: true)
        }
        return effects + depart()
    }

    /// Reads the standings, once more when they are just being read: what is read now may be from before.
    private mutating func loadAgain() -> [Effect] {
        scene.mustLoadAgain = scene.isLoading
        return load()
    }

    // MARK: - Leaving

    /// Ends the program once its pollers have ended; at once when a person insists.
    mutating func quit(insisting: Bool) -> [Effect] {
        let active = scene.polledClusters
        if active.isEmpty || (insisting && scene.departure == .quitting) { return [.quit] }
        scene.departure = .quitting
        return active.flatMap { scene.stopPolling($0) }
    }

    /// Gives the terminal to the shell once the pollers have ended.
    mutating func suspend() -> [Effect] {
        guard scene.departure == nil else { return [] }
        let active = scene.polledClusters
        guard !active.isEmpty else { return [.suspend] }
        scene.departure = .suspending(resuming: active.filter { scene.pollers[$0]?.state != .ending })
        return active.flatMap { scene.stopPolling($0) }
    }

    /// Goes, when nothing is left to be waited for.
    private mutating func depart() -> [Effect] {
        guard let departure = scene.departure, scene.polledClusters.isEmpty else { return [] }
        scene.departure = nil
        switch departure {
        case .quitting: return [.quit]
        case .suspending(let clusters):
            return [.suspend]
                + clusters.filter { scene.pollers[$0]?.state == .ended(problem: nil) }
                .flatMap { scene.startPolling($0) }
        }
    }
}
