/// The best day, week or month of a user by some measure.
package struct Record: Hashable, Sendable {
    /// What the record is of.
    package enum Span: Hashable, Sendable {
        case day(Day)
        /// Seven days; begins on this Monday.
        case week(Day)
        case month(Month)
    }

    package var span: Span
    /// In the measure's unit; above zero.
    package var value: Double

    package init(_ span: Span, value: Double) {
        self.span = span
        self.value = value
    }
}

extension Timeline {
    /// The best day, week and month that are known, in this order; of equal ones the earliest. Those of nothing are left
    /// out.
    package func records(_ measure: (UserTotals) -> Double) -> [Record] {
        var weeks: [(monday: Day, totals: UserTotals)] = []
        for (day, totals) in days {
            let monday = day.monday
            if weeks.last?.monday == monday {
                weeks[weeks.count - 1].totals += totals
            } else {
                weeks.append((monday, totals))
            }
        }
        let best: [Record?] = [
            Timeline.best(days.map { Record(.day($0.day), value: measure($0.totals)) }),
            Timeline.best(weeks.map { Record(.week($0.monday), value: measure($0.totals)) }),
            Timeline.best(months.map { Record(.month($0.month), value: measure($0.totals)) }),
        ]
        return best.compactMap { $0 }
    }

    private static func best(_ candidates: some Sequence<Record>) -> Record? {
        var best: Record?
        for candidate in candidates where candidate.value > best?.value ?? 0 { best = candidate }
        return best
    }
}

extension Day {
    /// The Monday on or before it. 1970-01-01 was a Thursday.
    package var monday: Day {
        let weekday = (Int(daysSinceEpoch) + 3) % 7
        return adding(days: -(weekday < 0 ? weekday + 7 : weekday))
    }
}
