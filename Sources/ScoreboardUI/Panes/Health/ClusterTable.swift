import Scoreboard
import TerminalKit

/// All clusters below each other: on a wide screen one sees at once which of them lags behind.
struct ClusterTable {
    let clusters: [ClusterHealth]
    let selectedCluster: String?
    let pane: HealthPane
    let scene: Scene

    /// With less room the list at the side says what matters.
    static let leastWidth = 120

    private static let columns = [
        TableLayout.Column("Cluster", width: 16, alignment: .left),
        TableLayout.Column("Last success", width: 16, alignment: .left),
        TableLayout.Column("Behind", width: 9),
        TableLayout.Column("Calls", width: 7),
        TableLayout.Column("Answered today", width: 18),
        TableLayout.Column("New jobs", width: 10),
        TableLayout.Column("Defects", width: 8),
        TableLayout.Column("History", width: 8),
        TableLayout.Column("Imported", width: 10),
    ]

    var section: Section {
        Section("All clusters", height: clusters.count + 1) { buffer, area in
            let table = TableLayout(ClusterTable.columns, x: area.x, width: area.width)
            buffer.drawHeader(table, y: area.y)
            for (row, health) in clusters.enumerated() {
                let fields = fields(health)
                for place in table.places {
                    let field = fields[place.index]
                    buffer.write(
                        field.text, x: place.x, y: area.y + 1 + row, width: place.width, alignment: place.alignment,
                        role: field.role)
                }
            }
        }
    }

    private struct Field {
        var text: String
        var role: Role

        init(_ text: String, _ role: Role = .text) {
            self.text = text
            self.role = role
        }
    }

    /// One for each column.
    private func fields(_ health: ClusterHealth) -> [Field] {
        let none = Field(scene.glyphs.none, .dim)
        let (state, stateRole) = pane.state(health, scene.now)
        let behind = health.asOf.map { scene.now - $0 }
        let imported = scene.standings.first { $0.cluster == health.cluster }?.importedMonths.count ?? 0
        let defects = health.defects.reduce(0) { $0 + $1.count }
        let counts = [
            Field(count(health.callsLastMinute)), Field(ValueText.bytes(health.bytesToday)),
            Field(count(health.newJobs), .level), Field(count(defects), defects > 0 ? .warning : .dim),
        ]
        return [
            Field(scene.title(ofCluster: health.cluster), health.cluster == selectedCluster ? .strong : .text),
            Field(state, stateRole),
            behind.map { Field(ValueText.span(seconds: $0), DataAge.role(seconds: $0)) } ?? none,
        ] + (health.problems.isEmpty ? counts : counts.map { _ in none }) + [
            health.backfill.map(history) ?? none,
            imported > 0 ? Field(imported == 1 ? "1 month" : "\(imported) months", .warning) : none,
        ]
    }

    private func count(_ number: Int64) -> String { ValueText.grouped(Double(number), decimals: 0) }

    /// Not complete is never shown as complete.
    private func history(_ backfill: ClusterHealth.Backfill) -> Field {
        let thousandths = backfill.isComplete ? backfill.thousandths : min(999, backfill.thousandths)
        return Field(
            ValueText.grouped(Double(thousandths) / 10, decimals: 1) + "%", backfill.isComplete ? .level : .meter)
    }
}
