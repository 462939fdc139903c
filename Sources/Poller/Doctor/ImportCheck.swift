import Scoreboard
import Storage

/// What was taken over from another program: that it is not the accounting's own, and what of it cannot be trusted.
enum ImportCheck {
    static func findings(_ patient: Patient) throws -> [Finding] {
        var found = patient.importedDamages.map { patient.finding($0, .months) }
        let months = patient.imported.keys.sorted()
        guard !months.isEmpty else { return found }
        let place = patient.directory.importedRollupsDirectory
        let doubts = ImportDoubt.allCases.compactMap { doubt -> String? in
            let doubtful = months.filter { patient.imported[$0]?.doubts.contains(doubt) ?? false }
            guard !doubtful.isEmpty else { return nil }
            return doubtful.count == months.count ? doubt.words : "\(doubt.words) (\(doubtful.spans))"
        }
        found.append(
            patient.finding(
                .fine, .months, place,
                (["\(months.spans) imported from another program, not read from the accounting"] + doubts)
                    .joined(separator: "; ")))
        // Of a month that is still being read more is to come.
        guard patient.isQuiet else { return found }
        for month in months {
            guard let content = patient.imported[month], let read = patient.months.first(where: { $0.month == month }),
                let totals = read.totals, !(patient.cursor?.hasGap(in: month) ?? true)
            else { continue }
            let own = MonthVolume(Array(totals.values) + read.withheldTotals.values)
            let hundredths = own.hundredths(of: MonthVolume(content.users.values))
            found.append(
                patient.finding(
                    .fine, .months, patient.directory.path(of: .importedRollup(month)),
                    "the accounting has \(hundredths) % of the hours of the imported month \(month) any more, so that "
                        + "the imported month stands; to have the accounting's own instead, remove this file and run: "
                        + "slurm-sb leaderboards --rebuild"))
        }
        return found
    }
}
