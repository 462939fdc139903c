import Glibc

/// How active a user is over the season, so that sparklines, gains and changes of rank look alive.
enum ActivityTrend {
    case steady
    case rising
    case fading
    /// Nothing before `since` (0 to 1 of the season), then a lot.
    case newcomer(since: Double)
    /// Comes and goes `periods` times a season, beginning at `phase` (0 to 1).
    case seasonal(periods: Double, phase: Double)
    /// Quiet but for a few weeks about `peak`: a paper's deadline.
    case sprint(peak: Double)

    init(_ random: inout SplitMix) {
        switch random.below(20) {
        case 0..<7: self = .steady
        case 7..<10: self = .rising
        case 10..<13: self = .fading
        case 13: self = .newcomer(since: 0.90 + 0.08 * random.unit())
        case 14..<17: self = .seasonal(periods: Double(1 + random.below(4)), phase: random.unit())
        default: self = .sprint(peak: random.unit())
        }
    }

    /// The factor on the user's weight.
    ///
    /// - Parameter position: of the moment in the season, 0 to 1.
    func factor(at position: Double) -> Double {
        switch self {
        case .steady: 1
        case .rising: 0.15 + 2.2 * position * position
        case .fading: 0.1 + 2.2 * (1 - position) * (1 - position)
        case .newcomer(let since): position < since ? 0 : 6
        case .seasonal(let periods, let phase): 1.05 + cos(2 * .pi * (position * periods + phase))
        case .sprint(let peak): 0.25 + 4 * exp(-(position - peak) * (position - peak) / 0.002)
        }
    }
}
