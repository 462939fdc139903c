/// What the steps of one job measured, folded together.
package struct StepUsage: Hashable, Sendable {
    /// The largest MaxRSS of any step, in bytes; nil when no step had one (very short jobs).
    package var maxRSSBytes: Int64? {
        get { maxRSS.value }
        set { maxRSS = OptionalNumber(newValue) }
    }
    /// The largest AveRSS of any step, in bytes; nil when no step had one.
    package var averageRSSBytes: Int64? {
        get { averageRSS.value }
        set { averageRSS = OptionalNumber(newValue) }
    }
    /// User and system CPU time of all steps, in milliseconds.
    package var cpuMilliseconds: Int64

    private var maxRSS: OptionalNumber
    private var averageRSS: OptionalNumber

    package init(maxRSSBytes: Int64? = nil, averageRSSBytes: Int64? = nil, cpuMilliseconds: Int64 = 0) {
        maxRSS = OptionalNumber(maxRSSBytes)
        averageRSS = OptionalNumber(averageRSSBytes)
        self.cpuMilliseconds = cpuMilliseconds
    }

    /// Folds one more step in.
    package mutating func fold(_ step: StepUsage) {
        maxRSSBytes = larger(maxRSSBytes, step.maxRSSBytes)
        averageRSSBytes = larger(averageRSSBytes, step.averageRSSBytes)
        // Garbage in a thousand steps must not stop the program: what does not fit is as good as the largest number.
        let (sum, overflow) = cpuMilliseconds.addingReportingOverflow(step.cpuMilliseconds)
        cpuMilliseconds = overflow ? .max : sum
    }

    private func larger(_ left: Int64?, _ right: Int64?) -> Int64? {
        guard let left, let right else { return left ?? right }
        return max(left, right)
    }
}
