/// A UTC calendar day of the proleptic Gregorian calendar.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before.
    package var daysSinceEpoch: Int32

    /// Every UTC day has as many; POSIX time knows no leap seconds.
    package static let secondsPerDay: Int64 = 86_400

    package init(daysSinceEpoch: Int32) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// Nil unless the three name a day that exists.
    ///
    /// - Parameters:
    ///   - year: 1 to 9999.
    ///   - month: 1 to 12.
    ///   - day: 1 to the month's last.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let candidate = Day(civilYear: year, month: month, day: day)
        guard day <= 28 || candidate.civil == (year, month, day) else { return nil }
        self = candidate
    }

    /// Any year, of a month and day that exist. Days from civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    init(civilYear year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(daysSinceEpoch: Int32(era * 146_097 + dayOfEra - 719_468))
    }

    /// Year, month (1 to 12) and day of the month (1 to 31). The inverse of the above, same source.
    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(daysSinceEpoch) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The first second of the day.
    package var start: Timestamp {
        Timestamp(seconds: Int64(daysSinceEpoch) * Day.secondsPerDay)
    }

    package var month: Month {
        let (year, month, _) = civil
        return Month(year: year, month: month)
    }

    /// The day so many days later; earlier when it is negative.
    package func adding(days: Int) -> Day {
        Day(daysSinceEpoch: daysSinceEpoch + Int32(days))
    }

    package static func < (left: Day, right: Day) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }
}

extension Day: LosslessStringConvertible {
    /// `2026-11-23`.
    package var description: String {
        let (year, month, day) = civil
        return "\(Month(year: year, month: month))-\(twoDigits(day))"
    }

    /// Reads `2026-11-23`; nil for anything else, also for days that do not exist.
    package init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-"),
            let year = decimal(digits[0..<4]), let month = decimal(digits[5..<7]), let day = decimal(digits[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

/// The number that these ASCII digits spell; nil when one of them is no digit.
func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
        guard (0x30...0x39).contains(digit) else { return nil }
        number = number * 10 + Int(digit - 0x30)
    }
    return number
}
