/// A moment in whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
///
/// Everything inside the program is UTC; a time zone exists only where a person reads a time.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Seconds since the epoch; negative before 1970.
    package var seconds: Int64

    @inlinable
    package init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The UTC day that holds this moment.
    package var day: Day {
        Day(daysSinceEpoch: Int32(clamping: seconds.flooredQuotient(by: Day.secondsPerDay)))
    }

    @inlinable
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.seconds < right.seconds
    }

    package static func + (time: Timestamp, seconds: Int64) -> Timestamp {
        Timestamp(seconds: time.seconds + seconds)
    }

    package static func - (time: Timestamp, seconds: Int64) -> Timestamp {
        Timestamp(seconds: time.seconds - seconds)
    }

    @inlinable
    package static func - (left: Timestamp, right: Timestamp) -> Int64 {
        left.seconds - right.seconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC, as every file of ours writes it: `2026-11-23T17:56:28Z`.
    package var description: String {
        if let canonical { return canonical }
        let secondOfDay = Int(seconds - day.start.seconds)
        return
            "\(day)T\(twoDigits(secondOfDay / 3600)):\(twoDigits(secondOfDay / 60 % 60)):\(twoDigits(secondOfDay % 60))Z"
    }
}

extension Timestamp: LosslessStringConvertible {
    /// From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    private static let writable: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Reads `2026-11-23`, `2026-11-23T17:56`, `2026-11-23T17:56:28`, each with or without a final `Z`, or a plain
    /// number of seconds since the epoch (not of four digits: that would be a year). All are UTC. Nil for anything
    /// else, and outside of the years 1 to 9999, which every day and month of ours can write.
    package init?(_ text: String) {
        if let seconds = Int64(text), text.utf8.count != 4 {
            guard Timestamp.writable.contains(seconds) else { return nil }
            self.init(seconds: seconds)
            return
        }
        let body = text.hasSuffix("Z") ? text.dropLast() : text[...]
        let parts = body.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let day = Day(String(parts[0])) else { return nil }
        var secondOfDay: Int64 = 0
        if parts.count == 2 {
            let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
            guard clock.count == 2 || clock.count == 3 else { return nil }
            let limits: [Int64] = [23, 59, 59]
            for (index, part) in clock.enumerated() {
                guard part.utf8.count == 2, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                    let number = Int64(part), number <= limits[index]
                else { return nil }
                secondOfDay += number * [3600, 60, 1][index]
            }
        }
        self.init(seconds: day.start.seconds + secondOfDay)
    }
}

extension Int64 {
    /// The quotient rounded toward negative infinity, so that moments before 1970 fall into the right day.
    func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

/// A number from 0 to 99 with a leading zero where it needs one.
func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}
