/// The one form in which our files write a moment, `2026-11-23T17:56:28Z`, read and written without detours: a rollup has
/// one on each of its lines.
extension Timestamp {
    private static let pattern = Array("0000-00-00T00:00:00Z".utf8)

    /// Reads what ``description`` writes of the years 1 to 9999; nil for any other text, also one that ``init(_:)`` takes.
    package init?(canonical text: String) {
        var text = text
        let time = text.withUTF8 { Timestamp.read($0) }
        guard let time else { return nil }
        self = time
    }

    private static func read(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        guard text.count == pattern.count else { return nil }
        for (byte, sample) in zip(text, pattern) {
            let isDigit = byte &- UInt8(ascii: "0") <= 9
            guard sample == UInt8(ascii: "0") ? isDigit : byte == sample else { return nil }
        }
        func number(_ first: Int, _ count: Int) -> Int {
            text[first..<first + count].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
        guard let day = Day(year: number(0, 4), month: number(5, 2), day: number(8, 2)), hour < 24, minute < 60,
            second < 60
        else { return nil }
        return day.start + Int64(hour * 3600 + minute * 60 + second)
    }

    /// The text of a moment in the years 1 to 9999; nil of others.
    var canonical: String? {
        let day = day
        let (year, month, dayOfMonth) = day.civil
        guard (1...9999).contains(year) else { return nil }
        let secondOfDay = Int(seconds - day.start.seconds)
        return String(unsafeUninitializedCapacity: Timestamp.pattern.count) { text in
            _ = text.initialize(from: Timestamp.pattern)
            func write(_ number: Int, endingAt end: Int, digits: Int) {
                var rest = number
                for place in stride(from: end, to: end - digits, by: -1) {
                    text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
            }
            write(year, endingAt: 3, digits: 4)
            write(month, endingAt: 6, digits: 2)
            write(dayOfMonth, endingAt: 9, digits: 2)
            write(secondOfDay / 3600, endingAt: 12, digits: 2)
            write(secondOfDay / 60 % 60, endingAt: 15, digits: 2)
            write(secondOfDay % 60, endingAt: 18, digits: 2)
            return Timestamp.pattern.count
        }
    }
}
