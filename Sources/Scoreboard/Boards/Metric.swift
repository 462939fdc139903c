/// What a leaderboard ranks users by. To add a metric: a case here and its row in ``definition``.
package enum Metric: Int, CaseIterable, Hashable, Sendable {
    case coreHours
    case wallHours
    case gpuHours
    case gpuWallHours
    case maxMemory
    case averageMemory
    case requestedMemory
    case jobs
    case gpuJobs
    case failedJobs
    case waitHours
    case wastedCoreHours
    case energy

    /// All that is said of a metric.
    package struct Definition: Sendable {
        /// The key in files and on the command line.
        package let key: String
        /// The full name on boards and in choosers.
        package let title: String
        /// The name of a narrow column.
        package let shortTitle: String
        package let unit: Unit
        /// The value of a user's totals, in the unit.
        package let value: @Sendable (UserTotals) -> Double
    }

    /// What a value counts, for writing it to people.
    package enum Unit: Sendable {
        case count, hours, megabytes, kilowattHours

        /// How many of the smallest parts that accounting knows make one: milliseconds, bytes, joules.
        var parts: Double {
            switch self {
            case .count: 1
            case .hours, .kilowattHours: 3_600_000
            case .megabytes: 1_000_000
            }
        }
    }

    package var key: String { definition.key }
    package var title: String { definition.title }
    package var shortTitle: String { definition.shortTitle }
    package var unit: Unit { definition.unit }

    package init?(key: String) {
        guard let metric = Metric.allCases.first(where: { $0.key == key }) else { return nil }
        self = metric
    }

    /// The value of a user's totals, in ``unit``.
    package func value(of totals: UserTotals) -> Double { definition.value(totals) }

    /// Whether more of it is nothing to be proud of: no crowns, shown in the colour of losses.
    package var isLoss: Bool { self == .failedJobs || self == .wastedCoreHours || self == .waitHours }

    /// What the steps of jobs tell, in a word; nil for what is known without them. Where steps are not read it is not collected.
    package var stepWord: String? {
        switch self {
        case .maxMemory, .averageMemory: "memory"
        case .wastedCoreHours: "CPU use"
        default: nil
        }
    }

    package var definition: Definition {
        switch self {
        case .coreHours:
            Definition(key: "clock_hours", title: "CPU hours", shortTitle: "CPU h", unit: .hours) {
                Double(wide: $0.coreSeconds) / 3600
            }
        case .wallHours:
            Definition(key: "elapsed_hours", title: "Wall hours", shortTitle: "Wall h", unit: .hours) {
                Double($0.elapsedSeconds) / 3600
            }
        case .gpuHours:
            Definition(key: "gpu_clock_hours", title: "GPU hours", shortTitle: "GPU h", unit: .hours) {
                Double(wide: $0.gpuSeconds) / 3600
            }
        case .gpuWallHours:
            Definition(key: "gpu_elapsed_hours", title: "GPU wall", shortTitle: "GPU w", unit: .hours) {
                Double($0.gpuElapsedSeconds) / 3600
            }
        case .maxMemory:
            Definition(key: "sum_max_mem_mb", title: "Memory", shortTitle: "Mem", unit: .megabytes) {
                Double(wide: $0.maxRSSBytes) / 1e6
            }
        case .averageMemory:
            Definition(key: "sum_avg_mem_mb", title: "Average memory", shortTitle: "Avg mem", unit: .megabytes) {
                Double(wide: $0.averageRSSBytes) / 1e6
            }
        case .requestedMemory:
            Definition(key: "sum_req_mem_mb", title: "Requested memory", shortTitle: "Req mem", unit: .megabytes) {
                Double(wide: $0.requestedMemoryBytes) / 1e6
            }
        case .jobs:
            Definition(key: "jobs", title: "Jobs", shortTitle: "Jobs", unit: .count) { Double($0.jobs) }
        case .gpuJobs:
            Definition(key: "gpu_jobs", title: "GPU jobs", shortTitle: "GPU jobs", unit: .count) { Double($0.gpuJobs) }
        case .failedJobs:
            Definition(key: "failed_jobs", title: "Deaths", shortTitle: "Deaths", unit: .count) {
                Double($0.failedJobs)
            }
        case .waitHours:
            Definition(key: "wait_hours", title: "Wait hours", shortTitle: "Wait h", unit: .hours) {
                Double($0.waitSeconds) / 3600
            }
        case .wastedCoreHours:
            Definition(key: "wasted_core_hours", title: "Wasted CPU hours", shortTitle: "Waste h", unit: .hours) {
                Double(wide: max(0, $0.measuredCoreSeconds * 1000 - $0.usedCPUMilliseconds)) / 3.6e6
            }
        case .energy:
            Definition(key: "energy_kwh", title: "Energy", shortTitle: "kWh", unit: .kilowattHours) {
                Double(wide: $0.energyJoules) / 3.6e6
            }
        }
    }
}
