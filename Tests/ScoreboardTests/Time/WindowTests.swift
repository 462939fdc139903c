import Testing

@testable import Scoreboard

/// Expected days counted with Python's `datetime.timedelta`.
@Suite struct WindowTests {
    private let today = day("2026-11-23")

    @Test func `Thirty days end today`() throws {
        let days = try #require(Window.last30Days.days(endingOn: today))
        #expect(days == day("2026-10-25")...day("2026-11-23"))
        #expect(days.contains(day("2026-10-25")))
        #expect(!days.contains(day("2026-10-24")))
        #expect(!days.contains(day("2026-11-24")))
        #expect(days.upperBound.daysSinceEpoch - days.lowerBound.daysSinceEpoch + 1 == 30)
    }

    @Test func `A year is 365 days, leap year or not`() {
        #expect(Window.last365Days.days(endingOn: today) == day("2025-11-24")...day("2026-11-23"))
        #expect(Window.last365Days.days(endingOn: day("2024-12-31")) == day("2024-01-02")...day("2024-12-31"))
        #expect(Window.last365Days.days(endingOn: day("2024-02-29")) == day("2023-03-02")...day("2024-02-29"))
    }

    @Test func `The window before is as long and ends the day before`() {
        #expect(Window.last30Days.previousDays(endingOn: today) == day("2026-09-25")...day("2026-10-24"))
        #expect(Window.last365Days.previousDays(endingOn: today) == day("2024-11-24")...day("2025-11-23"))
    }

    @Test func `All time has no bounds`() {
        #expect(Window.allTime.days(endingOn: today) == nil)
        #expect(Window.allTime.previousDays(endingOn: today) == nil)
        #expect(Window.allTime.dayCount == nil)
    }

    @Test func `Windows have the names of the command line and of the files`() {
        #expect(Window.allCases.map(\.rawValue) == ["alltime", "365d", "30d"])
        #expect(Window.allCases.map(\.fileStem) == ["alltime", "rolling-365d", "rolling-30d"])
        #expect(Window(rawValue: "30d") == .last30Days)
        #expect(Window(rawValue: "7d") == nil)
    }
}
