package import Scoreboard

extension ValueText {
    /// The value in at most `width` columns: whole when it fits, else in thousands, millions and so on.
    package static func text(_ value: Double, unit: Metric.Unit, width: Int) -> String {
        let whole = text(value, unit: unit)
        guard whole.utf8.count > width else { return whole }
        guard unit != .megabytes else { return memory(megabytes: value, decimals: 0) }
        let rounded = grouped(value, decimals: 0)
        if rounded.utf8.count <= width { return rounded }
        var scaled = value
        for suffix in ["k", "M", "G", "T"] {
            scaled /= 1000
            for decimals in [1, 0] {
                let text = grouped(scaled, decimals: decimals) + suffix
                if text.utf8.count <= width { return text }
            }
        }
        return whole
    }

    /// A span: `42s`, `12m`, `3h 20m`, `5d 4h`.
    package static func span(seconds: Int64) -> String {
        let seconds = max(0, seconds)
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m"
        case ..<86_400: return "\(seconds / 3600)h \(seconds / 60 % 60)m"
        default: return "\(seconds / 86_400)d \(seconds / 3600 % 24)h"
        }
    }

    /// A small probability: `1.0e-4`; `0` for none.
    package static func rate(_ rate: Double) -> String {
        guard rate.isFinite, rate > 0 else { return "0" }
        var mantissa = rate
        var exponent = 0
        while mantissa < 1, exponent > -300 {
            mantissa *= 10
            exponent -= 1
        }
        // 9.96 is written as 10.0, which is a step more.
        if (mantissa * 10).rounded() >= 100 {
            mantissa /= 10
            exponent += 1
        }
        return exponent == 0 ? grouped(mantissa, decimals: 1) : "\(grouped(mantissa, decimals: 1))e\(exponent)"
    }

    /// A number of bytes, base 10: `512 B`, `1.2 MB`.
    package static func bytes(_ count: Int64) -> String {
        if abs(count) < 1000 { return "\(count) B" }
        if abs(count) < 1_000_000 { return grouped(Double(count) / 1000, decimals: 1) + " kB" }
        return memory(megabytes: Double(count) / 1e6)
    }
}
