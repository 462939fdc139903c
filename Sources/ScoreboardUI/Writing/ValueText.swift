package import Scoreboard

/// Numbers as people read them.
package enum ValueText {
    /// A metric's value: counts as whole numbers, hours and energy with one decimal, memory with its unit.
    package static func text(_ value: Double, unit: Metric.Unit) -> String {
        switch unit {
        case .count: grouped(value, decimals: 0)
        case .hours, .kilowattHours: grouped(value, decimals: 1)
        case .megabytes: memory(megabytes: value)
        }
    }

    /// Thousands apart by commas, rounded half away from zero. What is no number, or beyond 10^15, is held there.
    package static func grouped(_ value: Double, decimals: Int) -> String {
        let limit = 1e15
        let held = value.isFinite ? min(limit, max(-limit, value)) : value > 0 ? limit : value < 0 ? -limit : 0
        let factor = decimals == 0 ? 1.0 : 10.0
        let scaled = Int((held * factor).rounded())
        let whole = decimals == 0 ? scaled.magnitude : scaled.magnitude / 10
        var digits = String(whole)
        var groups: [String] = []
        while digits.utf8.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits.removeLast(3)
        }
        groups.append(digits)
        let sign = scaled < 0 ? "-" : ""
        let fraction = decimals == 0 ? "" : ".\(scaled.magnitude % 10)"
        return sign + groups.reversed().joined(separator: ",") + fraction
    }

    /// Base 10: 1 GB is 1000 MB. At most three digits before the point, but for what is beyond exabytes.
    package static func memory(megabytes: Double, decimals: Int = 1) -> String {
        var value = megabytes.isFinite ? megabytes : 0
        var units = ["MB", "GB", "TB", "PB", "EB"][...]
        while units.count > 1, (abs(value) * 10).rounded() >= 10_000 {
            value /= 1000
            units.removeFirst()
        }
        return grouped(value, decimals: decimals) + " " + (units.first ?? "")
    }

    /// A fraction of 1 as per cent with one decimal; `<0.1%` for what is more than nothing.
    package static func share(_ fraction: Double) -> String {
        guard fraction.isFinite, fraction > 0 else { return "0%" }
        if fraction < 0.0005 { return "<0.1%" }
        return grouped(fraction * 100, decimals: 1) + "%"
    }

    /// How long ago: `just now`, `42s ago`, `2m ago`, `3h ago`, `5d ago`.
    package static func age(seconds: Int64) -> String {
        switch seconds {
        case ..<5: "just now"
        case ..<60: "\(seconds)s ago"
        case ..<3600: "\(seconds / 60)m ago"
        case ..<172_800: "\(seconds / 3600)h ago"
        default: "\(seconds / 86_400)d ago"
        }
    }
}
