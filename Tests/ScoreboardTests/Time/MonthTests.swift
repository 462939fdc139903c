import Testing

@testable import Scoreboard

@Suite struct MonthTests {
    @Test(arguments: [
        ("2026-11", "2026-11-01", "2026-11-30"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2100-02", "2100-02-01", "2100-02-28"), ("2000-02", "2000-02-01", "2000-02-29"),
        ("1969-12", "1969-12-01", "1969-12-31"), ("2025-12", "2025-12-01", "2025-12-31"),
        ("0001-01", "0001-01-01", "0001-01-31"), ("9999-12", "9999-12-01", "9999-12-31"),
    ])
    func `A month has its days`(text: String, first: String, last: String) throws {
        let month = try #require(Month(text))
        #expect(month.description == text)
        #expect(month.days == day(first)...day(last))
        #expect(month.firstDay.month == month)
        #expect(month.lastDay.month == month)
    }

    @Test func `Months follow each other over the turn of the year`() throws {
        let december = try #require(Month("2025-12"))
        #expect(december.next.description == "2026-01")
        #expect(december.next.previous == december)
        #expect(december.adding(months: -23).description == "2024-01")
        #expect(december.adding(months: 14).description == "2027-02")
        #expect(december < december.next)
        #expect(december.year == 2025)
        #expect(december.monthOfYear == 12)
    }

    /// Counting backwards past the year 0 must stay a calendar: there is no text for such months, but days have them.
    @Test func `Months in order are told in few words`() {
        let months = ["2016-11", "2016-12", "2017-01", "2017-03", "2018-03", "2018-04"].map { Month($0)! }
        #expect(months.spans == "2016-11 to 2017-01, 2017-03, 2018-03 to 2018-04")
        #expect([Month]().spans == "")
    }

    @Test func `Months before the year 0 are months`() {
        let month = Month(year: 0, month: 1).previous
        #expect(month.year == -1)
        #expect(month.monthOfYear == 12)
        #expect(month.firstDay.month == month)
    }

    @Test(arguments: [
        "", "2026", "2026-", "2026-1", "2026-00", "2026-13", "2026-111", "2026-11-01", "0000-01", "2026/11", "+026-11",
        "2026-1 ", " 026-11", "20a6-11", "2026-1٣",
    ])
    func `What is no month is refused`(text: String) {
        #expect(Month(text) == nil)
    }
}
