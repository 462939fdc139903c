import Testing

@testable import Scoreboard

@Suite struct TimestampTests {
    /// Seconds from Python's `datetime`, in UTC; among them the hours in which New York and Berlin change their clocks.
    @Test(arguments: [
        ("1969-12-31T23:59:59Z", -1), ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600),
        ("2100-02-28T23:59:59Z", 4_107_542_399), ("2100-03-01T00:00:00Z", 4_107_542_400),
        ("2026-03-08T07:00:00Z", 1_772_953_200), ("2026-11-01T06:00:00Z", 1_793_512_800),
        ("2026-03-29T01:00:00Z", 1_774_746_000), ("2026-10-25T01:00:00Z", 1_792_890_000),
        ("1900-01-01T00:00:00Z", -2_208_988_800), ("2026-11-23T17:56:28Z", 1_795_456_588),
        ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func `Times are written and read`(text: String, seconds: Int64) {
        #expect(Timestamp(text)?.seconds == seconds)
        #expect(Timestamp(seconds: seconds).description == text)
        #expect(Timestamp(String(text.dropLast()))?.seconds == seconds)
        #expect(Timestamp(seconds: seconds).day.description == text.prefix(10))
        #expect(Timestamp(canonical: text)?.seconds == seconds)
    }

    /// What is read leniently elsewhere, and what is no time, is not what our files write.
    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T17:56Z", "2026-11-23T17:56:28", "1795456588", "2026-11-23T24:00:00Z",
        "2026-11-23T23:60:00Z", "2026-11-23T23:59:60Z", "2026-02-29T00:00:00Z", "2026-00-10T00:00:00Z",
        "0000-01-01T00:00:00Z", "2026-11-23t17:56:28Z", "2026-11-23T17:56:28z", "2026-11-2/T17:56:28Z",
        "2026-11-23T17:56:28Z ", "12026-11-23T17:56:2Z", "+026-11-23T17:56:28Z",
    ])
    func `Other forms are not canonical`(text: String) {
        #expect(Timestamp(canonical: text) == nil)
    }

    /// A day has 86,400 seconds also where the machine's time zone has 23 or 25 hours.
    @Test(arguments: ["2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25"])
    func `Changes of summer time do not exist`(text: String) {
        let start = day(text).start
        #expect((start + 86_399).day == day(text))
        #expect((start + 86_400).day == day(text).adding(days: 1))
        #expect((start - 1).day == day(text).adding(days: -1))
    }

    @Test(arguments: [
        ("2026-11-23", 1_795_392_000), ("2026-11-23Z", 1_795_392_000), ("2026-11-23T17:56", 1_795_456_560),
        ("2026-11-23T17:56Z", 1_795_456_560), ("1795456588", 1_795_456_588), ("0", 0), ("-1", -1),
    ])
    func `Shorter forms are read`(text: String, seconds: Int64) {
        #expect(Timestamp(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "Z", "T", "2026", "now", "Unknown", "2026-11", "2026-11-23T", "2026-11-23T17", "2026-11-23T17:56:28+01:00",
        "2026-11-23T24:00:00", "2026-11-23T23:60:00", "2026-11-23T23:59:60", "2026-11-23T1:02:03",
        "2026-11-23T17:56:28.5", "2026-11-23 17:56:28", "2026-02-30T00:00:00", "2026-11-23T17:56:28ZZ",
        "2026-11-23T-1:00:00", "2026-11-23T+1:00:00", "1.5e9", "١٧",
        // Beyond the years that a day can write.
        "9223372036854775807", "-9223372036854775808", "253402300800", "-62135596801", "99999999999999999999",
    ])
    func `What is no time is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `Times subtract and compare`() {
        let time = Timestamp(seconds: 100)
        #expect(time + 5 - time == 5)
        #expect(time - 200 < time)
        #expect((time - 200).day == day("1969-12-31"))
    }

    /// The extremes of the type have a day, if a strange one.
    @Test func `No moment is too far`() {
        #expect(Timestamp(seconds: .max).day.daysSinceEpoch == .max)
        #expect(Timestamp(seconds: .min).day.daysSinceEpoch == .min)
    }
}
