import Testing

@testable import Scoreboard

@Suite struct DayTests {
    /// FNV-1a over `year * 10000 + month * 100 + day` of the days from `first` on; the constants below are what the
    /// same sum over Python's `datetime.date` gives.
    private func digest(_ days: some Sequence<Int32>) -> UInt64 {
        days.reduce(0xcbf2_9ce4_8422_2325) { hash, number in
            let (year, month, day) = Day(daysSinceEpoch: number).civil
            return (hash ^ UInt64(year * 10_000 + month * 100 + day)) &* 0x100_0000_01B3
        }
    }

    @Test func `All days of 1800 to 2200 are Python's`() {
        #expect(digest(-62_091..<(-62_091 + 146_462)) == 0x91dd_f864_9a7e_46d6)
    }

    @Test func `Every 97th day of the years 1 to 9999 is Python's`() {
        #expect(digest(stride(from: -719_162, through: 2_932_896, by: 97)) == 0xfa34_a90f_d5ce_7a05)
    }

    /// The calendar as people count it, to name the first day that is wrong.
    @Test func `Days follow each other as in the calendar`() throws {
        var number: Int32 = -719_162
        for year in stride(from: 1, through: 2500, by: 1) {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for month in 1...12 {
                let first = try #require(Day(year: year, month: month, day: 1))
                let last = try #require(Day(year: year, month: month, day: lengths[month - 1]))
                try #require(first.daysSinceEpoch == number, "\(year)-\(month)")
                number += Int32(lengths[month - 1])
                try #require(last.daysSinceEpoch == number - 1, "\(year)-\(month)")
                try #require(Day(year: year, month: month, day: lengths[month - 1] + 1) == nil, "\(year)-\(month)")
                try #require(last.civil == (year, month, lengths[month - 1]))
            }
        }
    }

    @Test(arguments: [
        (-1, "1969-12-31"), (0, "1970-01-01"), (-365, "1969-01-01"), (11_016, "2000-02-29"), (47_540, "2100-02-28"),
        (47_541, "2100-03-01"), (20_780, "2026-11-23"), (-719_162, "0001-01-01"), (2_932_896, "9999-12-31"),
    ])
    func `Known days are written and read`(number: Int32, text: String) {
        #expect(Day(daysSinceEpoch: number).description == text)
        #expect(Day(text)?.daysSinceEpoch == number)
        #expect(Day(text)?.start.seconds == Int64(number) * 86_400)
    }

    @Test(arguments: [
        "", "2026", "2026-11", "2026-11-2", "2026-11-233", "2026-1-123", "26-11-0023", "2026/11/23", "2026-11-23 ",
        " 2026-11-23", "2026-00-10", "2026-13-10", "2026-11-00", "2026-11-31", "2026-02-29", "2100-02-29", "0000-01-01",
        "+026-11-23", "-026-11-23", "2026-1a-23", "2026-11-2٣", "２026-11-23", "2026‐11‐23",
    ])
    func `What is no day is refused`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `Numbers that are no date are refused, however large`() {
        #expect(Day(year: 2026, month: 1, day: .max) == nil)
        #expect(Day(year: 2026, month: 1, day: .min) == nil)
        #expect(Day(year: .max, month: 1, day: 1) == nil)
        #expect(Day(year: 10_000, month: 1, day: 1) == nil)
        #expect(Day(year: 2026, month: .min, day: 1) == nil)
        #expect(Day(year: 2026, month: 1, day: 32) == nil)
    }

    @Test func `Days are ordered and know their month`() {
        #expect(day("1969-12-31") < day("1970-01-01"))
        #expect(day("2024-02-29").month.description == "2024-02")
        #expect(day("2024-02-28").adding(days: 2) == day("2024-03-01"))
        #expect(day("2025-03-01").adding(days: -1) == day("2025-02-28"))
    }
}
