/// Some of the spans that boards rank by.
struct RankedSpans: OptionSet {
    /// Bit i stands for the span of place i.
    let rawValue: UInt8

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// - Parameter span: One that boards rank by.
    init(_ span: StandingSpan) {
        rawValue = 1 << UInt8(span.place)
    }

    init(_ spans: some Sequence<StandingSpan>) {
        self = spans.reduce([]) { $0.union(RankedSpans($1)) }
    }

    static let allTime = RankedSpans(.allTime)
    static let last365Days = RankedSpans(.last365Days)
    static let last30Days = RankedSpans(.last30Days)
    static let previous365Days = RankedSpans(.previous365Days)
    static let previous30Days = RankedSpans(.previous30Days)
    static let last7Days = RankedSpans(.last7Days)
}

extension WindowTotals {
    /// Adds to some of the sums.
    mutating func add(_ totals: UserTotals, to spans: RankedSpans) {
        if spans.contains(.allTime) { allTime += totals }
        if spans.contains(.last365Days) { last365Days += totals }
        if spans.contains(.last30Days) { last30Days += totals }
        if spans.contains(.previous365Days) { previous365Days += totals }
        if spans.contains(.previous30Days) { previous30Days += totals }
        if spans.contains(.last7Days) { last7Days += totals }
    }
}
