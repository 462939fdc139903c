/// Which names are people: whoever matches is shown, all others (system accounts, services) are counted and not shown.
///
/// A list of patterns over the whole name, case ignored: `*` is any run of characters, `?` any one, `[a-z0]` one of a set
/// and `[!a-z]` one outside of it. A pattern with `!` in front leaves out. A name matches when one of the patterns without
/// `!` does, or there are none, and none of the others does.
package struct UsernamePattern: Hashable, Sendable {
    /// As they were given.
    package let parts: [String]
    private let wanted: [[Unit]]
    private let unwanted: [[Unit]]
    private let takesEverybody: Bool

    /// Everybody.
    package static let everybody = UsernamePattern(["*"])

    /// - Parameter parts: Each must be a pattern: ``isPattern(_:)``. What is none matches nobody.
    package init(_ parts: [String]) {
        self.parts = parts
        wanted = parts.filter { !$0.hasPrefix("!") }.map {
            UsernamePattern.units($0) ?? [.oneOf([], isInverted: false)]
        }
        unwanted = parts.filter { $0.hasPrefix("!") }
            .map { UsernamePattern.units(String($0.dropFirst())) ?? [.oneOf([], isInverted: false)] }
        takesEverybody = unwanted.isEmpty && (wanted.isEmpty || wanted.contains([.run]))
    }

    /// Whether the text is one pattern, with or without its `!`.
    package static func isPattern(_ text: String) -> Bool {
        let body = text.hasPrefix("!") ? String(text.dropFirst()) : text
        return (1...256).contains(body.unicodeScalars.count) && units(body) != nil
    }

    /// Whether the user is to be shown.
    package func matches(_ user: String) -> Bool {
        if takesEverybody { return true }
        let name = Array(user.lowercased().unicodeScalars)
        return (wanted.isEmpty || wanted.contains { UsernamePattern.matches(name, $0) })
            && !unwanted.contains { UsernamePattern.matches(name, $0) }
    }

    /// One piece of a pattern.
    private enum Unit: Hashable {
        case run
        case one
        case oneOf([ClosedRange<Unicode.Scalar>], isInverted: Bool)

        func takes(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .run, .one: true
            case .oneOf(let ranges, let isInverted): ranges.contains { $0.contains(scalar) } != isInverted
            }
        }
    }

    /// Nil for a set that is not closed, empty, or turned round.
    private static func units(_ pattern: String) -> [Unit]? {
        var units: [Unit] = []
        var rest = Array(pattern.lowercased().unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": if units.last != .run { units.append(.run) }
            case "?": units.append(.one)
            case "]": return nil
            case "[":
                guard let end = rest.firstIndex(of: "]"), let set = set(rest[..<end]) else { return nil }
                units.append(set)
                rest = rest[(end + 1)...]
            default: units.append(.oneOf([scalar...scalar], isInverted: false))
            }
        }
        return units
    }

    private static func set(_ text: ArraySlice<Unicode.Scalar>) -> Unit? {
        let isInverted = text.first == "!"
        var rest = text.dropFirst(isInverted ? 1 : 0)
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let low = rest.popFirst() {
            var high = low
            if rest.count >= 2, rest.first == "-" {
                high = rest[rest.startIndex + 1]
                rest = rest.dropFirst(2)
            }
            guard low <= high else { return nil }
            ranges.append(low...high)
        }
        return ranges.isEmpty ? nil : .oneOf(ranges, isInverted: isInverted)
    }

    /// Goes back to the last run alone: never more steps than the lengths multiplied.
    private static func matches(_ name: [Unicode.Scalar], _ units: [Unit]) -> Bool {
        var (at, unit) = (0, 0)
        var back: (at: Int, unit: Int)?
        while at < name.count {
            if unit < units.count, units[unit] == .run {
                back = (at, unit)
                unit += 1
            } else if unit < units.count, units[unit].takes(name[at]) {
                (at, unit) = (at + 1, unit + 1)
            } else if let run = back {
                back = (run.at + 1, run.unit)
                (at, unit) = (run.at + 1, run.unit + 1)
            } else {
                return false
            }
        }
        return units[unit...].allSatisfy { $0 == .run }
    }
}
