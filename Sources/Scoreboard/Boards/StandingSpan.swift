/// A span of time of which a standing has a row of values.
package struct StandingSpan: Hashable, Sendable {
    /// 0 to ``count`` − 1, in the order of the sidecar's rows.
    package let place: Int

    package static let count = 6 + UserStanding.monthCount

    package static let allTime = StandingSpan(place: 0)
    package static let last365Days = StandingSpan(place: 1)
    package static let last30Days = StandingSpan(place: 2)
    package static let previous365Days = StandingSpan(place: 3)
    package static let previous30Days = StandingSpan(place: 4)
    package static let last7Days = StandingSpan(place: 5)

    /// The month at an index of ``UserStanding/months``.
    package static func month(_ index: Int) -> StandingSpan { StandingSpan(place: 6 + index) }

    /// The twelve months, the current one last.
    package static let months = (0..<UserStanding.monthCount).map(month)

    /// Those before the months, which boards rank by.
    static let rankedCount = 6

    static let ranked = all.prefix(rankedCount)

    var isRanked: Bool { place < StandingSpan.rankedCount }

    package static let all = (0..<count).map { StandingSpan(place: $0) }
}

extension UserStanding {
    /// The values of a span.
    package subscript(span: StandingSpan) -> MetricValues {
        get {
            switch span {
            case .allTime: allTime
            case .last365Days: last365Days
            case .last30Days: last30Days
            case .previous365Days: previous365Days
            case .previous30Days: previous30Days
            case .last7Days: last7Days
            default: months[span.place - 6]
            }
        }
        set {
            switch span {
            case .allTime: allTime = newValue
            case .last365Days: last365Days = newValue
            case .last30Days: last30Days = newValue
            case .previous365Days: previous365Days = newValue
            case .previous30Days: previous30Days = newValue
            case .last7Days: last7Days = newValue
            default: months[span.place - 6] = newValue
            }
        }
    }
}
