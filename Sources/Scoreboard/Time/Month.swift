/// A UTC calendar month.
package struct Month: Hashable, Comparable, Sendable {
    /// Months since January of year 0.
    package var ordinal: Int32

    package init(ordinal: Int32) {
        self.ordinal = ordinal
    }

    /// - Parameters:
    ///   - year: 1 to 9999.
    ///   - month: 1 to 12.
    package init(year: Int, month: Int) {
        precondition((1...12).contains(month), "a month is 1 to 12")
        ordinal = Int32(year * 12 + month - 1)
    }

    /// The calendar year, 1 to 9999 for every month that has a text.
    package var year: Int { Int(Int64(ordinal).flooredQuotient(by: 12)) }

    /// 1 to 12.
    package var monthOfYear: Int { Int(ordinal) - year * 12 + 1 }

    package var firstDay: Day {
        // Every month has a first day, also the one after December 9999 that ends that December.
        Day(civilYear: year, month: monthOfYear, day: 1)
    }

    package var lastDay: Day { next.firstDay.adding(days: -1) }

    package var days: ClosedRange<Day> { firstDay...lastDay }

    package var next: Month { Month(ordinal: ordinal + 1) }

    package var previous: Month { Month(ordinal: ordinal - 1) }

    /// The month so many months later; earlier when it is negative.
    package func adding(months: Int) -> Month {
        Month(ordinal: ordinal + Int32(months))
    }

    package static func < (left: Month, right: Month) -> Bool {
        left.ordinal < right.ordinal
    }
}

extension Month: LosslessStringConvertible {
    /// `2026-11`.
    package var description: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "-" + twoDigits(monthOfYear)
    }

    /// Reads `2026-11`; nil for anything else.
    package init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 7, digits[4] == UInt8(ascii: "-"),
            let year = decimal(digits[0..<4]), let month = decimal(digits[5..<7]),
            year >= 1, (1...12).contains(month)
        else { return nil }
        self.init(year: year, month: month)
    }
}
