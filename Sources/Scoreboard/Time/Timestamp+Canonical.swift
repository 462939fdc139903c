/// The one form in which our files write a moment, `2026-11-23T17:56:28Z`, read and written without detours: a rollup has
/// one on each of its lines.
extension Timestamp {
    /// `0000-00-00T00:00:00Z`
    private static let pattern: [20 of UInt8] = [
        0x30, 0x30, 0x30, 0x30, 0x2D, 0x30, 0x30, 0x2D, 0x30, 0x30,
        0x54, 0x30, 0x30, 0x3A, 0x30, 0x30, 0x3A, 0x30, 0x30, 0x5A,
    ]

    /// Reads what ``description`` writes of the years 1 to 9999; nil for any other text, also one that ``init(_:)`` takes.
    package init?(canonical text: String) {
        var text = text
        let time = text.withUTF8 { bytes in
            bytes.count == Timestamp.canonicalLength
                ? Timestamp(canonical: UnsafeRawBufferPointer(bytes), at: 0) : nil
        }
        guard let time else { return nil }
        self = time
    }

    /// How long a moment's text is, in bytes.
    package static let canonicalLength = 20

    /// Reads a moment in the middle of a text.
    ///
    /// - Parameters:
    ///   - text: Any bytes.
    ///   - offset: Where the moment begins; ``canonicalLength`` bytes must be there.
    package init?(canonical text: UnsafeRawBufferPointer, at offset: Int) {
        precondition(offset >= 0 && offset + Timestamp.canonicalLength <= text.count)
        func number(_ first: Int, _ count: Int) -> Int {
            var value = 0
            for place in first..<first + count {
                value = value &* 10 &+ Int(text[offset &+ place] &- UInt8(ascii: "0"))
            }
            return value
        }
        // Where the pattern has a digit all that may stand there differs from it by 0 to 9, elsewhere by nothing.
        var isCanonical = true
        for place in 0..<Timestamp.canonicalLength {
            let sample = Timestamp.pattern[place]
            let difference = text[offset &+ place] ^ sample
            isCanonical = isCanonical && difference <= (sample == UInt8(ascii: "0") ? 9 : 0)
        }
        guard isCanonical else { return nil }
        let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
        guard let day = Day(year: number(0, 4), month: number(5, 2), day: number(8, 2)), hour < 24, minute < 60,
            second < 60
        else { return nil }
        self = day.start + Int64(hour * 3600 + minute * 60 + second)
    }

    /// The text of a moment in the years 1 to 9999; nil of others.
    var canonical: String? {
        guard isCanonical else { return nil }
        return String(unsafeUninitializedCapacity: Timestamp.canonicalLength) { text in
            writeCanonical(to: UnsafeMutableRawBufferPointer(text))
            return Timestamp.canonicalLength
        }
    }

    /// Whether it lies in the years 1 to 9999, so that it has a text of ``canonicalLength`` bytes.
    package var isCanonical: Bool { (1...9999).contains(day.civil.year) }

    /// Writes the text of a moment for which ``isCanonical`` holds.
    ///
    /// - Parameter text: Room for ``canonicalLength`` bytes at least.
    package func writeCanonical(to text: UnsafeMutableRawBufferPointer) {
        precondition(text.count >= Timestamp.canonicalLength)
        let day = day
        let (year, month, dayOfMonth) = day.civil
        let secondOfDay = Int(seconds - day.start.seconds)
        for place in 0..<Timestamp.canonicalLength { text[place] = Timestamp.pattern[place] }
        func write(_ number: Int, endingAt end: Int, digits: Int) {
            var rest = number
            for place in stride(from: end, to: end - digits, by: -1) {
                text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
        }
        write(year, endingAt: 3, digits: 4)
        write(month, endingAt: 6, digits: 2)
        write(dayOfMonth, endingAt: 9, digits: 2)
        write(secondOfDay / 3600, endingAt: 12, digits: 2)
        write(secondOfDay / 60 % 60, endingAt: 15, digits: 2)
        write(secondOfDay % 60, endingAt: 18, digits: 2)
    }
}
