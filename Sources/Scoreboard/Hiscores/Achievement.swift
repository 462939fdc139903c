/// How far a user has come with a goal.
package struct Achievement: Hashable, Sendable {
    package var goal: Goal
    /// When it was reached, as exactly as it is known; nil when it is not reached.
    package var reached: Timeline.Period?
    /// What there is so far, in what the goal counts: an amount, a level, months.
    package var current: Double
    /// What it takes.
    package var target: Double

    /// How much of it is done: 1 when it is reached, else 0 to 0.9999.
    package var progress: Double {
        if reached != nil { return 1 }
        return target > 0 ? min(0.9999, max(0, current / target)) : 0
    }
}

extension Timeline {
    /// Every goal: first those that are reached, the latest first, then the others, the nearest first.
    package func achievements(_ scale: ExperienceScale) -> [Achievement] {
        let goals = Goal.all.filter { !$0.needsLevels || scale.hasLevels && !scale.skills.isEmpty }
        let all = goals.map { achievement($0, scale) }
        let order = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.period, $0.offset) })
        func place(_ period: Period) -> Int {
            if let place = order[period] { return place }
            // Months have no entry of their own where the days are known.
            guard case .month(let month) = period else { return -1 }
            return entries.lastIndex { entry in
                switch entry.period {
                case .day(let day): day.month <= month
                case .month(let other): other <= month
                case .before: true
                }
            } ?? -1
        }
        let reached = all.enumerated().compactMap { index, achievement in
            achievement.reached.map { (place: place($0), index: index, achievement: achievement) }
        }.sorted { ($0.place, $0.index) > ($1.place, $1.index) }
        let open = all.enumerated().filter { $0.element.reached == nil }
            .sorted { ($1.element.progress, $0.offset) < ($0.element.progress, $1.offset) }
        return reached.map(\.achievement) + open.map(\.element)
    }

    private func achievement(_ goal: Goal, _ scale: ExperienceScale) -> Achievement {
        let total = entries.last?.total ?? MetricValues()
        func growing(_ target: Double, _ measure: (MetricValues) -> Double) -> Achievement {
            Achievement(
                goal: goal, reached: firstReaching(target, measure), current: measure(total), target: target)
        }
        switch goal {
        case .amount(let metric, let amount): return growing(amount) { $0[metric] }
        case .level(let level):
            return growing(Double(level)) { values in
                Double(scale.skills.compactMap { scale.level($0, values) }.max() ?? 0)
            }
        case .base(let level):
            return growing(Double(level)) { values in
                Double(scale.skills.compactMap { scale.level($0, values) }.min() ?? 0)
            }
        case .flawlessMonth(let jobs):
            // The present month may still see a death.
            let past = months.filter { $0.month < today.month && $0.totals.failedJobs == 0 }
            let first = past.first { $0.totals.jobs >= jobs }?.month
            let most = past.map(\.totals.jobs).max() ?? 0
            return Achievement(
                goal: goal, reached: first.map { .month($0) }, current: Double(most), target: Double(jobs))
        case .monthsInARow(let count):
            let runs = Timeline.runs(months.map(\.month.ordinal))
            let first = runs.first { $0.count >= count }.map { Month(ordinal: $0[count - 1]) }
            return Achievement(
                goal: goal, reached: first.map { .month($0) }, current: Double(runs.map(\.count).max() ?? 0),
                target: Double(count))
        }
    }
}
