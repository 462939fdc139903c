import Scoreboard
package import TerminalKit

extension PollerPane {
    private static let labelWidth = 12
    /// Two facts stand beside each other from this width on.
    private static let pairWidth = 70

    func facts(_ scene: Scene) -> PollerFacts? {
        selected(scene).map { cluster in
            PollerFacts(
                cluster: cluster, scene: scene, report: scene.pollers[cluster], sight: sights[cluster],
                holder: otherHolder(cluster, scene), obstacle: obstacle(cluster), siteProblem: site?.problem)
        }
    }

    func layout(_ scene: Scene) -> PollerLayout {
        let facts = facts(scene)
        return PollerLayout(size: scene.size, clusters: rows(scene).count) { width in
            // Their title, who polls, what it does, the others, the bar of the history, the notes.
            let others = width >= PollerPane.pairWidth ? 3 : 6
            return (4 + others + (facts?.notes(width: width).count ?? 0), 3)
        }
    }

    func logView(_ scene: Scene, _ layout: PollerLayout) -> PollerLogView {
        PollerLogView(
            selected(scene).flatMap { logs[$0] }?.lines ?? [], width: layout.area.width, scene: scene)
    }

    /// The rows of the log that are seen, and how many more there are.
    func logExtent(_ scene: Scene) -> (height: Int, last: Int) {
        let layout = layout(scene)
        return (layout.log.height, max(0, logView(scene, layout).rows.count - layout.log.height))
    }

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let frame = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
        guard let facts = facts(scene) else {
            notice(scene).render(into: &buffer, Rect(x: 2, y: 1, width: frame.width - 4, height: frame.height - 2))
            return
        }
        let layout = layout(scene)
        list(scene, layout.clusters).render(into: &buffer)
        render(facts, into: &buffer, layout)
        guard let title = layout.logTitle else { return }
        let view = logView(scene, layout)
        buffer.drawRule(
            "Log", note: logOffset == 0 ? "following" : "End follows again", x: layout.area.x, y: title,
            width: layout.area.width)
        let log = layout.log
        if view.rows.isEmpty {
            let words =
                sights[facts.cluster] == nil ? "Reading the log\(scene.glyphs.ellipsis)" : "Nothing is logged yet."
            buffer.write(words, x: log.x, y: log.y, width: log.width, role: .dim)
        }
        view.render(into: &buffer, log, offset: logOffset)
        buffer.drawScrollbar(
            x: frame.maxX - 1, y: log.y, height: log.height, visible: log.height, total: view.rows.count,
            offset: max(0, view.rows.count - log.height - logOffset))
    }

    private func notice(_ scene: Scene) -> Notice {
        guard let site else {
            return Notice(
                title: "Asking Slurm which clusters there are\(scene.glyphs.ellipsis)", lines: [scene.options.root])
        }
        if let obstacle = site.obstacle {
            return Notice(title: "Nothing can be polled from here", lines: [obstacle.words], role: .warning)
        }
        let command = "  slurm-sb-tui --poll --cluster NAME"
        return Notice(
            title: "No cluster is known here",
            lines: site.problem.map {
                ["Slurm did not say which there are: \($0)", "r asks it again.", "", "Name it yourself:", command]
            }
                ?? ["Slurm's accounting knows none that takes part.", "", "Name it yourself:", command])
    }

    private func list(_ scene: Scene, _ layout: ClusterListLayout) -> ClusterList {
        let rows = rows(scene).map { cluster in
            let (words, role) = state(cluster, scene)
            return ClusterList.Row(
                title: scene.title(ofCluster: cluster), mark: role == .dim ? scene.glyphs.none : scene.glyphs.dot,
                markRole: role, words: words, wordsRole: role)
        }
        return ClusterList(heading: "poller", rows: rows, selection: selectedRow(scene), layout: layout)
    }

    /// How the polling of a cluster stands, in two words, and how that looks.
    func state(_ cluster: String, _ scene: Scene) -> (String, Role) {
        let report = scene.pollers[cluster]
        switch report?.state {
        case .starting: return ("starting", .level)
        case .running: return ("polling", .level)
        case .ending: return ("ending", .warning)
        case .ended, nil: break
        }
        if otherHolder(cluster, scene) != nil { return ("another polls", .warning) }
        if case .ended(_?) = report?.state { return ("failed", .loss) }
        if obstacle(cluster) != nil { return ("not from here", .dim) }
        return (report == nil ? "" : "ended", .dim)
    }

    private func render(_ facts: PollerFacts, into buffer: inout ScreenBuffer, _ layout: PollerLayout) {
        let clip = buffer.clip
        buffer.clip = Rect(x: layout.area.x, y: layout.area.y, width: layout.area.width, height: layout.factsHeight)
        defer { buffer.clip = clip }
        let (x, width) = (layout.area.x, layout.area.width)
        var y = layout.area.y
        buffer.drawRule("Poller", note: facts.scene.title(ofCluster: facts.cluster), x: x, y: y, width: width)
        y += 1
        guard layout.factsHeight > 3 else {
            for fact in facts.summary {
                buffer.write(fact.text, x: x, y: y, width: width, role: fact.role)
                y += 1
            }
            return
        }
        func write(_ fact: PollerFacts.Fact, x: Int, width: Int) {
            buffer.write(fact.label, x: x, y: y, role: .dim)
            buffer.write(
                fact.text, x: x + PollerPane.labelWidth, y: y, width: width - PollerPane.labelWidth, role: fact.role)
        }
        for fact in [facts.poller, facts.doing] {
            write(fact, x: x, width: width)
            y += 1
        }
        let isPaired = width >= PollerPane.pairWidth
        let half = isPaired ? (width - 2) / 2 : width
        for (number, fact) in facts.facts.enumerated() {
            let isRight = isPaired && number % 2 == 1
            write(fact, x: isRight ? x + half + 2 : x, width: half)
            if isRight || !isPaired { y += 1 }
        }
        renderHistory(facts.sight?.health.backfill, into: &buffer, x: x, y: y, width: width)
        y += 1
        for line in facts.notes(width: width) {
            var column = x
            for part in line.parts { column = buffer.write(part.text, x: column, y: y, role: part.role) }
            y += 1
        }
    }

    private func renderHistory(
        _ backfill: ClusterHealth.Backfill?, into buffer: inout ScreenBuffer, x: Int, y: Int, width: Int
    ) {
        buffer.write("History", x: x, y: y, role: .dim)
        let start = x + PollerPane.labelWidth
        guard let backfill else {
            buffer.write(buffer.glyphs.none, x: start, y: y)
            return
        }
        let months = backfill.monthsTotal > 0 ? "\(backfill.monthsDone) of \(backfill.monthsTotal) months" : ""
        let bar = max(4, min(40, width - PollerPane.labelWidth - 8 - months.displayWidth))
        let thousandths = backfill.isComplete ? backfill.thousandths : min(999, backfill.thousandths)
        buffer.drawMeter(
            Double(thousandths) / 1000, x: start, y: y, width: bar, role: backfill.isComplete ? .level : .meter)
        let end = buffer.write(
            " " + ValueText.grouped(Double(thousandths) / 10, decimals: 1) + "% ", x: start + bar, y: y, role: .strong)
        buffer.write(months, x: end, y: y, role: .dim)
    }
}
