package import Scoreboard

extension Goal {
    /// What is to be reached, in a few words: `10k CPU hours`.
    package func title(_ scale: ExperienceScale) -> String {
        switch self {
        case .amount(let metric, let amount): "\(Goal.round(amount)) \(metric.inWords)"
        case .level(let level): "Level \(level) in a skill"
        case .base(let level): "Level \(level) in every skill"
        case .flawlessMonth: scale.hasLevels ? "A month without a death" : "A month without failures"
        case .monthsInARow(let count): "\(count) months in a row"
        }
    }

    /// A power of ten, short.
    private static func round(_ amount: Double) -> String {
        switch amount {
        case 1e6...: "\(Int(amount / 1e6))M"
        case 1e3...: "\(Int(amount / 1e3))k"
        default: "\(Int(amount))"
        }
    }
}

extension Achievement {
    /// When it was reached, or how far it is.
    package var state: String {
        if let reached { return reached.words }
        return switch goal {
        case .amount(let metric, _): "\(ValueText.text(current, unit: metric.unit)) so far"
        case .level, .base: "level \(Int(current)) so far"
        case .flawlessMonth(let jobs):
            current > 0 ? "\(Int(current)) of \(jobs) jobs in such a month" : "at least \(jobs) jobs"
        case .monthsInARow: "\(Int(current)) so far"
        }
    }
}

extension Timeline.Period {
    /// `2026-11-23`, `2026-11`, or `before 2024-12`.
    package var words: String {
        switch self {
        case .before(let month): "before \(month)"
        case .month(let month): month.description
        case .day(let day): day.description
        }
    }
}

extension Timeline {
    /// The month of the first job, or before which month it was; nil without jobs.
    package var since: String? {
        switch entries.first?.period {
        case nil: nil
        case .before(let month): "before \(month)"
        default: months.first?.month.description
        }
    }
}

extension Metric {
    /// Its title within a sentence.
    fileprivate var inWords: String { unit == .hours ? title : title.lowercased() }
}
