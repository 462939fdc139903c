/// One number for each metric, in the metric's unit.
package struct MetricValues: Hashable, Sendable {
    private var lanes: SIMD16<Double> = .zero

    package init() {}

    package init(_ totals: UserTotals) {
        for metric in Metric.allCases { self[metric] = metric.value(of: totals) }
    }

    package subscript(metric: Metric) -> Double {
        get { lanes[metric.rawValue] }
        set { lanes[metric.rawValue] = newValue }
    }

    package static func + (left: MetricValues, right: MetricValues) -> MetricValues {
        var sum = left
        sum.lanes += right.lanes
        return sum
    }

    package static func += (left: inout MetricValues, right: MetricValues) {
        left.lanes += right.lanes
    }

    /// The difference; for what stood before a part was added.
    package static func - (left: MetricValues, right: MetricValues) -> MetricValues {
        var difference = left
        difference.lanes -= right.lanes
        return difference
    }
}
