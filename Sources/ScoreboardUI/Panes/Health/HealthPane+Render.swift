import Scoreboard
package import TerminalKit

extension HealthPane {
    func layout(_ scene: Scene) -> HealthLayout { HealthLayout(size: scene.size, clusters: rows.count) }

    /// The first cluster that is seen, so that the selected one is.
    func listOffset(_ layout: HealthLayout) -> Int {
        max(0, min(rows.count - layout.list.height, selectedRow - layout.list.height / 2))
    }

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let frame = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        if let notice = notice(scene) {
            notice.render(into: &buffer, Rect(x: 2, y: 1, width: frame.width - 4, height: frame.height - 2))
            return
        }
        let layout = layout(scene)
        if let x = layout.dividerX {
            buffer.fill(
                Rect(x: x, y: 1, width: 1, height: frame.height - 2), glyph: buffer.glyphs.vertical, role: .border)
            buffer.write("Cluster", x: 5, y: 1, role: .header)
            buffer.write("last success", x: x - 13, y: 1, width: 12, alignment: .right, role: .dim)
        }
        if let y = layout.dividerY { buffer.drawDivider(frame, y: y) }
        renderList(into: &buffer, scene, layout)
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

    private func renderList(into buffer: inout ScreenBuffer, _ scene: Scene, _ layout: HealthLayout) {
        let offset = listOffset(layout)
        let area = layout.list
        for line in 0..<area.height where rows.indices.contains(offset + line) {
            let health = rows[offset + line]
            let isSelected = offset + line == selectedRow
            let y = area.y + line
            buffer.fill(Rect(x: area.x, y: y, width: area.width, height: 1), isSelected: isSelected)
            if isSelected { buffer.write(buffer.glyphs.pointer, x: area.x, y: y, role: .pointer, isSelected: true) }
            let (words, role) = state(health, scene.now)
            buffer.write(buffer.glyphs.dot, x: area.x + 2, y: y, role: role, isSelected: isSelected)
            let width = min(words.displayWidth, max(0, area.width - 12))
            buffer.write(
                words, x: area.maxX - 1 - width, y: y, width: width, alignment: .right,
                role: role == .level ? .dim : role, isSelected: isSelected)
            buffer.write(
                scene.title(ofCluster: health.cluster), x: area.x + 4, y: y, width: max(0, area.width - width - 7),
                role: isSelected ? .strong : .text, isSelected: isSelected)
        }
    }

    /// How a cluster is, in two words, and how that looks.
    func state(_ health: ClusterHealth, _ now: Timestamp) -> (String, Role) {
        if !health.problems.isEmpty || !health.damaged.isEmpty { return ("damaged", .loss) }
        guard let success = health.lastSuccess else {
            return health.asOf == nil ? ("never polled", .warning) : ("ingested", .level)
        }
        let seconds = max(0, now - success)
        let age = ValueText.age(seconds: seconds)
        if health.hasFailed { return ("failed, \(age)", .loss) }
        if seconds >= TitleLine.deadSeconds { return (age, .loss) }
        return (age, seconds >= TitleLine.staleSeconds ? .warning : .level)
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
        return page
    }
}
