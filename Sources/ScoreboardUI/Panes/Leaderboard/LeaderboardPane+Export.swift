import Scoreboard
import TerminalKit

extension LeaderboardPane {
    /// Every row that the filter passes, in the order of the screen, with every column.
    ///
    /// Programs get the keys of the boards' own files, and what the screen adds to them; people the columns of the screen.
    package func export(_ scene: Scene) -> ExportDocument {
        let cluster = scene.cluster ?? "ALL"
        var document = ExportDocument([subject.fileWord, window.rawValue, cluster], title: subject.title(scale))
        if let notice = Notice(scene, board: self) {
            document.say(notice)
            return document
        }
        document.notes = notes(scene)
        document.facts = [
            .asOf(scene), .init("window", window.rawValue), .init("metric", subject.key), .cluster(scene),
            .init("sort", "\(sort.column.key(on: subject)):\(sort.isDescending ? "desc" : "asc")"),
            .init("filter", filter),
        ]
        let imported = ImportedNote(scene)
        document.mark(imported)
        // Where the facts are not written, in CSV, each row says it.
        let mark = imported.map { [ExportCell(.number(Double($0.count)), "")] } ?? []
        let shown = columns.filter { $0 != .trend }
        let forPeople = shown.map { column in
            ExportTable.Column(
                nil, column == .change ? "Change" : column.title(subject, scale),
                column == .name || column == .change ? .left : .right)
        }
        let forPrograms = (rawKeys + (mark.isEmpty ? [] : ["imported_months"])).map { ExportTable.Column($0, nil) }
        document.tables = [
            ExportTable(
                "rows", columns: forPrograms + forPeople,
                rows: (0..<rows.count).map { row in
                    let entry = rows[row]
                    return rawValues(entry).map { ExportCell($0, "") } + mark
                        + shown.map { ExportCell(.none, text($0, entry), role: role($0, entry)) }
                })
        ]
        return document
    }

    private func notes(_ scene: Scene) -> [String] {
        let filter = filter.isEmpty ? "none" : filter
        var notes = ["\(scene.placeNote())   Filter \(filter)"] + scene.ageNotes
        let sorted = "sorted by \(sort.column.key(on: subject)), \(sort.isDescending ? "descending" : "ascending")"
        notes.append("\(rows.count) of \(rows.allCount) players, \(sorted)")
        notes.append(
            "Sum \(subject.text(rows.shownSum)), median \(subject.text(rows.shownMedian)): \(subject.unitText(scale))")
        if let notCollected { notes.append(notCollected) }
        if wantsOwnRow {
            let own = me.flatMap(rows.entry(of:))
            notes.append(
                own.map { "You: \($0.user), rank \($0.rank) of \(rows.allCount)" }
                    ?? "You: \(me ?? "nobody knows your name"), with no ended job in this window")
        }
        return notes
    }

    /// Whether a value was measured: a zero that nobody measured is no zero.
    func isCollected(_ entry: LeaderboardEntry) -> Bool {
        subject.value(entry.values, scale) != 0 || notCollected == nil || !withoutSteps.isEvery
    }

    private var rawKeys: [String] {
        ["rank", "user", "value"] + Metric.allCases.map(\.key)
            + ["level", "experience", "progress", "gained_7d", "share", "failure_rate", "rank_change"]
    }

    private func rawValues(_ entry: LeaderboardEntry) -> [ExportValue] {
        let isKnown = isCollected(entry)
        let experience: Double? =
            switch subject {
            case .overall: scale.totalExperience(entry.allTime)
            case .metric(let metric): scale.experience(metric, entry.allTime)
            }
        func known(_ value: Double?) -> ExportValue { isKnown ? value.map { .number($0) } ?? .none : .none }
        let change: ExportValue =
            switch entry.change {
            case .new: .text("new")
            case .moved(let places): .number(Double(places))
            }
        let metrics = ExportTable.metricCells(entry.values, isUnknown: withoutSteps.isEvery).map(\.value)
        return [known(Double(entry.rank)), .text(entry.user), known(entry.score.primary)] + metrics + [
            known(rows.level(entry).map(Double.init)), known(experience),
            subject.isLevelled(scale) ? known(rows.progress(entry)) : .none,
            known(subject.value(entry.last7Days, scale)), known(rows.share(entry)),
            .number(rows.failureRate(entry)), isKnown ? change : .none,
        ]
    }

    private func text(_ column: BoardColumn, _ entry: LeaderboardEntry) -> String {
        guard isCollected(entry) || [.name, .failureRate].contains(column) || column.isMetric else { return "" }
        switch column {
        case .rank: return String(entry.rank)
        case .change:
            switch entry.change {
            case .new: return "new"
            case .moved(0): return "same"
            case .moved(let places): return places > 0 ? "up \(places)" : "down \(-places)"
            }
        case .name: return entry.user
        case .level: return rows.level(entry).map(String.init) ?? ""
        case .value: return subject.text(subject.value(entry.values, scale))
        case .progress: return "\(Int(rows.progress(entry) * 100))%"
        case .gained: return "+" + subject.text(subject.value(entry.last7Days, scale))
        case .share: return ValueText.share(rows.share(entry))
        case .failureRate: return ValueText.share(rows.failureRate(entry))
        case .trend, .improved: return ""
        case .metric(let metric):
            return ExportTable.cell(metric, entry.values[metric], isUnknown: withoutSteps.isEvery).text
        }
    }

    private func role(_ column: BoardColumn, _ entry: LeaderboardEntry) -> Role {
        switch column {
        case .rank:
            guard !subject.isLoss, subject.value(entry.values, scale) > 0 else { return .text }
            let crowns: [Role] = [.crownGold, .crownSilver, .crownBronze]
            return crowns.indices.contains(entry.rank - 1) ? crowns[entry.rank - 1] : .text
        case .change:
            switch entry.change {
            case .new: return .crownGold
            case .moved(let places): return places > 0 ? .level : places < 0 ? .loss : .dim
            }
        case .name: return entry.user == me ? .tabActive : .text
        case .level: return .level
        case .gained: return subject.isLoss ? .loss : .level
        case .failureRate: return .loss
        case .progress, .share, .trend, .improved: return .dim
        case .value: return .strong
        case .metric(let metric): return ExportTable.cell(metric, entry.values[metric]).role
        }
    }

    package func copiedFields(_ scene: Scene) -> [String]? {
        guard rows.count > 0, Notice(scene, board: self) == nil else { return nil }
        let entry = rows[selectedRow]
        let own: [BoardColumn] = [.name, .rank, .value, .level, .gained, .share]
        let wanted =
            own.filter { columns.contains($0) }
            + columns.filter { !own.contains($0) && ![.change, .progress, .trend].contains($0) }
        return wanted.map { text($0, entry) }
    }
}

extension BoardColumn {
    fileprivate var isMetric: Bool { if case .metric = self { true } else { false } }
}

extension Leaderboard.Subject {
    /// Whether each row has a level with a next one.
    fileprivate func isLevelled(_ scale: ExperienceScale) -> Bool { self != .overall && hasLevel(scale) }

    /// The title as a word of a file's name: `cpu-hours`.
    var fileWord: String { title.lowercased().split(separator: " ").joined(separator: "-") }
}
