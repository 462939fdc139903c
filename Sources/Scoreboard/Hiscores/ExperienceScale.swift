/// How much experience a unit of each metric is worth.
package struct ExperienceScale: Equatable, Sendable {
    /// Experience per unit of the metric; a metric without an entry has no level.
    package var experiencePerUnit: [Metric: Double]
    /// Whether experience is shown as levels. Where it is not, no metric has a level, and everybody's total level is 0:
    /// the experience of its window orders the overall board.
    package var hasLevels: Bool

    package init(experiencePerUnit: [Metric: Double], hasLevels: Bool = true) {
        self.experiencePerUnit = experiencePerUnit
        self.hasLevels = hasLevels
    }

    /// CPU hours 1 a core-hour, wall hours 10, GPU hours and GPU wall 100, memory 1 a GB, jobs 10. Deaths have none.
    package static let standard = ExperienceScale(experiencePerUnit: [
        .coreHours: 1, .wallHours: 10, .gpuHours: 100, .gpuWallHours: 100, .maxMemory: 0.001, .jobs: 10,
    ])

    /// The metrics that give experience, in the order of ``Metric``.
    package var skills: [Metric] { Metric.allCases.filter { experiencePerUnit[$0] != nil } }

    /// Whether a metric's experience is shown as a level.
    package func hasLevel(_ metric: Metric) -> Bool { hasLevels && experiencePerUnit[metric] != nil }

    /// Nil when the metric gives none.
    package func experience(_ metric: Metric, _ values: MetricValues) -> Double? {
        experiencePerUnit[metric].map { $0 * values[metric] }
    }

    /// Nil when the metric has no levels.
    package func level(_ metric: Metric, _ values: MetricValues) -> Int? {
        hasLevels ? experience(metric, values).map(ExperienceTable.level) : nil
    }

    /// The sum of the levels of all skills.
    package func totalLevel(_ values: MetricValues) -> Int {
        skills.reduce(0) { $0 + (level($1, values) ?? 0) }
    }

    /// The sum of the experience of all skills.
    package func totalExperience(_ values: MetricValues) -> Double {
        skills.reduce(0) { $0 + (experience($1, values) ?? 0) }
    }
}
