/// Values of everybody in a roster in one span, a column a metric.
///
/// Whatever a board is ranked, sorted and measured by comes from some columns of a few spans. They are unpacked once, user
/// by user, and then read from one end to the other.
struct SpanColumns: Sendable {
    private let span: StandingSpan
    private let userCount: Int
    /// By the raw values of metrics; empty where none was unpacked.
    private var columns = [ArraySlice<Double>](repeating: [], count: Metric.allCases.count)
    private var unpacked = MetricSet(bits: 0)

    init(of span: StandingSpan, userCount: Int) {
        self.span = span
        self.userCount = userCount
    }

    /// What unpacks the metrics that are not there yet; nil where all of them are.
    ///
    /// - Parameter records: What holds the rows.
    func unpacking(_ metrics: MetricSet, of records: StandingRecords) -> SpanUnpacking? {
        let missing = MetricSet(bits: metrics.bits & ~unpacked.bits)
        guard missing.bits != 0, userCount > 0 else { return nil }
        return SpanUnpacking(missing, of: span, in: records, userCount: userCount)
    }

    /// Unpacks what is not there yet; the second time everything, as boards are gone through metric by metric.
    ///
    /// - Parameters:
    ///   - metrics: What is asked for.
    ///   - roster: Whose users they are.
    mutating func unpack(_ metrics: MetricSet, of roster: Roster) {
        guard metrics.bits & ~unpacked.bits != 0 else { return }
        let wanted = unpacked.bits == 0 ? metrics : .all
        guard var unpacking = unpacking(wanted, of: roster.records) else { return }
        unpacking.goOn(userCount, of: roster)
        take(unpacking)
    }

    /// Keeps what was unpacked.
    mutating func take(_ done: SpanUnpacking) {
        for metric in done.metrics { columns[metric] = done.column(of: metric) }
        unpacked = MetricSet(bits: unpacked.bits | done.metrics.bits)
    }

    /// Calls with a metric's value of everybody; it was unpacked before.
    @inline(__always)
    func withColumn<Result>(_ metric: Int, _ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
        columns[metric].withUnsafeBufferPointer(body)
    }
}
