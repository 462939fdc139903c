import Scoreboard
import TerminalKit

extension ExportTable {
    /// A column for every metric, under its key and its short name.
    static let metricColumns = Metric.allCases.map { Column($0.key, $0.shortTitle) }

    /// The fields of ``metricColumns``.
    ///
    /// - Parameter isUnknown: Whether zeros of what only steps tell say nothing.
    static func metricCells(_ values: MetricValues, isUnknown: Bool = false) -> [ExportCell] {
        Metric.allCases.map { cell($0, values[$0], isUnknown: isUnknown) }
    }

    static func cell(_ metric: Metric, _ value: Double, isUnknown: Bool = false) -> ExportCell {
        if isUnknown, metric.stepWord != nil, value == 0 { return .unknown }
        return ExportCell(
            value, ValueText.text(value, unit: metric.unit), role: metric.isLoss && value > 0 ? .loss : .text)
    }
}

extension ExportDocument.Fact {
    /// What is shown: the cluster, or `ALL`.
    static func cluster(_ scene: Scene) -> ExportDocument.Fact { .init("cluster", scene.cluster ?? "ALL") }

    /// As of when the oldest of what is shown is.
    static func asOf(_ scene: Scene) -> ExportDocument.Fact {
        let chosen = scene.standings.filter { scene.cluster == nil || $0.cluster == scene.cluster }
        let oldest = chosen.map(\.asOf).min()
        return .init("asof", oldest.map { .text($0.description) } ?? .none)
    }
}

extension Scene {
    /// `Cluster ALL   Window 30d`.
    func placeNote(withWindow: Bool = true) -> String {
        "Cluster \(title(ofCluster: cluster))" + (withWindow ? "   Window \(window.title)" : "")
    }

    /// The age of each cluster that is shown, a line each.
    var ageNotes: [String] {
        standings.filter { cluster == nil || $0.cluster == cluster }.map { standing in
            "\(title(ofCluster: standing.cluster)): updated \(ValueText.age(seconds: max(0, now - standing.asOf)))"
        }
    }
}
