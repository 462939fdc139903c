import Scoreboard
import TerminalKit

extension ComparePane {
    /// A row a player, with every metric.
    package func export(_ scene: Scene) -> ExportDocument {
        var document = ExportDocument([Self.name, scene.window.rawValue, scene.cluster ?? "ALL"], title: "Compare")
        if let notice = Notice(withoutStandings: scene) ?? hint(scene) {
            document.say(notice)
            return document
        }
        document.notes = [scene.placeNote()] + scene.ageNotes
        document.facts = [.asOf(scene), .init("window", scene.window.rawValue), .cluster(scene)]
        document.mark(ImportedNote(scene))
        let metrics = Metric.allCases.map { ExportTable.Column($0.key, $0.shortTitle) }
        document.tables = [
            ExportTable(
                "players",
                columns: [
                    .init("user", "Name", .left), .init("total_level", scale.hasLevels ? "Total level" : nil),
                    .init("total_experience", scale.totalWord),
                ] + metrics,
                rows: players(scene).map { cells($0, scene) })
        ]
        return document
    }

    private func cells(_ player: String, _ scene: Scene) -> [ExportCell] {
        let name = ExportCell(player, role: .strong)
        guard let standing = standing(player) else {
            return [name] + Array(repeating: .unknown, count: 2 + Metric.allCases.count)
        }
        let experience = scale.totalExperience(standing.allTime)
        return [
            name, ExportCell(count: Int64(scale.totalLevel(standing.allTime)), role: .level),
            ExportCell(experience, ValueText.grouped(experience, decimals: 0)),
        ] + ExportTable.metricCells(standing.values(in: scene.window))
    }

    /// The selected metric: its name, then each player with their value.
    package func copiedFields(_ scene: Scene) -> [String]? {
        let players = players(scene)
        guard players.count >= 2, Notice(withoutStandings: scene) == nil else { return nil }
        let subject = Leaderboard.Subject.tabs[selectedLine]
        return [subject.title(scale)]
            + players.flatMap { player in
                let value = standing(player).map { subject.text(subject.value($0.values(in: scene.window), scale)) }
                return [player, value ?? ""]
            }
    }
}
