import Poller
import Sacct
import Scoreboard
import Storage

/// What an import did with a cluster, in words.
enum ImportReport {
    static func text(of summary: ImportSummary, from source: String, isDryRun: Bool, backfillStart: Day) -> String {
        let all = summary.fates.keys.sorted()
        var lines = ["\(summary.cluster): \(count(all)) in \(source)"]
        if let first = all.first, let last = all.last {
            lines[0] += ", \([first, last].first == last ? "\(first)" : "\(first) to \(last)")"
        }
        if let last = summary.cursor.lastCompleteMonth { lines.append("  its polling had read all up to \(last)") }
        let verb = isDryRun ? "would be imported" : "imported"
        for fate in ImportPlan.Fate.allCases {
            let months = summary.months(fate)
            guard !months.isEmpty else { continue }
            let place = fate == .empty ? "" : ": \(months.spans)"
            lines.append("  \(count(months)) \(words(fate, verb, backfillStart))\(place)")
        }
        for (month, hundredths) in summary.hundredthsRead.sorted(by: { $0.key < $1.key }) {
            lines.append("    of \(month) the accounting's own rollup has \(hundredths) % of the hours")
        }
        if !summary.unchanged.isEmpty, !isDryRun {
            lines.append("  \(count(summary.unchanged.sorted())) were there already and are not written again")
        }
        let imported = ImportPlan.Fate.allCases.filter(\.isImported).flatMap(summary.months).count
        let doubts = ImportDoubt.allCases.compactMap { doubt in summary.doubts[doubt].map { (doubt, $0) } }
        if !doubts.isEmpty {
            lines.append("  what cannot be trusted in imported months:")
            for (doubt, months) in doubts {
                lines.append("    \(doubt.words)" + (months.count == imported ? "" : " (\(months.spans))"))
            }
            lines.append("    attempts that were requeued, and job numbers that came again, were counted once")
        }
        for damage in summary.damages { lines.append("  left out: \(damage.path): \(damage.problem)") }
        return lines.map { $0.escapedForTerminal + "\n" }.joined()
    }

    private static func count(_ months: [Month]) -> String {
        months.count == 1 ? "1 month" : "\(months.count) months"
    }

    private static func words(_ fate: ImportPlan.Fate, _ verb: String, _ backfillStart: Day) -> String {
        switch fate {
        case .empty: "without jobs, not imported"
        case .alreadyRead: "read from the accounting already, not imported"
        case .present: "read from the accounting by the next polls, not imported"
        case .untilRead: "\(verb) until the polls have read the accounting's own"
        case .kept: "\(verb) for good, as the accounting has less of them or nothing"
        case .beforeHistory: "\(verb) for good, as the history begins on \(backfillStart) (backfill_start)"
        }
    }
}
