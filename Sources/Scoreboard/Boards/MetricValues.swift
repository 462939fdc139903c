/// One number for each metric, in the metric's unit.
package struct MetricValues: Hashable, Sendable {
    private var lanes: SIMD16<Double> = .zero

    package init() {}

    package init(_ totals: UserTotals) {
        self.init { values in
            for metric in Metric.allCases { values[metric.rawValue] = metric.value(of: totals) }
        }
    }

    /// - Parameter values: By the raw values of their metrics.
    init(each values: [Double]) {
        for metric in Metric.allCases { self[metric] = values[metric.rawValue] }
    }

    /// - Parameter fill: Gets the places of all values, by the raw values of their metrics, to write those that are not zero.
    init(_ fill: (UnsafeMutablePointer<Double>) -> Void) {
        withUnsafeMutableBytes(of: &lanes) { lanes in
            lanes.withMemoryRebound(to: Double.self) { if let first = $0.baseAddress { fill(first) } }
        }
    }

    /// The metric's value, in its unit.
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
        difference.settle()
        return difference
    }

    /// Takes the rounding of sums out: a tenth of an hour and two tenths are then exactly three tenths.
    ///
    /// Every value is a whole number of milliseconds, bytes or joules, which hours and megabytes can only approximate.
    /// Without this, users of equal use would not share a rank, and a level could be missed by the last bit.
    mutating func settle() {
        lanes = (lanes * MetricValues.parts).rounded(.toNearestOrEven) / MetricValues.parts
    }

    /// The same with one value.
    ///
    /// - Parameters:
    ///   - value: In the unit of its metric.
    ///   - scale: How many of the smallest parts make one.
    @inline(__always)
    static func settled(_ value: Double, scale: Double) -> Double {
        let parts = value * scale
        // Adding and taking away rounds as the processor rounds, to the nearest and even one, without a call for each value:
        // as long as there are bits left for a fraction.
        let whole = abs(parts) < 0x1p51 ? parts + 0x1.8p52 - 0x1.8p52 : parts.rounded(.toNearestOrEven)
        return whole / scale
    }

    /// How many of the smallest parts make one of each metric, by its raw value.
    static let scales: [Double] = (0..<parts.scalarCount).map { parts[$0] }

    private static let parts: SIMD16<Double> = {
        var parts = SIMD16<Double>(repeating: 1)
        for metric in Metric.allCases { parts[metric.rawValue] = metric.unit.parts }
        return parts
    }()
}
