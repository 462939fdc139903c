import Sacct

/// The rows that were left out, for standard error.
enum DefectReport {
    /// Lines such as `3 rows left out: fieldCount` with samples; empty when there is nothing to say.
    static func text(
        _ defects: DefectLog, unknownStates: some Sequence<String> = [], left: [ParsedRow.Reason: Int] = [:]
    )
        -> String
    {
        var lines: [String] = []
        for (kind, count) in defects.counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("\(count) \(count == 1 ? "row" : "rows") left out: \(kind.rawValue)")
            for sample in defects.samples where sample.kind == kind {
                lines.append("  row \(sample.row): \(sample.text)")
            }
        }
        for state in unknownStates.sorted() { lines.append("unknown job state '\(state)' counted as OTHER") }
        for (reason, count) in left.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("\(count) \(count == 1 ? "row" : "rows") not counted: \(reason.rawValue)")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
