import Scoreboard
package import TerminalKit

extension LivePane {
    /// From here on a wait looks long: a week, in seconds.
    private static let longWait: Int64 = 7 * 86_400

    package func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        let layout = layout(scene)
        context(scene).render(into: &buffer, y: layout.contextY)
        if let y = layout.dividerY { buffer.drawDivider(layout.frame, y: y) }
        if let notice = notice(scene) {
            let top = layout.groupY ?? layout.headerY
            notice.render(
                into: &buffer, Rect(x: 2, y: top, width: layout.frame.width - 4, height: layout.totalY + 1 - top))
            return
        }
        renderHeader(into: &buffer, layout)
        for line in 0..<layout.rows.height where scrollOffset + line < rows.count {
            let row = scrollOffset + line
            renderRow(into: &buffer, rows[row], layout, scene, y: layout.rows.y + line, isSelected: row == selectedRow)
        }
        if let y = layout.othersY {
            let name = rows.othersCount == 1 ? "1 other" : "\(rows.othersCount) others"
            renderSum(into: &buffer, rows.others, name, layout, y: y, role: .dim)
        }
        let sum = filter.isEmpty ? rows.total : rows.shownTotal
        renderSum(into: &buffer, sum, filter.isEmpty ? "Total" : "Shown", layout, y: layout.totalY, role: .strong)
        renderBottom(into: &buffer, scene, layout)
        buffer.drawScrollbar(
            x: layout.frame.maxX - 1, y: layout.rows.y, height: layout.rows.height, visible: layout.rows.height,
            total: rows.count, offset: scrollOffset)
    }

    // MARK: - What is shown, and how old it is

    func context(_ scene: Scene) -> ContextLine {
        var line = ContextLine(x: 2, limit: scene.size.width - 2)
        line.add(.cluster, label: "Cluster", scene.title(ofCluster: scene.cluster), role: .strong)
        line.add(
            .filter, label: "Filter", filter.isEmpty ? scene.glyphs.none : filter, short: scene.glyphs.ellipsis,
            role: filter.isEmpty ? .dim : .match)
        let (age, role) = freshness(scene)
        line.add(.players, age, role: role)
        line.add(.players, upcoming(scene), role: .dim)
        guard shownQueues(scene) != nil, problem != .noSqueue else { return line }
        if !scene.isTooSmall, !layout(scene).columns.contains(where: { $0.column == sortColumn }) {
            let arrow = isDescending ? scene.glyphs.down : scene.glyphs.up
            line.add(.players, label: "Sort", "\(sortColumn.fullTitle) \(arrow)", role: .strong)
        }
        let all = rows.entries.count
        let users = all == 1 ? "1 user" : "\(all) users"
        line.add(.players, filter.isEmpty ? users : "\(rows.count) of \(users)", role: .dim)
        if !search.isEmpty { line.add(.players, label: "Search", "\(search) (\(searchNote))", role: .strong) }
        return line
    }

    /// How old the answer is, and how that looks.
    private func freshness(_ scene: Scene) -> (String, Role) {
        guard let answeredAt, problem != .noSqueue else {
            return problem == nil ? ("not asked yet", .dim) : ("no answer", .warning)
        }
        let age = "squeue \(ValueText.age(seconds: max(0, scene.now - answeredAt)))"
        return (age, problem == nil ? .level : .warning)
    }

    /// When it is asked again.
    private func upcoming(_ scene: Scene) -> String {
        if pace.isAsking { return "asking\(scene.glyphs.ellipsis)" }
        if scene.isPaused { return "paused, r asks" }
        guard let next = pace.next else { return "r asks" }
        return "again in \(countdown(to: next, scene))"
    }

    /// `1m 42s`: it is watched.
    private func countdown(to time: Timestamp, _ scene: Scene) -> String {
        let seconds = max(0, time - scene.now)
        return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m \(seconds % 60)s"
    }

    /// What stands in place of the rows.
    private func notice(_ scene: Scene) -> Notice? {
        if scene.loadState == .loading { return Notice(unread: scene) }
        if problem == .noSqueue {
            return Notice(
                title: "squeue is not on this machine",
                lines: [
                    "Open this pane on a login node of the cluster,",
                    "or load Slurm's module before you start the program.",
                    "", "r looks for it again.",
                ])
        }
        guard shownQueues(scene) != nil else { return unanswered(scene) }
        if rows.entries.isEmpty {
            var lines = ["squeue shows no job of anybody on \(place(scene))."]
            if rows.othersCount > 0 {
                let jobs = rows.others.running.jobs + rows.others.pending.jobs
                lines = [
                    "\(rows.othersCount == 1 ? "One user has" : "\(rows.othersCount) users have") "
                        + "\(ValueText.grouped(Double(jobs), decimals: 0)) jobs, and is on no board."
                ]
            }
            return Notice(title: "Nobody has a job in the queue", lines: lines + [""] + bottomTexts(scene).map(\.text))
        }
        guard rows.count == 0 else { return nil }
        return Notice(
            title: "No name passes the filter",
            lines: ["Filter: \(filter)", "", "f changes the filter, Esc ends it."])
    }

    private func unanswered(_ scene: Scene) -> Notice {
        if pace.isAsking {
            return Notice(title: "Asking squeue\(scene.glyphs.ellipsis)", lines: [place(scene)])
        }
        if case .failed(let words) = problem {
            let next = pace.next.map { "It is asked again in \(countdown(to: $0, scene)). " }
            return Notice(
                title: "The queue cannot be read", lines: [words, "", "\(next ?? "")r asks at once."], role: .loss)
        }
        if queues != nil, let cluster = scene.cluster {
            let title = scene.title(ofCluster: cluster)
            return Notice(title: "\(title) did not answer", lines: remarks + ["", "r asks again, g chooses another."])
        }
        return Notice(title: "The queue has not been asked for yet", lines: ["r asks squeue now: \(place(scene))."])
    }

    /// The chosen clusters, by their titles.
    private func place(_ scene: Scene) -> String {
        if let cluster = scene.cluster { return scene.title(ofCluster: cluster) }
        let clusters = scene.standings.map { scene.title(ofCluster: $0.cluster) }
        return clusters.isEmpty ? "this machine's cluster" : clusters.joined(separator: ", ")
    }

    // MARK: - The table

    private func renderHeader(into buffer: inout ScreenBuffer, _ layout: LiveLayout) {
        let columns = layout.columns
        guard let first = columns.first else { return }
        if let y = layout.groupY {
            for (title, isOfPending) in [("Running", false), ("Pending", true)] {
                let group = columns.filter { $0.column != .user && $0.column.isOfPending == isOfPending }
                guard let left = group.first?.place, let right = group.last?.place else { continue }
                // Over one narrow column the title reaches into the air before it.
                let end = right.x + right.width
                let x = min(left.x, end - title.displayWidth)
                buffer.drawRule(title, x: x, y: y, width: end - x)
            }
        }
        let y = layout.headerY
        buffer.fill(Rect(x: first.place.x, y: y, width: layout.maxX - first.place.x, height: 1), role: .header)
        for (column, place) in columns {
            let title = column.title(isGrouped: layout.groupY != nil)
            let arrow = isDescending ? buffer.glyphs.down : buffer.glyphs.up
            buffer.write(
                column == sortColumn ? "\(title) \(arrow)" : title, x: place.x, y: y, width: place.width,
                alignment: place.alignment, role: column == focus ? .headerFocus : .header)
        }
    }

    private func renderRow(
        into buffer: inout ScreenBuffer, _ queue: UserQueue, _ layout: LiveLayout, _ scene: Scene, y: Int,
        isSelected: Bool
    ) {
        if isSelected {
            buffer.fill(Rect(x: layout.rows.x, y: y, width: layout.rows.width, height: 1), isSelected: true)
            buffer.write(buffer.glyphs.pointer, x: layout.rows.x, y: y, role: .pointer, isSelected: true)
        }
        for (column, place) in layout.columns {
            func put(_ text: String, _ role: Role) {
                buffer.write(
                    text, x: place.x, y: y, width: place.width, alignment: place.alignment, role: role,
                    isSelected: isSelected)
            }
            switch column {
            case .user:
                MatchedName(name: queue.user, search: search).render(
                    into: &buffer, x: place.x, y: y, width: place.width,
                    role: queue.user == me ? .tabActive : isSelected ? .strong : .text, isSelected: isSelected)
            case .share:
                // The bar against the largest, the number against all: so that small shares differ to the eye.
                let share = Double(queue.running.cpus) / Double(max(1, rows.total.running.cpus))
                let part = Double(queue.running.cpus) / Double(max(1, rows.largestCPUs))
                buffer.drawMeter(part, x: place.x, y: y, width: place.width - 7, isSelected: isSelected)
                buffer.write(
                    ValueText.share(share), x: place.x + place.width - 6, y: y, width: 6, alignment: .right, role: .dim,
                    isSelected: isSelected)
            case .wait:
                guard let since = queue.oldestSubmit else { return put(buffer.glyphs.none, .dim) }
                let seconds = scene.now - since
                put(ValueText.span(seconds: seconds), seconds >= LivePane.longWait ? .warning : .text)
            case .reason: put(queue.next?.reason ?? "", .dim)
            default:
                let number = column.number(queue) ?? 0
                put(
                    number > 0 ? LiveRows.text(number) : buffer.glyphs.none,
                    number == 0 ? .dim : column.isOfPending ? .text : .level)
            }
        }
    }

    private func renderSum(
        into buffer: inout ScreenBuffer, _ sum: UserQueue, _ name: String, _ layout: LiveLayout, y: Int, role: Role
    ) {
        for (column, place) in layout.columns {
            let text = column == .user ? name : column.number(sum).map(LiveRows.text)
            guard let text, column != .share else { continue }
            buffer.write(text, x: place.x, y: y, width: place.width, alignment: place.alignment, role: role)
        }
    }

    /// What must be known, in the frame's bottom line.
    private func renderBottom(into buffer: inout ScreenBuffer, _ scene: Scene, _ layout: LiveLayout) {
        guard scene.message == nil else { return }
        var x = 3
        for (text, role) in bottomTexts(scene) {
            let room = layout.frame.width - 3 - x
            guard room >= 12 else { break }
            let width = min(room, text.displayWidth + 2)
            buffer.write(" \(text) ", x: x, y: layout.frame.maxY - 1, width: width, role: role)
            x += width + 1
        }
    }

    private func bottomTexts(_ scene: Scene) -> [(text: String, role: Role)] {
        var texts: [(text: String, role: Role)] = []
        if case .failed(let words) = problem { texts.append((words, .warning)) }
        texts += remarks.map { ($0, .warning) }
        if hasOnlyOwnJobs { texts.append(("only your own jobs are shown: the site may hide those of others", .dim)) }
        if rows.neitherCount > 0 {
            let jobs = rows.neitherCount == 1 ? "1 job" : "\(rows.neitherCount) jobs"
            texts.append(("\(jobs) suspended or completing", .dim))
        }
        return texts
    }
}
