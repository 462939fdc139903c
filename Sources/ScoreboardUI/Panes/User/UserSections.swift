import Scoreboard
import TerminalKit

/// The sections of a player's page below the skills.
struct UserSections {
    let pane: UserPane
    let scene: Scene

    /// The rows of the months' bars.
    private static let barHeight = 5
    /// The rows of the days' chart.
    private static let dayHeight = 4

    var subject: Leaderboard.Subject { pane.subject }

    func value(_ totals: UserTotals) -> Double { subject.value(MetricValues(totals), pane.scale) }

    /// What is shown where the history is still being read, or says nothing.
    private var state: String { pane.ownHistory == nil ? "reading\(scene.glyphs.ellipsis)" : "" }

    var totals: UserTotals? { pane.ownHistory?.totals(of: scene.cluster) }

    /// What the totals are of.
    var span: String {
        let span =
            pane.ownHistory?.knowsAllTime(of: scene.cluster) ?? true ? "all time" : "\(UserHistory.monthCount) months"
        return span + (importedMonths.isEmpty ? "" : ", some imported")
    }

    static func problems(_ problems: [String], width: Int) -> Section {
        Section(
            "Not everything could be read", note: "the rest is shown",
            lines: problems.flatMap { Section.Line.wrapped($0, width: width, role: .warning) })
    }

    /// The months of the charts that were taken over from another program: of the player, or, until that is read, of the
    /// clusters.
    private var importedMonths: Set<Month> {
        if let history = pane.ownHistory { return Set(history.importedMonths(of: scene.cluster)) }
        return ImportedNote.months(scene)
    }

    // MARK: - Over time

    /// The months: from the history, and until it is there the twelve that the standings have.
    private var months: [(month: Month, value: Double)] {
        let last = MonthAxis.lastMonth(scene)
        if let history = pane.ownHistory {
            return history.months(endingWith: last, of: scene.cluster).map { ($0.month, value($0.totals)) }
        }
        let known = pane.standing?.months ?? []
        return (1 - UserHistory.monthCount...0).map { step in
            let place = known.count - 1 + step
            let values = known.indices.contains(place) ? known[place] : MetricValues()
            return (last.adding(months: step), subject.value(values, pane.scale))
        }
    }

    func months(width: Int) -> Section {
        let months = months
        let step = width >= months.count * 3 ? 3 : width >= months.count * 2 ? 2 : 1
        let best = months.max { $0.value < $1.value }
        let axis = MonthAxis(months.map(\.month), imported: importedMonths)
        var note = state
        if note.isEmpty, let best, best.value > 0 { note = "best \(best.month): \(subject.text(best.value))" }
        if axis.hasImported { note = MonthAxis.key + (note.isEmpty ? "" : "; " + note) }
        let height = UserSections.barHeight + MonthAxis.height
        return Section("\(subject.title(pane.scale)) by month", note: note, height: height) { buffer, area in
            let bars = Rect(x: area.x, y: area.y, width: area.width, height: UserSections.barHeight)
            if buffer.isShaded, !buffer.glyphs.isASCII {
                // The line's ends stand over the first and the last month's signs.
                let chart = Rect(x: bars.x, y: bars.y, width: (months.count - 1) * step + 1, height: bars.height)
                buffer.drawBraille(months.map(\.value), in: chart)
            } else {
                buffer.drawColumns(months.map(\.value), in: bars, step: step)
            }
            axis.render(into: &buffer, x: area.x, y: bars.maxY, step: step, width: area.width)
        }
    }

    func days(width: Int) -> Section {
        let today = scene.standings.map(\.today).max() ?? scene.now.day
        let values = (pane.ownHistory?.days(of: scene.cluster) ?? [:]).mapValues(value)
        let calendar = DayCalendar(today: today, values: values, width: width)
        var note = state
        if note.isEmpty, let best = calendar.best { note = "best \(best.day): \(subject.text(best.value))" }
        let chartHeight = scene.options.deluxe && !scene.glyphs.isASCII ? UserSections.dayHeight : 0
        return Section(
            "\(subject.title(pane.scale)) by day", note: note, height: DayCalendar.height + chartHeight
        ) { buffer, area in
            if chartHeight > 0 {
                calendar.drawChart(into: &buffer, Rect(x: area.x, y: area.y, width: area.width, height: chartHeight))
            }
            let rest = Rect(
                x: area.x, y: area.y + chartHeight, width: area.width, height: area.height - chartHeight)
            calendar.render(into: &buffer, rest)
        }
    }

    // MARK: - Parts of a whole

    struct Part {
        var label: String
        var text: String
        var fraction: Double
        var role = Role.text
    }

    /// Lines of a label, a value, and its part of the whole as a bar.
    private func parts(_ title: String, note: String, _ parts: [Part], empty: String) -> Section {
        guard !parts.isEmpty else {
            return Section(title, lines: [Section.Line((state.isEmpty ? empty : state, .dim))])
        }
        return Section(title, note: note, height: parts.count) { buffer, area in
            let label = min(parts.map(\.label.displayWidth).max() ?? 0, area.width / 3)
            let text = parts.map(\.text.displayWidth).max() ?? 0
            let barX = area.x + label + 2 + text + 2
            let bar = min(30, area.maxX - barX - 7)
            for (row, part) in parts.enumerated() {
                let y = area.y + row
                buffer.write(part.label, x: area.x, y: y, width: label, role: part.role)
                buffer.write(part.text, x: area.x + label + 2, y: y, width: text, alignment: .right)
                guard bar >= 4 else { continue }
                buffer.drawMeter(part.fraction, x: barX, y: y, width: bar, role: part.role == .loss ? .loss : .meter)
                buffer.write(
                    ValueText.share(part.fraction), x: barX + bar, y: y, width: 7, alignment: .right, role: .dim)
            }
        }
    }

    var states: Section {
        let counted = totals?.states.counted ?? []
        let jobs = Double(totals?.jobs ?? 0)
        let lines = counted.sorted { ($1.count, $0.state.rawValue) < ($0.count, $1.state.rawValue) }.map { entry in
            Part(
                label: entry.state.words, text: ValueText.grouped(Double(entry.count), decimals: 0),
                fraction: jobs > 0 ? Double(entry.count) / jobs : 0,
                role: JobStateSet.failures.contains(entry.state) ? .loss : .text)
        }
        let failed = totals?.failedJobs ?? 0
        let count = failed > 0 ? ValueText.grouped(Double(failed), decimals: 0) : "no"
        return parts(
            "How jobs ended", note: "\(count) \(deathWord(failed)), \(span)",
            lines, empty: "No job is counted.")
    }

    private func deathWord(_ count: Int64) -> String {
        pane.scale.hasLevels ? count == 1 ? "death" : "deaths" : "failed"
    }

    var clusters: Section {
        let own: [(name: String, value: Double)] = scene.standings.compactMap { standing in
            guard let user = pane.user.flatMap(standing.standing(of:)) else { return nil }
            return (standing.cluster, subject.value(user.values(in: scene.window), pane.scale))
        }
        let sum = own.reduce(0) { $0 + max(0, $1.value) }
        let lines = own.sorted { ($1.value, $0.name) < ($0.value, $1.name) }.map { entry in
            Part(
                label: scene.title(ofCluster: entry.name), text: subject.text(entry.value),
                fraction: sum > 0 ? entry.value / sum : 0,
                role: entry.name == scene.cluster ? .tabActive : .text)
        }
        return parts("\(subject.title(pane.scale)) by cluster", note: scene.window.title, lines, empty: "No cluster.")
    }

    var gpus: Section {
        let types = totals?.gpuTypes ?? []
        let sum = types.reduce(0.0) { $0 + Double($1.seconds) }
        let lines = types.sorted { ($1.seconds, $0.type) < ($0.seconds, $1.type) }.map { typed in
            Part(
                label: typed.type, text: ValueText.text(Double(typed.seconds) / 3600, unit: .hours),
                fraction: sum > 0 ? Double(typed.seconds) / sum : 0)
        }
        return parts("GPU hours by type", note: span, lines, empty: "No job with a GPU.")
    }
}

extension JobState {
    /// Slurm's word as people write it: `Out of memory`.
    fileprivate var words: String {
        let lower = name.lowercased().split(separator: "_").joined(separator: " ")
        return lower.prefix(1).uppercased() + lower.dropFirst()
    }
}
