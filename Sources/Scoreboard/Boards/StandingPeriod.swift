/// What a column of values is taken from: a span, or what is left of it without another one.
package struct StandingPeriod: Hashable, Sendable {
    package var span: StandingSpan
    package var minus: StandingSpan?

    package init(_ span: StandingSpan, minus: StandingSpan? = nil) {
        self.span = span
        self.minus = minus
    }
}

extension Window {
    /// The span of the window's values.
    package var span: StandingSpan {
        switch self {
        case .allTime: .allTime
        case .last365Days: .last365Days
        case .last30Days: .last30Days
        }
    }

    /// The same as ``UserStanding/previousValues(of:)``.
    package var previousPeriod: StandingPeriod {
        switch self {
        case .allTime: StandingPeriod(.allTime, minus: .last30Days)
        case .last365Days: StandingPeriod(.previous365Days)
        case .last30Days: StandingPeriod(.previous30Days)
        }
    }

    /// All time, as it stood before the window: levels come from it. Of all time, as it stood 30 days ago.
    package var periodBefore: StandingPeriod {
        StandingPeriod(.allTime, minus: self == .allTime ? .last30Days : span)
    }
}
