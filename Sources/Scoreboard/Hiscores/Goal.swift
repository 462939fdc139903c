/// Something to reach in the hiscores. To add one: an entry in ``all``, and for a new kind a case with its measure in
/// ``Achievement``.
package enum Goal: Hashable, Sendable {
    /// So much of a metric, in its unit.
    case amount(Metric, Double)
    /// A level in any skill.
    case level(Int)
    /// At least this level in every skill.
    case base(Int)
    /// A month with at least so many jobs and no failed one.
    case flawlessMonth(jobs: Int64)
    /// So many months in a row with jobs.
    case monthsInARow(Int)

    /// Every goal, kind by kind, the easiest of a kind first.
    package static let all: [Goal] = [
        .amount(.coreHours, 1e3), .amount(.coreHours, 1e4), .amount(.coreHours, 1e5), .amount(.coreHours, 1e6),
        .amount(.coreHours, 1e7),
        .amount(.gpuHours, 1e2), .amount(.gpuHours, 1e3), .amount(.gpuHours, 1e4), .amount(.gpuHours, 1e5),
        .amount(.jobs, 1e2), .amount(.jobs, 1e4), .amount(.jobs, 1e6),
        .level(50), .level(70), .level(90), .level(99),
        .base(30), .base(50), .base(70),
        .flawlessMonth(jobs: 20), .monthsInARow(12),
    ]

    /// Whether it is about levels.
    package var needsLevels: Bool {
        switch self {
        case .level, .base: true
        case .amount, .flawlessMonth, .monthsInARow: false
        }
    }
}
