import Scoreboard

/// The months of the shown clusters that were taken over from another program, in words: boards, levels and charts hold
/// them among what was read from the accounting.
struct ImportedNote {
    /// How many they are, over all clusters.
    let count: Int
    /// By cluster, as people call it.
    private let places: [(cluster: String, months: [Month])]

    /// Nil when all that is shown was read from the accounting.
    init?(_ scene: Scene) {
        places = scene.standings.filter { scene.cluster == nil || $0.cluster == scene.cluster }
            .filter { !$0.importedMonths.isEmpty }
            .map { (scene.title(ofCluster: $0.cluster), $0.importedMonths) }
        count = places.reduce(0) { $0 + $1.months.count }
        if count == 0 { return nil }
    }

    /// The imported months of all clusters that are shown.
    static func months(_ scene: Scene) -> Set<Month> {
        let shown = scene.standings.filter { scene.cluster == nil || $0.cluster == scene.cluster }
        return Set(shown.flatMap(\.importedMonths))
    }

    /// `16 imported months`.
    var brief: String { count == 1 ? "1 imported month" : "\(count) imported months" }

    /// `bell 2016-01 to 2017-04; hammer 2016-01`.
    var spans: String { places.map { "\($0.cluster) \($0.months.spans)" }.joined(separator: "; ") }

    /// For people who read all of it.
    var lines: [String] { ["Imported from another program: \(spans)", ImportedNote.doubt] }

    static let doubt = "Jobs and GPU hours of imported months are the fewest there can have been."
}

extension ExportDocument {
    /// Says of the document which months in it are imported.
    mutating func mark(_ imported: ImportedNote?) {
        guard let imported else { return }
        notes += imported.lines
        facts += [
            Fact("imported_months", .number(Double(imported.count))), Fact("imported", imported.spans),
        ]
    }
}
