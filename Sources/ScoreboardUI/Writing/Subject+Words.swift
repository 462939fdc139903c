package import Scoreboard

extension Leaderboard.Subject {
    /// All boards in the order of their tabs: the skills first, then what has no level.
    package static let tabs: [Leaderboard.Subject] = {
        let first: [Metric] = [.coreHours, .wallHours, .gpuHours, .gpuWallHours, .maxMemory, .jobs, .failedJobs]
        let ordered = first + Metric.allCases.filter { !first.contains($0) }
        return [.overall] + ordered.map { .metric($0) }
    }()

    /// The name of the tab.
    package var title: String {
        switch self {
        case .overall: "Overall"
        case .metric(let metric): metric.title
        }
    }

    /// The name of the tab where levels and the words of games may be off.
    func title(_ scale: ExperienceScale) -> String {
        self == .metric(.failedJobs) && !scale.hasLevels ? "Failed jobs" : title
    }

    /// The key on the command line.
    package var key: String {
        switch self {
        case .overall: "overall"
        case .metric(let metric): metric.key
        }
    }

    /// Nil when no board has this key.
    package init?(key: String) {
        guard let subject = Leaderboard.Subject.tabs.first(where: { $0.key == key }) else { return nil }
        self = subject
    }

    var isLoss: Bool {
        switch self {
        case .overall: false
        case .metric(let metric): metric.isLoss
        }
    }

    func hasLevel(_ scale: ExperienceScale) -> Bool {
        switch self {
        case .overall: scale.hasLevels
        case .metric(let metric): scale.hasLevel(metric)
        }
    }

    /// The level by the values of all time; nil where there is none.
    func level(_ allTime: MetricValues, _ scale: ExperienceScale) -> Int? {
        switch self {
        case .overall: scale.hasLevels ? scale.totalLevel(allTime) : nil
        case .metric(let metric): scale.level(metric, allTime)
        }
    }

    /// What the board's value column shows of some values.
    func value(_ values: MetricValues, _ scale: ExperienceScale) -> Double {
        switch self {
        case .overall: scale.totalExperience(values)
        case .metric(let metric): values[metric]
        }
    }

    func text(_ value: Double) -> String {
        switch self {
        case .overall: ValueText.grouped(value, decimals: 0)
        case .metric(let metric): ValueText.text(value, unit: metric.unit)
        }
    }

    /// The same in at most so many columns.
    func text(_ value: Double, width: Int) -> String {
        switch self {
        case .overall: ValueText.text(value, unit: .count, width: width)
        case .metric(let metric): ValueText.text(value, unit: metric.unit, width: width)
        }
    }

    /// What the value column counts.
    func unitText(_ scale: ExperienceScale) -> String {
        switch self {
        case .overall where !scale.hasLevels: "several metrics, weighed and added up"
        case .overall: "the levels of all skills together"
        case .metric(.coreHours): "core-hours: allocated cores x elapsed time"
        case .metric(.wallHours): "hours of elapsed time"
        case .metric(.gpuHours): "GPU-hours: allocated GPUs x elapsed time"
        case .metric(.gpuWallHours): "hours of elapsed time with a GPU"
        case .metric(.maxMemory): "largest memory used, summed over jobs"
        case .metric(.averageMemory): "average memory used, summed over jobs"
        case .metric(.requestedMemory): "memory requested, summed over jobs"
        case .metric(.jobs): "jobs that ended"
        case .metric(.gpuJobs): "jobs with a GPU"
        case .metric(.failedJobs): "jobs that failed"
        case .metric(.waitHours): "hours from submission to start"
        case .metric(.wastedCoreHours): "core-hours allocated and not used"
        case .metric(.energy): "kilowatt-hours"
        }
    }
}
