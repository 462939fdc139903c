import Scoreboard
package import TerminalKit

extension HealthPane {
    func layout(_ scene: Scene) -> ClusterListLayout {
        ClusterListLayout(size: scene.size, clusters: rows.count)
    }

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let frame = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        if let notice = notice(scene) {
            notice.render(into: &buffer, Rect(x: 2, y: 1, width: frame.width - 4, height: frame.height - 2))
            return
        }
        let layout = layout(scene)
        list(scene, layout).render(into: &buffer)
        let page = page(scene, width: layout.details.width)
        page.render(into: &buffer, layout.details, offset: scrollOffset)
        buffer.drawScrollbar(
            x: frame.maxX - 1, y: layout.details.y, height: layout.details.height, visible: layout.details.height,
            total: page.height, offset: scrollOffset)
    }

    func notice(_ scene: Scene) -> Notice? {
        if let notice = Notice(unread: scene) { return notice }
        guard let clusters else {
            return Notice(title: "Reading the records\(scene.glyphs.ellipsis)", lines: [scene.options.root])
        }
        return clusters.isEmpty ? Notice(emptyRoot: scene.options.root) : nil
    }

    private func list(_ scene: Scene, _ layout: ClusterListLayout) -> ClusterList {
        let rows = rows.map { health in
            let (words, role) = state(health, scene.now)
            return ClusterList.Row(
                title: scene.title(ofCluster: health.cluster), mark: scene.glyphs.dot, markRole: role, words: words,
                wordsRole: role == .level ? .dim : role)
        }
        return ClusterList(heading: "last success", rows: rows, selection: selectedRow, layout: layout)
    }

    /// How a cluster is, in two words, and how that looks.
    func state(_ health: ClusterHealth, _ now: Timestamp) -> (String, Role) {
        if !health.problems.isEmpty || !health.damaged.isEmpty { return ("damaged", .loss) }
        guard let success = health.lastSuccess else {
            guard let asOf = health.asOf else { return ("never polled", .warning) }
            return ("ingested", DataAge.role(seconds: now - asOf))
        }
        let seconds = max(0, now - success)
        let age = ValueText.age(seconds: seconds)
        if health.hasFailed { return ("failed, \(age)", .loss) }
        return (age, DataAge.role(seconds: seconds))
    }

    /// The details of the selected cluster.
    func page(_ scene: Scene, width: Int) -> Page {
        var page = Page(width: width)
        guard let health = selected else { return page }
        let details = HealthDetails(health: health, scene: scene, width: width)
        if !health.problems.isEmpty { page.add(details.problems) }
        if !health.onlyOwnJobs.isEmpty { page.add(details.onlyOwnJobs) }
        let pairs = [details.polling, details.lastPiece]
        if width >= 84 {
            page.add(pairs.map { [$0] }, firstWidths: [width * 3 / 5])
        } else {
            for section in pairs { page.add(section) }
        }
        page.add(details.history(secondsToGo: secondsToGo(health, now: scene.now)))
        if !health.deferred.isEmpty { page.add(details.deferred) }
        if !health.lastError.isEmpty { page.add(details.error) }
        if !health.damaged.isEmpty { page.add(details.damaged) }
        page.add(details.examination(findings, isExamining: isExamining))
        if rows.count > 1, width >= ClusterTable.leastWidth {
            page.add(
                ClusterTable(clusters: rows, selectedCluster: health.cluster, pane: self, scene: scene).section)
        }
        return page
    }
}
